import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.kleene_site.forks import Fork
from tests.kleene_site.programs import ROOT, environment, heard, manage

Program = Fork | subprocess.Popen[str]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def started(*words: str, env: dict[str, str]) -> subprocess.Popen[str]:
    """A process of ours, from its very beginning: where that is what a test is about."""
    return subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


@contextmanager
def running(*words: str, env: dict[str, str], until: str, begin: Callable[..., Program] = heard) -> Iterator[Program]:
    """A process of ours that has said `until`; it is killed if the test leaves it behind."""
    process = begin(*words, env=env)
    assert process.stdout
    with process.stdout:
        try:
            said = []
            for line in process.stdout:
                said.append(line)
                if until in line:
                    break
            assert until in said[-1], "".join(said)
            yield process
        finally:
            process.kill()
            process.wait()


def last_words(process: Program) -> str:
    """What a process said after `running`, until its end."""
    assert process.stdout
    said = process.stdout.read()
    process.wait(timeout=20)
    return said


def wait_until(true: Callable[[], bool]) -> None:
    """Nothing but the test's own time limit decides; what is awaited comes from another process."""
    while not true():
        time.sleep(0.01)


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(("begin", "number"), [(started, signal.SIGTERM), (heard, signal.SIGINT)])
def test_the_site_answers_and_leaves_on_a_signal_with_exit_0(
    data: Path, begin: Callable[..., Program], number: signal.Signals
) -> None:
    port = free_port()
    env = environment(data, PORT=str(port))
    with running("manage.py", "serve", env=env, until=f"http://127.0.0.1:{port}", begin=begin) as site:
        assert httpx.get(f"http://127.0.0.1:{port}/health/live").json() == {"status": "alive"}
        site.send_signal(number)
        said = last_words(site)
    assert site.returncode == 0
    assert "GET /health/live 200" in said
    assert said.endswith("Stopped.\n")
    assert "Traceback" not in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("begin", "given"), [(heard, {}), (started, {"DEBUG": "0", "SECRET_KEY": "k" * 40, "KLEENE_HTTPS": "0"})]
)
def test_one_command_prepares_and_serves_what_it_prepared(
    data: Path, begin: Callable[..., Program], given: dict[str, str]
) -> None:
    port = free_port()
    env = environment(data, PORT=str(port), **given)
    with running("manage.py", "serve", "--prepare", env=env, until=f"http://127.0.0.1:{port}", begin=begin):
        page = httpx.get(f"http://127.0.0.1:{port}/").text
        [sheet] = re.findall(r'href="(/static/kleene/base[^"]*)"', page)
        assert "Start a story now" in page
        assert httpx.get(f"http://127.0.0.1:{port}{sheet}").status_code == 200


def test_a_wrong_setting_stops_before_anything_is_prepared(tmp_path: Path) -> None:
    done = manage("serve", "--prepare", env=environment(tmp_path, KLEENE_NARRATOR="nobody.Here"))
    assert done.returncode == 1
    assert "KLEENE_NARRATOR must be" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "kleene.sqlite3").exists()


@pytest.mark.parametrize(("host", "is_warned"), [("0.0.0.0", True), ("127.0.0.1", False)])  # noqa: S104
def test_development_where_others_reach_it_is_said_aloud(data: Path, host: str, is_warned: bool) -> None:  # noqa: FBT001
    env = environment(data, PORT=str(free_port()), HOST=host)
    with running("manage.py", "serve", env=env, until="Kleene is ready") as site:
        site.send_signal(signal.SIGTERM)
        said = last_words(site)
    assert ("WARNING: DEBUG is on" in said) is is_warned


def test_a_taken_port_is_told_in_one_sentence(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = manage("serve", env=environment(data, PORT=str(port)))
    assert done.returncode == 1
    assert done.stderr.startswith(f"CommandError: Port {port} is taken.")
    assert "Traceback" not in done.stderr


def test_a_host_that_is_not_here_is_told_in_one_sentence(data: Path) -> None:
    done = manage("serve", env=environment(data, PORT=str(free_port()), HOST="192.0.2.1"))
    assert done.returncode == 1
    assert "Cannot listen on 192.0.2.1" in done.stderr


def test_a_database_without_tables_is_told_in_one_sentence(tmp_path: Path) -> None:
    done = manage("serve", env=environment(tmp_path, PORT=str(free_port())))
    assert done.returncode == 1
    assert done.stderr == "CommandError: The database is not prepared. Run ./kleene up, or manage.py prepare.\n"


def test_a_database_that_is_down_is_told_in_one_sentence(tmp_path: Path) -> None:
    nowhere = f"postgresql://me:hush@127.0.0.1:{free_port()}/x"
    done = manage("serve", env=environment(tmp_path, PORT=str(free_port()), DATABASE_URL=nowhere))
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The database does not answer: ")
    assert "hush" not in done.stderr


def refuses(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return True
    return False


@pytest.mark.usefixtures("server")
def test_a_leaving_site_takes_no_new_requests_and_finishes_the_running_ones(tmp_path: Path) -> None:
    port = free_port()
    words = ("-m", "tests.kleene_site.slow_site", str(tmp_path), str(port), "30")
    with running(*words, env=environment(tmp_path), until="ready") as site, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(httpx.get, f"http://127.0.0.1:{port}/", timeout=30)
        wait_until((tmp_path / "asked").exists)
        site.send_signal(signal.SIGTERM)
        wait_until(lambda: refuses(port))
        (tmp_path / "go").touch()
        assert answer.result().text == "finished"
        assert site.wait(timeout=20) == 0


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(("patience", "signals"), [("0.1", 1), ("600", 2)], ids=["patience", "second signal"])
def test_a_request_that_never_ends_cannot_keep_the_site(tmp_path: Path, patience: str, signals: int) -> None:
    port = free_port()
    words = ("-m", "tests.kleene_site.slow_site", str(tmp_path), str(port), patience)
    with running(*words, env=environment(tmp_path), until="ready") as site, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(httpx.get, f"http://127.0.0.1:{port}/", timeout=30)
        wait_until((tmp_path / "asked").exists)
        site.send_signal(signal.SIGTERM)
        wait_until(lambda: refuses(port))
        for _ in range(signals - 1):
            site.send_signal(signal.SIGTERM)
        assert site.wait(timeout=20) == 0
        assert isinstance(answer.exception(), httpx.TransportError)


@pytest.mark.usefixtures("server")
def test_a_stream_that_watches_for_the_end_says_goodbye_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    port = free_port()
    words = ("-m", "tests.kleene_site.streaming_site", str(port), "600")
    with (
        running(*words, env=environment(tmp_path), until="ready") as site,
        httpx.stream("GET", f"http://127.0.0.1:{port}/", timeout=30) as answer,
    ):
        lines = answer.iter_lines()
        assert next(lines) == "data: hello"
        site.send_signal(signal.SIGTERM)
        assert [line for line in lines if line] == ["data: goodbye"]
        said = last_words(site)
        assert site.returncode == 0
        assert said.endswith("left nobody behind\n")
