"""Requests a second and CPU time of each ASGI server, for a plain route and for the first page of the site.

Run from the project's folder: .venv/bin/python -m benchmarks.servers [SECONDS [ROUNDS [SERVER]]]
Granian and hypercorn are measured where they are installed (pip install granian hypercorn, best in an environment of its own); otherwise
their rows stay empty. Everything listens on the loopback and ends with the run. It prints a table and writes var/servers.json.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import uvloop

from benchmarks.http_load import load
from tests.kleene_site.programs import ROOT, environment
from tests.ready_made import ready_made_file, ready_static

WARM_UP: Final = 1.0  # seconds
PLAIN: Final = "benchmarks.servers:plain"
PAGE: Final = "kleene_site.asgi:application"
RESULTS: Final = Path(os.environ.get("KLEENE_DATA", ROOT / "var")) / "servers.json"
PYTHON: Final = sys.executable
QUIET: Final = ("--no-access-log", "--log-level", "error")
SERVERS: Final[dict[str, list[str]]] = {
    "daphne": [PYTHON, "-m", "daphne", "-v", "0", "-b", "127.0.0.1", "-p", "{port}", "{app}"],
    "hypercorn": [PYTHON, "-m", "hypercorn", "-k", "uvloop", "-w", "1", "-b", "127.0.0.1:{port}", "{app}"],
    "granian": [
        PYTHON,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--loop",
        "uvloop",
        *QUIET,
        "--port",
        "{port}",
        "{app}",
    ],
    "uvicorn": [
        PYTHON,
        "-m",
        "uvicorn",
        "--loop",
        "uvloop",
        "--http",
        "httptools",
        *QUIET,
        "--port",
        "{port}",
        "{app}",
    ],
    "uvicorn, as serve runs it": [PYTHON, "-m", "benchmarks.servers", "--ours", "{port}", "{app}"],
}


@dataclass(frozen=True, slots=True)
class Run:
    server: str
    app: str
    requests_a_second: float
    p50_ms: float
    p95_ms: float
    cpu_ms: float  # of the server, for one request


async def plain(scope: dict[str, Any], receive: Any, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:  # noqa: ARG001 - daphne names it
    """The route that asks nobody anything."""
    if scope["type"] != "http":
        return
    headers = [(b"content-type", b"application/json"), (b"content-length", b"18")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b'{"status":"alive"}'})


def measured(server: str, app: str, folder: Path, seconds: float) -> Run:
    with serving(server, app, folder) as (port, pid):
        uvloop.run(load(port, min(WARM_UP, seconds)))
        before, began = cpu(pid), time.monotonic()
        lasted = sorted(uvloop.run(load(port, seconds)))
        took, spent = time.monotonic() - began, cpu(pid) - before
    p50, p95 = (lasted[len(lasted) * share // 100] * 1000 for share in (50, 95))
    return Run(server, app, len(lasted) / took, p50, p95, spent * 1000 / len(lasted))


@contextmanager
def serving(server: str, app: str, folder: Path) -> Iterator[tuple[int, int]]:
    """The port, and the process whose CPU counts, with its children's."""
    port = free_port()
    words = [word.format(port=port, app=app) for word in SERVERS[server]]
    env = environment(
        folder, DEBUG="0", SECRET_KEY="k" * 50, KLEENE_HTTPS="0", DJANGO_SETTINGS_MODULE="kleene_site.settings"
    )
    with (RESULTS.parent / "servers.log").open("ab") as log:
        process = subprocess.Popen(words, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)  # noqa: S603 - our own list
    try:
        until_it_answers(process, port)
        yield port, process.pid
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    while True:
        assert process.poll() is None, "the server ended; its log says why"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def cpu(pid: int) -> float:
    """Seconds that a process and its living children have worked."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK") + sum(cpu(int(child)) for child in children)


def serve_ours(port: int, app: str) -> None:
    from kleene_site.servers.listening import listening_sockets
    from kleene_site.servers.uvicorn_server import Site
    from kleene_site.warm_up import freeze

    module, _, name = app.partition(":")
    application = getattr(importlib.import_module(module), name)
    freeze()
    Site(application, listening_sockets("127.0.0.1", port)[0], patience=1).run()


def table(runs: list[Run]) -> Iterator[str]:
    yield "| Server | Route | Requests a second: median (range) | p50, p95 | CPU for one |"
    yield "|---|---|---|---|---|"
    for app, route in ((PLAIN, "plain"), (PAGE, "first page")):
        for server in SERVERS:
            own = [run for run in runs if (run.server, run.app) == (server, app)]
            yield f"| {server} | {route} | {row(own)} |" if own else f"| {server} | {route} | not installed | | |"


def row(runs: list[Run]) -> str:
    rates = [run.requests_a_second for run in runs]
    p50, p95, spent = (statistics.median(getattr(run, name) for run in runs) for name in ("p50_ms", "p95_ms", "cpu_ms"))
    return f"{statistics.median(rates):,.0f} ({min(rates):,.0f} to {max(rates):,.0f}) | {p50:.1f}, {p95:.1f} ms | {spent:.2f} ms"


def main(seconds: float = 10.0, rounds: int = 3, only: str = "") -> None:
    installed = [name for name in SERVERS if name.startswith(only) and importlib.util.find_spec(name.partition(",")[0])]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(shutil.copytree(ready_made_file(), Path(made) / "data"))
        shutil.copytree(ready_static(), folder / "static", dirs_exist_ok=True)
        runs = [
            measured(server, app, folder, seconds)
            for _ in range(rounds)
            for app in (PLAIN, PAGE)
            for server in installed
        ]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"seconds": seconds, "cores": os.cpu_count(), "runs": [asdict(run) for run in runs]}))
    print("\n".join(table(runs)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ours"]:
        serve_ours(int(sys.argv[2]), sys.argv[3])
    else:
        main(*(kind(word) for kind, word in zip((float, int, str), sys.argv[1:], strict=False)))
