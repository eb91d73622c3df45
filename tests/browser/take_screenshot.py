"""Takes the picture that the README shows: `python -m tests.browser.take_screenshot`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests import machine
from tests.browser.reading import choose, start
from tests.browser.site import chromium, served
from tests.kleene_site.programs import ROOT

PICTURE = ROOT / "docs" / "screenshot.png"
# Where the page has scrolled to is drawn some frames later.
STILL = """() => new Promise((tell) => {
    let frames = 30;
    const wait = () => frames-- ? requestAnimationFrame(wait) : tell(true);
    wait();
})"""
STORIES = ROOT / "worlds" / "scenarios"


def some_turns_in(page: Page) -> None:
    start(page, "First Light")
    play(page, "Go in by the office door", turn=2)
    play(page, "Go and look for the cat", turn=3)
    choose(page, "Win it over in your own way")
    page.locator("#answer").fill("I hum it a song about herrings")
    play(page, "Try it", turn=4)
    play(page, "Thank the cat properly first", turn=5)


def play(page: Page, words: str, *, turn: int) -> None:
    """A turn at a time: what is picked while one is under way is not sent."""
    choose(page, words)
    expect(page.locator("#now")).to_contain_text(f"Turn {turn}")


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as data,
        served(Path(data), STORIES) as address,
        chromium(machine.chromium().where) as browser,
    ):
        page = browser.new_page(viewport={"width": 1360, "height": 960}, reduced_motion="reduce", base_url=address)
        page.goto("/")
        some_turns_in(page)
        page.mouse.move(0, 0)
        expect(page.locator("#now")).to_be_focused()
        page.evaluate(STILL)
        page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
