"""How heavy pages are: bytes and requests of a first visit in Chromium, as they travel and as they are without compression.

Run from the project's folder: .venv/bin/python -m benchmarks.pages [--json FILE] [--quick]
Each page is opened with an empty cache, by guests and by an administrator of the benchmark's own, over the loopback.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.harness.results import Column, Results, options
from benchmarks.harness.site import Site, postgresql_site
from tests import machine
from tests.browser.site import chromium
from tests.kleene_site.programs import ROOT, manage

COLUMNS: Final = (
    Column("requests", "Requests", 0),
    Column("kB", "kB as sent", 0),
    Column("plain_kB", "kB not compressed", 0),
    Column("budget_kB", "kB at most", 0),
)
KB: Final = 1000
BUDGETS: Final = {"first page": 250, "game alone": 350, "game in company": 350}  # kB as sent
STORY: Final = "First Light"
ADMIN_QUEUE: Final = "/admin/improvisations/improvisation/"
REVISIONS: Final = "/admin/worlds/scenariorevision/"


def main(words: Sequence[str] | None = None) -> None:
    chosen = options("Weights of pages.", rounds=1, seconds=0, words=words)
    results = Results("pages", COLUMNS, chosen)
    with postgresql_site(RATE_REGISTER="100000/minute") as site, chromium(machine.chromium().where) as browser:
        password = prepared(site)
        address = f"http://127.0.0.1:{site.port}"
        for name, path, visitor in visits(browser, address, password):
            results.add({"Page": name}, weight(visitor, address + path) | budget_of(name))
    results.finish()


def budget_of(name: str) -> dict[str, float]:
    return {"budget_kB": BUDGETS[name]} if name in BUDGETS else {}


def prepared(site: Site) -> str:
    """The password of an administrator; the site serves its stories afterwards."""
    password = secrets.token_urlsafe()
    named = {**site.env, "DJANGO_SUPERUSER_PASSWORD": password}
    for command in (
        ("import_scenario", str(ROOT / "worlds" / "scenarios")),
        ("createsuperuser", "--noinput", "--username", admin_name(password)),
    ):
        done = manage(*command, env=named)
        assert done.returncode == 0, done.stdout + done.stderr
    site.collect_static()
    site.start()
    return password


def admin_name(password: str) -> str:
    """Of its own in each run: the site may serve several."""
    return f"root-{password[:8]}"


def visits(browser: Browser, address: str, password: str) -> Iterator[tuple[str, str, BrowserContext]]:
    """Pages in the order in which they are met: what to call each, its path, and who opens it."""
    with visitor(browser, address) as stranger:
        yield "first page", "/", stranger
    with visitor(browser, address) as guest:
        game = path_after(guest, start_alone)
        for name, path in (
            ("game alone", game),
            ("transcript", f"{game}/transcript"),
            ("lobby", "/worlds"),
            ("profile", path_after(guest, open_profile)),
            ("leaderboards", "/leaderboards"),
        ):
            yield name, path, guest
    with visitor(browser, address) as host:
        yield "game in company", path_after(host, make_world), host
    with visitor(browser, address) as admin:
        sign_in(admin, password)
        for name, path in (("admin home", "/admin/"), ("review queue", ADMIN_QUEUE)):
            yield name, path, admin
        yield "revision in the admin", path_after(admin, open_revision), admin


@contextmanager
def visitor(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address)
    try:
        yield context
    finally:
        context.close()


def path_after(context: BrowserContext, act: Callable[[Page], None]) -> str:
    """Where somebody is when they have done this, without the site."""
    page = context.new_page()
    act(page)
    path: str = page.evaluate("location.pathname")
    page.close()
    return path


def start_alone(page: Page) -> None:
    page.goto("/")
    page.locator("article.card", has_text=STORY).get_by_role("button", name="Start this story").click()
    page.wait_for_url("**/play/**")


def open_profile(page: Page) -> None:
    page.goto("/")
    page.locator("header a[href^='/players/']").click()
    page.wait_for_url("**/players/**")


def make_world(page: Page) -> None:
    page.goto("/worlds/new")
    page.get_by_role("button", name="Create world").click()
    page.wait_for_url("**/play/**")


def sign_in(context: BrowserContext, password: str) -> None:
    page = context.new_page()
    page.goto("/sign-in")
    page.locator("[name=username]").fill(admin_name(password))
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.close()


def open_revision(page: Page) -> None:
    page.goto(REVISIONS)
    page.locator(f"a[href*='{REVISIONS}'][href*='/change/']").first.click()
    page.wait_for_url("**/change/**")


def fonts_shown(page: Page) -> None:
    page.evaluate("async () => { await document.fonts.ready; }")  # what Playwright polls by itself, our policy refuses


def weight(context: BrowserContext, url: str, until: Callable[[Page], None] = fonts_shown) -> dict[str, float]:
    """What a first visit brings until the page is ready, without streams that stay open."""
    page = context.new_page()
    network = context.new_cdp_session(page)
    sent, plain = dict[str, float](), dict[str, float]()

    def arrived(event: dict[str, Any]) -> None:
        plain[event["requestId"]] = plain.get(event["requestId"], 0) + event["dataLength"]

    network.on("Network.dataReceived", arrived)
    network.on("Network.loadingFinished", lambda event: sent.update({event["requestId"]: event["encodedDataLength"]}))
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(url, wait_until="load")
    until(page)
    page.close()
    return {
        "requests": len(sent),
        "kB": sum(sent.values()) / KB,
        "plain_kB": sum(plain[asked] for asked in plain if asked in sent) / KB,
    }


if __name__ == "__main__":
    main()
