"""Two processes of one server, and who looks after them."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.kleene_site.programs import environment, forked, forked_for_settings, manage
from tests.kleene_site.test_serving import Program, free_port, last_words, refuses, running, started, wait_until


@contextmanager
def two(folder: Path) -> Iterator[tuple[Program, str]]:
    port = free_port()
    words = ("-m", "tests.kleene_site.supervised_site", str(folder), str(port), "lives")
    with running(*words, env=environment(folder), until="ready") as parent:
        yield parent, f"http://127.0.0.1:{port}"


def who_answers(site: str) -> set[int]:
    """The processes that answer; each connection is a new one."""
    found: set[int] = set()
    while len(found) < 2:
        found.add(int(httpx.get(f"{site}/", timeout=20).text))
    return found


@pytest.mark.usefixtures("server")
def test_two_processes_share_the_requests_and_leave_together(tmp_path: Path) -> None:
    with two(tmp_path) as (parent, site):
        assert parent.pid not in who_answers(site)
        parent.send_signal(signal.SIGTERM)
        assert last_words(parent).endswith("all left\n")
    assert parent.returncode == 0


def test_one_that_is_killed_is_started_again_and_every_request_is_answered(tmp_path: Path) -> None:
    with two(tmp_path) as (_, site):
        before = who_answers(site)
        os.kill(min(before), signal.SIGKILL)
        wait_until(lambda: int(httpx.get(f"{site}/", timeout=20).text) not in before)
        assert max(before) in who_answers(site)


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="another process's limits can be set on Linux alone")
def test_one_that_cannot_be_started_again_for_want_of_room_is_started_later_and_the_other_lives(tmp_path: Path) -> None:
    with two(tmp_path) as (parent, site):
        before, opened = who_answers(site), open_files(parent.pid)
        limits = resource.prlimit(parent.pid, resource.RLIMIT_NOFILE)
        # Two more are free once the process has ended: one pipe of two can be opened.
        resource.prlimit(parent.pid, resource.RLIMIT_NOFILE, (with_one_free(opened), limits[1]))
        os.kill(min(before), signal.SIGKILL)
        for _ in range(2):
            until_said(parent, "not started")
        assert len(open_files(parent.pid)) == len(opened) - 2
        resource.prlimit(parent.pid, resource.RLIMIT_NOFILE, limits)
        assert max(before) in who_answers(site)


def open_files(pid: int) -> set[int]:
    return {int(each.name) for each in Path(f"/proc/{pid}/fd").iterdir()}


def with_one_free(opened: set[int]) -> int:
    """A limit that lets a process open one more file, whichever numbers are free."""
    free = (number for number in range(max(opened) + 3) if number not in opened)
    next(free)
    return next(free)


def until_said(process: Program, words: str) -> None:
    assert process.stdout
    for line in process.stdout:
        if words in line:
            return
    raise AssertionError(f"it never said {words}")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_whole_group_lets_running_requests_finish(tmp_path: Path, number: signal.Signals) -> None:
    with two(tmp_path) as (parent, site), ThreadPoolExecutor(1) as pool:
        answer = pool.submit(httpx.get, f"{site}/slow", timeout=30)
        wait_until((tmp_path / "asked").exists)
        for pid in (*who_answers(site), parent.pid):
            os.kill(pid, number)
        wait_until(lambda: refuses(int(site.rpartition(":")[2])))
        (tmp_path / "go").touch()
        assert answer.result().status_code == 200
        assert parent.wait(timeout=20) == 0


def test_a_second_signal_waits_for_nothing(tmp_path: Path) -> None:
    with two(tmp_path) as (parent, site), ThreadPoolExecutor(1) as pool:
        answer = pool.submit(httpx.get, f"{site}/slow", timeout=30)
        wait_until((tmp_path / "asked").exists)
        parent.send_signal(signal.SIGTERM)
        wait_until(lambda: refuses(int(site.rpartition(":")[2])))
        parent.send_signal(signal.SIGTERM)
        assert parent.wait(timeout=20) == 0
        assert isinstance(answer.exception(), httpx.TransportError)


def test_without_their_parent_they_leave_and_the_address_is_free(tmp_path: Path) -> None:
    with two(tmp_path) as (parent, site):
        parent.kill()
        wait_until(lambda: refuses(int(site.rpartition(":")[2])))


def test_a_planned_shutdown_that_each_process_reports_ends_all_of_them_in_order(tmp_path: Path) -> None:
    done = forked(
        "-m", "tests.kleene_site.supervised_site", str(tmp_path), str(free_port()), "plans", env=environment(tmp_path)
    )
    assert (done.returncode, done.stdout.split()[-2:]) == (0, ["all", "left"]), done.stderr


@pytest.mark.parametrize(("how", "why"), [("refuses", "Not here."), ("breaks", "ended before it was ready")])
def test_one_that_cannot_start_ends_them_all_with_the_reason(tmp_path: Path, how: str, why: str) -> None:
    done = forked(
        "-m", "tests.kleene_site.supervised_site", str(tmp_path), str(free_port()), how, env=environment(tmp_path)
    )
    assert done.returncode == 1
    assert why in done.stderr


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"WEB_CONCURRENCY": "2"}, "WEB_CONCURRENCY must be 1, not 2"),
        ({"WEB_CONCURRENCY": "2", "REDIS_URL": "redis://127.0.0.1/9"}, "WEB_CONCURRENCY must be 1, not 2"),
        ({"WEB_CONCURRENCY": "some"}, "WEB_CONCURRENCY must be a whole number"),
        (
            {"WEB_CONCURRENCY": "3", "REDIS_URL": "redis://x", "DATABASE_URL": "postgres://x/y", "DATABASE_POOL": "5"},
            "DATABASE_POOL must be at least 6",
        ),
        ({"KLEENE_SERVER": "gunicorn"}, "KLEENE_SERVER must be uvicorn or daphne"),
    ],
)
def test_processes_that_could_not_share_are_refused_in_one_sentence(
    tmp_path: Path, given: dict[str, str], told: str
) -> None:
    done = forked_for_settings("manage.py", "serve", env=environment(tmp_path, **given))
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.postgres
def test_more_connections_than_the_database_lets_in_are_refused_in_one_sentence(data: Path, postgres_url: str) -> None:
    env = environment(data, DATABASE_URL=postgres_url, DATABASE_POOL="1000", PORT=str(free_port()))
    done = manage("serve", env=env)
    assert done.returncode == 1
    assert "DATABASE_POOL is 1000, but PostgreSQL allows" in done.stderr


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.redis
def test_the_site_in_two_processes_is_ready_once_and_leaves_in_order(
    data: Path, postgres_url: str, redis_url: str
) -> None:
    port = free_port()
    env = environment(data, DATABASE_URL=postgres_url, REDIS_URL=redis_url, WEB_CONCURRENCY="2", PORT=str(port))
    with running("manage.py", "serve", env=env, until="Kleene is ready", begin=started) as parent:
        with psycopg.connect(postgres_url) as line:
            pids = {pid for (pid,) in line.execute("SELECT pid FROM process_leases")}
        assert len(pids - {parent.pid}) == 2
        assert httpx.get(f"http://127.0.0.1:{port}/health/ready").status_code == 200
        parent.send_signal(signal.SIGTERM)
        said = last_words(parent)
    assert parent.returncode == 0
    assert said.endswith("Stopped.\n")
    assert "Kleene is ready" not in said
    assert "Traceback" not in said
    with psycopg.connect(postgres_url) as line:
        assert line.execute("SELECT count(*) FROM process_leases").fetchone() == (0,)
