"""Writing one's own way in a real browser: what is asked back, undone and counted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.reading import choose, fill_and_enter, number, start

pytestmark = pytest.mark.chromium


@pytest.mark.slow
def test_a_question_back_is_answered_by_keys_and_costs_nothing(opens: Opens) -> None:
    page = opens()
    start(page, "Twins")
    before = number(page)
    page.keyboard.press("/")
    page.keyboard.type("ring the bell")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Do you mean")).to_be_visible()
    expect(page.locator(".meant button").first).to_be_focused()
    expect(page.locator("#improvise")).to_have_value("ring the bell")
    assert number(page) == before
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#choices")).to_contain_text("A victory")


@pytest.mark.slow
def test_undo_typed_takes_the_turn_back_and_moves_to_the_scene(opens: Opens) -> None:
    page = opens()
    start(page, "The empty house")
    choose(page, "Take the lamp")
    expect(page.locator("#now")).to_contain_text("Turn 2")
    fill_and_enter(page, page.locator("#improvise"), "undo")
    expect(page.locator("#notice")).to_contain_text("Your last turn is undone.")
    expect(page.locator("#now")).to_contain_text("Turn 1")
    expect(page.locator("#self")).not_to_contain_text("took")


def test_the_characters_of_a_long_text_are_counted(opens: Opens) -> None:
    page = opens()
    start(page, "The empty house")
    field, count, said = page.locator("#improvise"), page.locator("[data-counts]"), page.locator("[data-says-left]")
    expect(count).to_have_text("")
    field.fill("I count")
    expect(count).to_have_text("7 / 500")
    field.fill("x" * 460)
    expect(count).to_have_class("count near")
    expect(said).to_have_text("Fewer than 51 characters left")
    field.press_sequentially("y" * 45)
    expect(count).to_have_text("500 / 500")
    expect(said).to_have_text("No characters left")
    field.fill("")
    expect(count).to_have_text("")
