"""The site as a person gets it: our own server in a process of its own, an empty folder of data, a story or two."""

from __future__ import annotations

import shutil
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from tests.kleene_site.forks import Fork
from tests.kleene_site.programs import environment, manage
from tests.kleene_site.programs import site as begun
from tests.ready_made import ready_made_file

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


RUNNING: Final[list[Fork]] = []


@contextmanager
def served(data: Path, *stories: Path, **settings: str) -> Iterator[str]:
    """The address of a running site that knows these stories; it ends with the block."""
    port = free_port()
    env = environment(
        data,
        PORT=str(port),
        RATE_REGISTER="10000/minute",
        RATE_INPUT="10000/minute",
        RATE_READ="10000/minute",
        **settings,
    )
    shutil.copytree(ready_made_file(), data, dirs_exist_ok=True)
    done = manage("import_scenario", *map(str, stories), env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    address = f"http://127.0.0.1:{port}"
    with (data / "site.log").open("wb") as log:
        site = begun(env, log)
    RUNNING.append(site)
    try:
        wait_for(port, site)
        yield address
    finally:
        RUNNING.remove(site)
        site.send_signal(signal.SIGCONT)
        site.terminate()
        site.wait(timeout=30)


@contextmanager
def awake() -> Iterator[None]:
    """The sites that outlive the block stand still after it: what a site does in the background costs 1.4 s in 100."""
    for site in RUNNING:
        site.send_signal(signal.SIGCONT)
    try:
        yield
    finally:
        for site in RUNNING:
            site.send_signal(signal.SIGSTOP)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int, site: Fork) -> None:
    while site.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.1).close()
        except OSError:
            time.sleep(0.02)  # what starts needs the processor more than who asks
            continue
        return
    raise AssertionError("the site did not start")


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """The machine's own browser; no test downloads one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()
