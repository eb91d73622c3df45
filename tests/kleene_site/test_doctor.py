from pathlib import Path

import pytest

from tests.kleene_site.programs import environment, manage
from tests.kleene_site.test_serving import free_port


def test_every_check_of_a_healthy_site_passes(data: Path) -> None:
    done = manage("doctor", env=environment(data))
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        "ok    settings",
        "ok    database",
        "ok    cache",
        "ok    channel layer",
        "ok    likeness",
        "ok    disk",
    ]


def test_waiting_migrations_are_told(tmp_path: Path) -> None:
    done = manage("doctor", env=environment(tmp_path))
    assert done.returncode == 1
    assert "migrations are not applied" in done.stdout


@pytest.mark.slow
def test_services_that_do_not_answer_are_told_without_a_traceback(data: Path) -> None:
    nowhere = f"127.0.0.1:{free_port()}"
    env = environment(data, DATABASE_URL=f"postgresql://me:hush@{nowhere}/x", REDIS_URL=f"redis://{nowhere}/0")
    done = manage("doctor", env=env)
    assert done.returncode == 1
    assert sum(line.startswith("FAIL") for line in done.stdout.splitlines()) == 3
    assert "Connection refused" in done.stdout
    assert not any(word in done.stdout + done.stderr for word in ("hush", "Traceback"))


def test_production_over_plain_http_is_told(data: Path) -> None:
    env = environment(data, DEBUG="0", SECRET_KEY="k" * 40, KLEENE_HTTPS="0")
    done = manage("doctor", env=env)
    assert done.returncode == 1
    assert "would travel in the clear" in done.stdout


@pytest.mark.redis
def test_redis_is_looked_at_where_it_is_set(data: Path, redis_url: str) -> None:
    done = manage("doctor", env=environment(data, REDIS_URL=redis_url))
    assert (done.returncode, done.stderr) == (0, "")
    assert "cache: Redis" in done.stdout
    assert "RedisPubSubChannelLayer" in done.stdout
