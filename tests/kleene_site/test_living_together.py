"""Several server processes, and workers, on one database."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.kleene_site.programs import environment, manage
from tests.kleene_site.test_serving import Program, free_port, last_words, refuses, running, wait_until

SWEPT = "removed sign-ins that had run out"
ALONE = "Another Kleene process (pid {pid} on "


@pytest.fixture(
    params=[
        pytest.param("sqlite", marks=pytest.mark.sqlite),
        pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.long]),
    ]
)
def env(request: pytest.FixtureRequest, data: Path) -> dict[str, str]:
    """The environment of a program whose database is prepared, and which has no Redis."""
    if request.param == "sqlite":
        return environment(data)
    return environment(data, DATABASE_URL=request.getfixturevalue("postgres_url"))


@pytest.fixture
def started() -> Iterator[ExitStack]:
    """Whatever a test starts here is killed at its end."""
    with ExitStack() as stack:
        yield stack


def serve(stack: ExitStack, env: dict[str, str], **more: str) -> tuple[Program, str]:
    site = f"http://127.0.0.1:{free_port()}"
    process = stack.enter_context(
        running("manage.py", "serve", env=env | {"PORT": site.rpartition(":")[2]} | more, until="Kleene is ready")
    )
    return process, site


def stop(process: Program) -> str:
    process.send_signal(signal.SIGTERM)
    said = last_words(process)
    assert process.returncode == 0, said
    assert "Traceback" not in said
    return said


def test_a_second_process_without_redis_refuses_to_start_and_the_first_goes_on(
    env: dict[str, str], started: ExitStack
) -> None:
    first, site = serve(started, env)
    second = manage("serve", env=env | {"PORT": str(free_port())})
    assert second.returncode == 1
    assert ALONE.format(pid=first.pid) in second.stderr
    assert "REDIS_URL" in second.stderr
    assert "Traceback" not in second.stderr
    assert httpx.get(f"{site}/health/live").status_code == 200


def test_one_that_left_and_one_that_was_killed_make_room_at_once(env: dict[str, str], started: ExitStack) -> None:
    first, _ = serve(started, env)
    stop(first)
    second, _ = serve(started, env)
    second.kill()
    second.wait()
    third, site = serve(started, env)
    assert httpx.get(f"{site}/health/ready").status_code == 200
    stop(third)


@pytest.mark.postgres
@pytest.mark.redis
def test_with_redis_two_processes_serve_one_database(
    data: Path, postgres_url: str, redis_url: str, started: ExitStack
) -> None:
    env = environment(data, DATABASE_URL=postgres_url, REDIS_URL=redis_url)
    sites = [serve(started, env)[1] for _ in range(2)]
    for site in sites:
        checks = httpx.get(f"{site}/health/ready").json()["checks"]
        assert checks["redis"]["healthy"]
        assert "configured" not in checks["redis"]
    with psycopg.connect(postgres_url) as line:
        assert line.execute("SELECT count(*) FROM process_leases").fetchone() == (2,)
    lonely = manage("serve", env=environment(data, DATABASE_URL=postgres_url, PORT=str(free_port())))
    assert lonely.returncode == 1
    assert "REDIS_URL" in lonely.stderr


def test_a_round_that_one_worker_has_done_is_not_done_again_by_others(env: dict[str, str], started: ExitStack) -> None:
    first = started.enter_context(running("manage.py", "kleene_worker", env=env, until=SWEPT))
    site, _ = serve(started, env)
    second = started.enter_context(running("manage.py", "kleene_worker", env=env, until="runs"))
    said = [stop(process) for process in (second, site, first)]
    assert all(each.endswith("Stopped.\n") for each in said)
    assert SWEPT not in "".join(said)


def test_a_worker_says_what_it_looks_after_and_leaves_on_a_signal(env: dict[str, str]) -> None:
    with running("manage.py", "kleene_worker", env=env, until="job done") as worker:
        assert stop(worker).endswith("Stopped.\n")


def test_a_site_without_a_worker_inside_leaves_the_jobs_alone(data: Path, started: ExitStack) -> None:
    site, _ = serve(started, environment(data, KLEENE_WORKER_INSIDE="0"))
    assert "job done" not in stop(site)


def test_a_worker_whose_database_is_down_says_so_in_one_sentence(tmp_path: Path) -> None:
    nowhere = f"postgresql://me:hush@127.0.0.1:{free_port()}/x"
    done = manage("kleene_worker", env=environment(tmp_path, DATABASE_URL=nowhere))
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The database does not answer: ")
    assert "hush" not in done.stderr


@contextmanager
def redis_at(port: int) -> Iterator[None]:
    """A Redis of the test's own; it is gone at the end of the block."""
    words = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as process:
        wait_until(lambda: not refuses(port))
        try:
            yield
        finally:
            process.kill()


@pytest.mark.slow
@pytest.mark.redis
@pytest.mark.skipif(not shutil.which("redis-server"), reason="redis-server is not installed")
def test_a_site_is_not_ready_while_its_redis_is_away_and_again_when_it_is_back(data: Path, started: ExitStack) -> None:
    port = free_port()

    def ready() -> int:
        answer = httpx.get(f"{site}/health/ready")
        assert answer.json()["checks"]["postgres"]["healthy"]
        return answer.status_code

    with redis_at(port):
        process, site = serve(started, environment(data, REDIS_URL=f"redis://127.0.0.1:{port}/0"))
        assert ready() == 200
    wait_until(lambda: ready() == 503)
    assert httpx.get(f"{site}/health/live").status_code == 200
    with redis_at(port):
        wait_until(lambda: ready() == 200)
        stop(process)
