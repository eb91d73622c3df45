"""The sky before real browsers: walked by keys alone, and with others' stars being born in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.company import ROAD
from tests.browser.conftest import Opens
from tests.browser.reading import choose, start
from tests.browser.site import served
from tests.browser.test_looks import assert_good

pytestmark = pytest.mark.chromium

WORDS = "I lean my ear against the gate and listen."
WAITS = "An idea that is waiting for review"
# What drivers say of slow machines is no fault of the page.
OF_DRIVERS = "GL Driver Message"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("sky")
    road = data / "road.yaml"
    road.write_bytes(ROAD)
    with served(data, road) as address:
        yield address


def share_idea(page: Page) -> None:
    start(page, "The old road")
    page.get_by_label("Do something else").fill(WORDS)
    choose(page, "Try it")
    page.get_by_role("link", name="Share this").first.click()
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_text("It is waiting for a moderator's review.")).to_be_visible()


def drawn(page: Page) -> Page:
    """The page of the sky, once all its stars are there."""
    page.goto("/cosmos")
    expect(page.locator("#sky")).to_have_attribute("data-ready", "true")
    return page


def follow_by_keys(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.focus()
    page.keyboard.press("Enter")


def test_from_the_list_to_a_star_and_back_and_through_the_sky_by_keys_alone(
    opens: Opens, axe: str, forgiven: list[str]
) -> None:
    forgiven.append(OF_DRIVERS)
    page = opens(has_touch=True)
    share_idea(page)
    drawn(page)
    assert_good(page, axe)
    follow_by_keys(page, WAITS)
    expect(page.get_by_role("heading", name=WAITS)).to_be_visible()
    assert_good(page, axe)
    follow_by_keys(page, "See it in the cosmos")
    card = page.locator(".sky-card")
    expect(card).to_contain_text(WAITS)
    sky = page.locator("#sky canvas")
    sky.focus()
    for key in ("ArrowLeft", "Shift+ArrowUp", "+", "-", "0", "Escape"):
        page.keyboard.press(key)
    expect(card).to_contain_text("Point at a star")
    page.keyboard.press("n")
    expect(card).to_contain_text(WAITS)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=WAITS)).to_be_visible()
