"""The sky before real browsers: walked by keys alone, and with others' stars being born in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessible import PHONE
from tests.browser.company import ROAD
from tests.browser.conftest import Opens
from tests.browser.reading import choose, start
from tests.browser.site import served
from tests.browser.test_looks import assert_good
from tests.browser.test_sharing import Place
from tests.kleene_site.programs import environment, manage

pytestmark = pytest.mark.chromium

WORDS = "I lean my ear against the gate and listen."
LOSE = """
    window.lost = document.querySelector("#sky canvas").getContext("webgl2").getExtension("WEBGL_lose_context");
    lost.loseContext();
"""
HIDE = """
import uuid
from cosmos.models import TalkLine
from worlds.services.hiding import hide_message
hide_message(moderator_id=uuid.uuid4(), text_id=TalkLine.objects.latest("pk").text_id, reason="A test.")
"""
WAITS = "An idea that is waiting for review"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    data = tmp_path_factory.mktemp("sky")
    road = data / "road.yaml"
    road.write_bytes(ROAD)
    with served(data, road) as address:
        yield Place(address, data)


@pytest.fixture(scope="module")
def site(place: Place) -> str:
    return place.address


def share_idea(page: Page) -> None:
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


@pytest.mark.slow
def test_from_the_list_to_a_star_and_back_and_through_the_sky_by_keys_alone(opens: Opens, axe: str) -> None:
    page = opens(has_touch=True)
    start(page, "The old road")
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


@pytest.mark.slow
def test_two_visitors_see_a_thirds_star_born_and_come_to_its_place_and_each_others_cursors(
    opens: Opens, place: Place
) -> None:
    ada, kael, mo = opens(), opens(), opens()
    for page in (ada, kael, mo):
        start(page, "The old road")
    for page in (ada, kael):
        expect(drawn(page).locator(".sky-line")).to_have_text("Live")
    share_idea(mo)
    born = [page.locator(".star-list [data-position]") for page in (ada, kael)]
    for row in born:
        expect(row).to_contain_text(WAITS)
    rows = [page.locator(f'.star-list [data-star="{born[0].get_attribute("data-star")}"]') for page in (ada, kael)]
    assert places_of(rows) == [stored_place(ada, rows[0])] * 2
    expect(ada.locator(".sky-state")).to_contain_text("A star was added.")
    place.approve_all()
    for row in rows:
        expect(row).to_contain_text(WORDS, timeout=20_000)
    assert places_of(rows) == [stored_place(ada, rows[0])] * 2
    kael.locator("#sky canvas").hover()
    expect(ada.locator(".sky-visitor")).to_be_visible()
    kael.goto("/")
    expect(ada.locator(".sky-visitor")).to_have_count(0)
    expect(ada.locator(".sky-present")).to_be_empty()


@pytest.mark.slow
def test_visitors_talk_and_the_sky_survives_a_lost_graphics_card_and_a_new_layout(
    opens: Opens, place: Place, axe: str
) -> None:
    ada, kael = opens(has_touch=True), opens()
    for page in (ada, kael):
        start(page, "The old road")
        expect(drawn(page).locator(".sky-line")).to_have_text("Live")
    say(ada, "<b>Is anybody here?</b>")
    expect(lines_of(kael, "<b>Is anybody here?</b>")).to_be_visible()
    expect(lines_of(ada, "<b>Is anybody here?</b>")).to_contain_text("(you)")
    expect(ada.get_by_label("Message to everyone here")).to_have_value("")
    say(kael, "\u200b")  # no blank for the page, and nothing for the server
    expect(kael.locator(".sky-trouble")).to_have_text("Write a message.")
    assert_good(ada, axe)
    sky = ada.locator("#sky")
    expect(sky).to_have_attribute("data-painter", "webgl2")
    ada.evaluate(LOSE)
    expect(sky).to_have_attribute("data-painter", "canvas")
    ada.evaluate("lost.restoreContext()")
    expect(sky).to_have_attribute("data-painter", "webgl2")
    with ada.expect_response("**/cosmos/points*"):
        laid = manage("relayout_cosmos", env=environment(place.data))
        assert laid.returncode == 0, laid.stderr


@pytest.mark.slow
def test_a_line_is_read_by_whoever_comes_later_is_reported_and_goes_for_all_when_it_is_hidden(
    opens: Opens, place: Place, axe: str
) -> None:
    ada, kael = opens(), opens(has_touch=True, viewport=PHONE)
    for page in (ada, kael):
        start(page, "The old road")
    expect(drawn(ada).locator(".sky-line")).to_have_text("Live")
    words = "<i>Has anybody seen my lamp?</i>"
    say(ada, words)
    expect(lines_of(ada, words)).to_be_visible()
    expect(lines_of(ada, words).get_by_role("link", name="Report")).to_have_count(0)  # not one's own
    expect(lines_of(drawn(kael), words)).to_be_visible()
    assert_good(kael, axe)
    lines_of(kael, words).get_by_role("link", name="Report what Someone said").click()
    expect(kael.get_by_role("heading", name="Report a message")).to_be_visible()
    expect(kael.get_by_text(words)).to_be_visible()
    kael.get_by_label("What is wrong?").fill("It is only a test.")
    kael.get_by_role("button", name="Send report").click()
    expect(kael.get_by_text("A moderator will review your report.")).to_be_visible()
    expect(lines_of(kael, words)).to_be_visible()
    hidden = manage("shell", "-c", HIDE, env=environment(place.data))
    assert hidden.returncode == 0, hidden.stderr
    for page in (ada, kael):
        expect(lines_of(page, words)).to_have_count(0)
    expect(lines_of(drawn(kael), words)).to_have_count(0)


def lines_of(page: Page, words: str) -> Locator:
    return page.locator(".sky-lines li").filter(has_text=words)


def say(page: Page, words: str) -> None:
    page.get_by_label("Message to everyone here").fill(words)
    page.get_by_role("button", name="Say", exact=True).click()


def places_of(rows: list[Locator]) -> list[list[float]]:
    return [[float(part) for part in (row.get_attribute("data-position") or "").split()] for row in rows]


def stored_place(page: Page, row: Locator) -> list[float]:
    """Where the server keeps the star of a row."""
    told = page.request.get("/cosmos/points").json()
    at = 3 * told["ids"].index(row.get_attribute("data-star"))
    place: list[float] = told["places"][at : at + 3]
    return place
