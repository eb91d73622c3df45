"""deploy/nginx.conf, in front of a site of the test's own where nginx is installed; else its lines."""

import base64
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from common import limits
from tests.api.claims import refusal
from tests.common.test_logs import SECRETS
from tests.kleene_site.programs import ROOT, environment
from tests.kleene_site.test_serving import free_port, refuses, running, wait_until

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
CONFIG = (ROOT / "deploy" / "nginx.conf").read_text()
needs_nginx = pytest.mark.skipif(not NGINX, reason="nginx is not installed")


def location(name: str) -> str:
    """The lines of one location of the file."""
    found = re.search(rf"location {re.escape(name)} {{(.*?)}}", CONFIG, re.DOTALL)
    assert found, name
    return found[1]


def test_streams_are_passed_on_byte_by_byte_and_may_last() -> None:
    events = location("~ ^/api/v1/worlds/[^/]+/events/?$")
    assert "proxy_buffering off;" in events
    assert "proxy_read_timeout 15m;" in events
    sockets = location("/ws/")
    assert "proxy_buffering off;" in sockets
    assert "proxy_read_timeout 1h;" in sockets


def test_answers_are_waited_for_longer_than_a_turn_may_wait() -> None:
    assert "proxy_read_timeout 75s;" in CONFIG
    assert "proxy_send_timeout 75s;" in CONFIG


def test_upgrades_hosts_addresses_and_the_scheme_are_passed_on() -> None:
    for header in ("Upgrade $http_upgrade", "Connection $connection_or_upgrade", "Host $http_host"):
        assert f"proxy_set_header {header};" in CONFIG
    assert "X-Forwarded-For $proxy_add_x_forwarded_for;" in CONFIG
    assert "X-Forwarded-Proto $forwarded_proto;" in CONFIG


def test_the_log_holds_no_query() -> None:
    assert "$uri" in CONFIG
    assert not re.search(r"\$(request|request_uri|args|query_string|http_referer)\b", CONFIG)


def test_a_request_body_may_be_as_large_as_the_site_takes_it() -> None:
    assert f"client_max_body_size {limits.BODY // 1024**2}m;" in CONFIG


@dataclass(frozen=True)
class Front:
    address: str
    port: int


@pytest.fixture
def behind(tmp_path: Path) -> Iterator[int]:
    """The port of a site that stands behind the proxy."""
    port = free_port()
    with running("-m", "tests.kleene_site.proxied_site", str(port), env=environment(tmp_path), until="ready"):
        yield port


@pytest.fixture
def front(behind: int, tmp_path: Path) -> Iterator[Front]:
    """nginx with our file, on a port of this test's own; app1 is the site, app2 is away."""
    port = free_port()
    with nginx(tmp_path, port=port, app1=behind, app2=free_port()):
        yield Front(f"http://127.0.0.1:{port}", port)


