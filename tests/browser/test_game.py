"""A whole game in a real browser: by mouse, by keys, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Opens
from tests.browser.reading import choose, fill_and_enter, number, press_until_moved, start

pytestmark = pytest.mark.chromium

MOST_TURNS = 80


def test_a_game_by_mouse_from_the_lobby_to_the_ending(opens: Opens) -> None:
    page = opens()
    start(page, "The empty house")
    choose(page, "Take the lamp")
    expect(page.locator("#scene")).to_contain_text("It is heavier than it looks.")
    expect(page.locator("#scene .changes")).to_contain_text("Took the brass lamp")
    expect(page.locator("#self")).to_contain_text("brass lamp")
    expect(page.locator(".cell.this-turn")).to_contain_text("triumph")

    choose(page, "Listen to the breathing")
    expect(page.locator("#notice")).to_contain_text("You hold your own breath.")
    page.get_by_label("Listen to the breathing").fill("Who is there?")
    choose(page, "Try it")
    expect(page.locator("#now")).to_contain_text("discovery")

    page.get_by_label("Do something else, in your own words").fill("I look at the dust")
    choose(page, "Try it")
    expect(page.locator("#now-head")).to_contain_text("I look at the dust")

    choose(page, "Go down")
    expect(page.locator("#where")).to_contain_text("The cellar")
    choose(page, "Stay")
    expect(page.get_by_role("heading", name="A bittersweet victory")).to_be_visible()
    choose(page, "Play again")
    expect(page.locator("#now")).to_contain_text("Turn 1")


def test_a_game_by_keys_alone(opens: Opens) -> None:
    page = opens()
    start(page, "The empty house")
    press_until_moved(page, "1")
    expect(page.locator("#scene")).to_contain_text("It is heavier than it looks.")
    expect(page.locator("#now")).to_be_focused()

    page.keyboard.press("/")
    expect(page.locator("#improvise")).to_be_focused()
    page.keyboard.type("I count to 1, 2, 3")
    press_until_moved(page, "Enter")
    expect(page.locator("#now-head")).to_contain_text("I count to 1, 2, 3")

    page.keyboard.press("2")
    expect(page.locator("#answer")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#answer")).not_to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("who")
    press_until_moved(page, "Enter")

    press_until_moved(page, "1")
    expect(page.locator("#where")).to_contain_text("The cellar")
    press_until_moved(page, "1")
    expect(page.get_by_role("heading", name="A bittersweet victory")).to_be_visible()


def test_the_keys_are_told_and_can_be_switched_off(opens: Opens) -> None:
    page = opens()
    start(page, "The empty house")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys).to_be_visible()
    keys.get_by_label("Use single-key shortcuts").uncheck()
    keys.get_by_role("button", name="Close").click()
    expect(keys).not_to_be_visible()
    page.keyboard.press("?")
    page.keyboard.press("1")
    page.reload()
    page.keyboard.press("?")
    expect(keys).not_to_be_visible()
    expect(page.locator("#now")).to_contain_text("Turn 1")


def test_a_locked_option_is_reached_by_keys_and_says_why_without_a_turn(opens: Opens) -> None:
    page = opens()
    start(page, "The empty house")
    page.locator("button[value=take_lamp]").focus()
    page.keyboard.press("Tab")
    expect(page.locator("button[value=go_down]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_have_text("It is too dark without a lamp.")
    assert number(page) == "1"


@pytest.mark.slow
def test_hint_and_undo_have_keys(opens: Opens) -> None:
    page = opens()
    start(page, "The empty house")
    press_until_moved(page, "1")
    page.keyboard.press("h")
    expect(page.locator("#hint summary").first).to_be_focused()
    page.get_by_text("An option to try").click()
    expect(page.locator("#hint")).to_contain_text("Go down")
    page.keyboard.press("u")
    expect(page.locator("#now")).to_contain_text("Turn 1")


def test_a_game_without_scripts(opens: Opens) -> None:
    page = opens(java_script_enabled=False)
    start(page, "The empty house")
    choose(page, "Take the lamp")
    expect(page.locator("#scene")).to_contain_text("It is heavier than it looks.")
    choose(page, "Listen to the breathing")
    page.get_by_label("Listen to the breathing").fill("Who is there?")
    choose(page, "Try it")
    expect(page.locator("#now")).to_contain_text("discovery")
    fill_and_enter(page, page.get_by_label("Do something else, in your own words"), "I look at the dust")
    expect(page.locator("#now-head")).to_contain_text("I look at the dust")
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_hidden()
    choose(page, "Go down")
    choose(page, "Stay")
    expect(page.get_by_role("heading", name="A bittersweet victory")).to_be_visible()
    page.locator("#choices").get_by_role("button", name="Undo last turn").click()
    expect(page.locator("#notice")).to_contain_text("You are back at turn 5.")


@pytest.mark.slow
def test_the_bundled_story_is_played_to_its_end(opens: Opens) -> None:
    page = opens()
    page.get_by_role("button", name="Start a story now").click()
    expect(page.locator("#now")).to_contain_text("Turn 1")
    seen: dict[str, int] = {}
    for _ in range(MOST_TURNS):
        if page.locator(".end-part").count():
            break
        _take_the_least_trodden_way(page, seen)
    expect(page.get_by_text("The end", exact=True)).to_be_visible()


def _take_the_least_trodden_way(page: Page, seen: dict[str, int]) -> None:
    open_ones = page.locator("button.option:not([aria-disabled])")
    words = open_ones.all_inner_texts()
    least = min(range(len(words)), key=lambda place: seen.get(words[place], 0))
    seen[words[least]] = seen.get(words[least], 0) + 1
    before = number(page)
    open_ones.nth(least).click()
    expect(page.locator(f"#answer, .end-part, #now:not([data-number='{before}'])").first).to_be_visible()
    if page.locator("#answer").count():
        fill_and_enter(page, page.locator("#answer"), "I look around and ask who is here")
        expect(page.locator("#now")).not_to_have_attribute("data-number", before)


def test_new_text_arrives_in_the_same_live_region_and_the_page_stays(opens: Opens) -> None:
    page = opens()
    start(page, "The empty house")
    page.evaluate("document.querySelector('#scene').mark = 'the same'")
    choose(page, "Take the lamp")
    expect(page.locator("#past")).to_contain_text("Somebody is breathing.")
    scene = page.locator("#scene")
    assert scene.evaluate("(region) => region.mark") == "the same"
    expect(scene).to_have_attribute("aria-live", "polite")
    expect(scene).not_to_contain_text("Take the lamp")
    expect(page.locator("#now")).to_be_focused()
    expect(page.locator("#now")).to_be_in_viewport()
    expect(page).to_have_title(re.compile("The empty house"))


def test_a_pressed_button_shows_it_at_once_and_is_sent_once(opens: Opens) -> None:
    page = opens()
    start(page, "The empty house")
    held: list[Route] = []
    page.route(re.compile("/play/"), lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the function it is given
    shown = page.locator("button[value=take_lamp]").evaluate(
        """(button) => new Promise((tell) => {
            const began = performance.now();
            const watch = () => button.getAttribute("aria-busy") === "true"
                ? tell(performance.now() - began) : requestAnimationFrame(watch);
            button.click();
            watch();
        })"""
    )
    assert shown < 100, "milliseconds"
    page.locator("button[value=take_lamp]").click()
    page.locator("button[value=leave]").click()
    page.wait_for_selector("#choices.waiting", state="attached")
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("#now")).to_contain_text("Turn 2")
    expect(page.locator("[aria-busy]")).to_have_count(0)


def test_two_windows_on_one_story_end_in_one_story(opens: Opens) -> None:
    page = opens()
    start(page, "The empty house")
    other = page.context.new_page()
    other.goto(page.url)
    choose(page, "Take the lamp")
    expect(page.locator("#now")).to_contain_text("Turn 2")
    choose(other, "Leave by the garden")
    expect(other.locator("#notice")).to_contain_text("The story has moved on")
    expect(other.locator("#scene")).to_contain_text("It is heavier than it looks.")


@pytest.mark.parametrize(
    ("fate", "words"),
    [
        (lambda route: route.abort(), "this was not sent"),
        (lambda route: route.fulfill(status=503, body="away"), "Your story is saved"),
        (lambda route: route.fulfill(status=429, body="slowly"), "Try again in a few seconds"),
    ],
)
def test_a_turn_that_did_not_arrive_is_told_and_can_be_sent_again(
    opens: Opens, forgiven: list[str], fate: Callable[[Route], None], words: str
) -> None:
    forgiven += ["Failed to load resource", "/play/", "htmx:"]
    page = opens()
    start(page, "The empty house")
    page.route(re.compile("/play/"), fate)
    choose(page, "Take the lamp")
    expect(page.locator("#notice")).to_contain_text(words)
    page.unroute_all()
    choose(page, "Take the lamp")
    expect(page.locator("#now")).to_contain_text("Turn 2")
