"""Every page, light and dark, wide and narrow: nothing sticks out, and everybody can use it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import LOOKS, PHONE, faults_of, width_of
from tests.browser.conftest import Opens
from tests.browser.reading import choose, start

pytestmark = pytest.mark.chromium

OPEN_PAGES = (
    "/",
    "/help",
    "/privacy",
    "/appearance",
    "/worlds",
    "/worlds/new",
    "/leaderboards",
    "/leaderboards/gold_achiever",
    "/sign-in",
    "/sign-up",
    "/account/reset",
    "/account/reset/usr_aaaaaaaa/x",
    "/nowhere",
)
OWN_PAGES = (
    "/",
    "/stories",
    "/account",
    "/account/claim",
    "/sign-in",
    "/improvisations",
    "/leaderboards",
    "/worlds",
    "/cosmos",
)
SMALL_TARGETS = """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, .button, nav a")]
    .filter((it) => it.offsetParent && !it.closest("label"))
    .map((it) => [it.outerHTML.slice(0, 80), it.getBoundingClientRect().height])
    .filter(([, height]) => height < 44)"""

# A closed list shows one option; whichever is chosen, it is not cut. The arrow takes a little of the room.
CUT_OPTIONS = """() => [...document.querySelectorAll("select")].filter((it) => it.checkVisibility()).flatMap((it) => {
    const style = getComputedStyle(it), pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    const room = it.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return [...it.options].map((option) => option.label).filter((words) => pen.measureText(words).width > room);
})"""


def assert_good(page: Page, axe: str) -> None:
    """No sideways scrolling, targets for fingers on a phone, and no finding of axe, light and dark."""
    for size, colours in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=colours)
        assert width_of(page) <= size["width"], page.url
        assert page.evaluate(CUT_OPTIONS) == [], page.url
        if size is PHONE:
            assert page.evaluate(SMALL_TARGETS) == [], page.url
        assert faults_of(page, axe) == [], (page.url, size, colours)


@pytest.mark.slow
def test_pages_for_everybody(opens: Opens, axe: str, forgiven: list[str]) -> None:
    forgiven.append("404")
    page = opens()
    for path in OPEN_PAGES:
        page.goto(path)
        assert_good(page, axe)


@pytest.mark.slow
def test_pages_of_ones_own(opens: Opens, axe: str) -> None:
    page = opens(has_touch=True)
    start(page, "The empty house")
    for path in OWN_PAGES:
        page.goto(path)
        assert_good(page, axe)


@pytest.mark.slow
def test_the_page_of_a_game_in_each_of_its_states(opens: Opens, axe: str) -> None:
    page = opens(has_touch=True)
    start(page, "The empty house")
    assert_good(page, axe)
    choose(page, "Take the lamp")
    expect(page.locator("#now")).to_contain_text("Turn 2")
    page.get_by_text("Settings", exact=True).click()
    page.get_by_text("All places in words").click()
    page.locator("#hint summary").first.click()
    page.locator(".cell").first.focus()
    assert_good(page, axe)
    choose(page, "Listen to the breathing")
    expect(page.locator("#answer")).to_be_focused()
    assert_good(page, axe)
    page.locator("#answer").fill("inventory")
    page.goto(page.url)
    for path in ("/transcript", "/abandon"):
        page.goto(page.url.rstrip("/") + path)
        assert_good(page, axe)
        page.go_back()
    choose(page, "Leave by the garden")
    expect(page.get_by_text("The end", exact=True)).to_be_visible()
    assert_good(page, axe)


@pytest.mark.slow
def test_the_dialog_of_keys(opens: Opens, axe: str) -> None:
    page = opens(has_touch=True)
    start(page, "The empty house")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    assert_good(page, axe)


@pytest.mark.slow
def test_a_phone_reads_the_story_first(opens: Opens) -> None:
    page = opens(viewport=PHONE)
    start(page, "The empty house")
    tops = [page.locator(f"#{part}").bounding_box() for part in ("story", "place", "self")]
    heights = [box["y"] for box in tops if box]
    assert heights == sorted(heights)
    assert heights[0] < 120  # below the bar and one line


def test_the_skip_link_leads_past_the_header(opens: Opens) -> None:
    page = opens()
    start(page, "The empty house")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the story")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#now")).to_be_focused()