class nginx:  # noqa: N801 - read as a verb: with nginx(...)
    def __init__(self, folder: Path, *, port: int, app1: int, app2: int) -> None:
        adapted = CONFIG.replace("listen 80;", f"listen 127.0.0.1:{port};")
        for name, at in (("app1", app1), ("app2", app2)):
            adapted = adapted.replace(f"server {name}:8000", f"server 127.0.0.1:{at}")
        adapted = adapted.replace("/tmp/nginx.pid", str(folder / "nginx.pid"))  # noqa: S108 - what the file says
        self.port, self.folder = port, folder
        (folder / "nginx.conf").write_text(adapted)

    def command(self, *words: str) -> list[str]:
        assert NGINX
        return [NGINX, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"), *words]

    def __enter__(self) -> None:
        checked = subprocess.run(self.command("-t"), capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        with (self.folder / "nginx.log").open("w") as log:
            self.process = subprocess.Popen(self.command("-g", "daemon off;"), stdout=log, stderr=log)
        while refuses(self.port):
            assert self.process.poll() is None, (self.folder / "nginx.log").read_text()
            time.sleep(0.01)

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


@needs_nginx
def test_a_stream_arrives_while_it_is_still_open(front: Front) -> None:
    with httpx.stream("GET", f"{front.address}/api/v1/worlds/wld_aaaaaaaa/events", timeout=20) as answer:
        assert next(answer.iter_lines()) == "data: hello"


@needs_nginx
def test_a_socket_is_upgraded(front: Front) -> None:
    key = base64.b64encode(b"sixteen bytes ok").decode()
    hello = (
        f"GET /ws/worlds/wld_aaaaaaaa/ HTTP/1.1\r\nHost: 127.0.0.1:{front.port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", front.port), timeout=20) as line:
        line.sendall(hello.encode())
        heard = b""
        while b"hello" not in heard:
            heard += line.recv(4096) or pytest.fail(f"closed after {heard!r}")
    assert heard.startswith(b"HTTP/1.1 101 ")


@needs_nginx
def test_the_site_learns_who_asks_and_how(front: Front) -> None:
    told = httpx.get(f"{front.address}/", headers={"X-Forwarded-For": "198.51.100.1"}).json()
    assert told["host"] == f"127.0.0.1:{front.port}"
    assert told["x-forwarded-for"] == "198.51.100.1, 127.0.0.1"
    assert told["x-forwarded-proto"] == "http"
    told = httpx.get(f"{front.address}/", headers={"X-Forwarded-Proto": "https"}).json()
    assert told["x-forwarded-proto"] == "https"


@needs_nginx
def test_one_process_that_is_away_is_not_noticed(front: Front) -> None:
    assert {httpx.get(f"{front.address}/").status_code for _ in range(6)} == {200}


@needs_nginx
def test_refusals_of_the_proxy_speak_json_to_the_api_and_words_to_people(tmp_path: Path) -> None:
    port = free_port()
    with nginx(tmp_path, port=port, app1=free_port(), app2=free_port()):
        api, page = f"http://127.0.0.1:{port}/api/v1/scenarios", f"http://127.0.0.1:{port}/"
        refusal(httpx.get(api), 503, "unavailable")
        assert httpx.get(api).headers["Retry-After"] == "5"
        refusal(httpx.post(api, content=b"x" * (limits.BODY + 1)), 413, "too_large")
        assert httpx.get(page).status_code == 503
        assert "try again" in httpx.get(page).text


def log_of(folder: Path, *, requests: int) -> str:
    """With a line for each of so many requests: nginx writes it after the client has the answer."""
    log = folder / "nginx.log"
    wait_until(lambda: log.read_text().count('"GET /') >= requests)
    return log.read_text()


@needs_nginx
def test_figures_are_not_for_strangers_and_the_log_holds_no_ticket(front: Front, tmp_path: Path) -> None:
    assert httpx.get(f"{front.address}/metrics").status_code == 404
    assert httpx.get(f"{front.address}/somewhere?ticket=hush").status_code == 200
    log = log_of(tmp_path, requests=2)
    assert '"GET /somewhere" 200' in log
    assert "hush" not in log


@needs_nginx
def test_no_secret_stands_in_the_log_whether_a_process_answers_or_none(front: Front, tmp_path: Path) -> None:
    nobody, elsewhere = free_port(), tmp_path / "elsewhere"
    elsewhere.mkdir()
    with nginx(elsewhere, port=nobody, app1=free_port(), app2=free_port()):
        for address in SECRETS:
            with httpx.stream("GET", f"{front.address}{address}") as answer:
                assert answer.status_code in {200, 404}
            assert httpx.get(f"http://127.0.0.1:{nobody}{address}").status_code == 503
    for log in (log_of(folder, requests=len(SECRETS)) for folder in (tmp_path, elsewhere)):
        assert '"GET /account/reset/***"' in log
        assert '"GET /api/v1/invites/***/accept"' in log
        assert [secret for secret in SECRETS.values() if secret in log] == []
