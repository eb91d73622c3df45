"""A reader in front of a real Chromium, and somebody who notes every complaint that it makes."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser import accessible
from tests.browser.site import awake, chromium, served
from tests.conftest import miss
from tests.kleene_site.programs import ROOT
from tests.worlds.services.turns.test_asked_back import TWINS
from tests.worlds.views.stories import HOUSE

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
WATCH = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
        window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile ?? ""}`);
    });
"""

OF_DRIVERS = "GL Driver Message"  # what drivers say of slow machines is no fault of the page

Opens: TypeAlias = Callable[..., Page]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site keeps what it stores."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(data: Path) -> Iterator[str]:
    house = data / "house.yaml"
    house.write_bytes(HOUSE)
    twins = data / "twins.yaml"
    twins.write_bytes(TWINS)
    with served(data, house, twins, ROOT / "worlds" / "scenarios") as address:
        yield address


@pytest.fixture(scope="module", autouse=True)
def sites_awake() -> Iterator[None]:
    """While a file of tests here runs."""
    with awake():
        yield


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """For one file of tests only: while it runs, an event loop runs, and tests elsewhere start their own."""
    with chromium(chromium_path) as opened:
        yield opened


@pytest.fixture
def forgiven() -> list[str]:
    """Complaints that a test brings about on purpose, by a part of their words."""
    return []


@pytest.fixture
def opens(browser: Browser, site: str, forgiven: list[str]) -> Iterator[Opens]:
    """Open a window of one's own, on the lobby or at no page yet. In the end no window may have had anything to complain about."""
    pages: list[Page] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and OF_DRIVERS not in message.text:
            complaints.append(message.text)

    def open_window(path: str | None = "/", **how: Any) -> Page:
        context = browser.new_context(**{"base_url": site, "reduced_motion": "reduce", **how})
        context.set_default_timeout(20_000)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith(site) else complaints.append(asked.url))
        pages.append(page)
        if path:
            page.goto(path)
        return page

    yield open_window
    for page in pages:
        complaints += page.evaluate("window.violations ?? []")
        page.context.close()
    assert [words for words in complaints if not any(part in words for part in forgiven)] == []


@pytest.fixture(scope="session")
def axe(pytestconfig: pytest.Config) -> str:
    """The accessibility rules, fetched once by npm; without npm there are none."""
    if pytestconfig.getoption("--all"):
        accessible.everywhere()
    npm = shutil.which("npm")
    with (HERE / "package.json").open() as package:
        fcntl.flock(package, fcntl.LOCK_EX)  # the processes of one run share the folder: the first one fetches
        if not AXE.exists() and npm:
            quiet = ("--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
            subprocess.run([npm, "install", *quiet], cwd=HERE, check=False, capture_output=True, timeout=120)
    if not AXE.exists():
        miss("axe-core", "npm could not bring axe-core" if npm else "no npm is on the PATH to bring axe-core")
    return AXE.read_text()
