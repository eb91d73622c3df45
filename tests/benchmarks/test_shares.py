from __future__ import annotations

from benchmarks.shares import PARTS, REST, counted, part_of

ROOT = "thread (7): MainThread;serve (kleene_site/serving.py:60);Site.run (kleene_site/servers/uvicorn_server.py:90)"


def test_a_sample_belongs_to_the_first_part_that_stands_in_it() -> None:
    logged = f"{ROOT};Exchange._log_line (common/hot/application.py:120);emit (logging/__init__.py:1)"
    assert part_of(logged) == "log line"
    assert part_of(f"{ROOT};find_place (worlds/services/turns/hot.py:1);fetch (psycopg/x.py:1)").startswith(
        "PostgreSQL"
    )
    assert part_of(f"{ROOT};sleep (asyncio/tasks.py:1)") == REST


def test_shares_are_of_the_loop_at_work() -> None:
    lines = [
        f"{ROOT} 50",
        f"{ROOT};sleep (asyncio/tasks.py:1) 1",
        f"{ROOT};Exchange._log_line (common/hot/application.py:120) 3",
        "thread (8): worker;wait (threading.py:1);_log_line (x.py:1) 400",
    ]
    shares = counted(lines)
    assert (shares["log line"], shares[REST]) == (75.0, 25.0)
    assert list(shares) == [*PARTS, REST]


def test_no_samples_are_no_shares() -> None:
    assert set(counted([]).values()) == {0.0}
