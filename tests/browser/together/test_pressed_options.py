"""Options that are not replaced while somebody is about to choose one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.company import say
from tests.browser.reading import choose


@pytest.mark.usefixtures("world")
def test_news_leave_the_options_that_an_answer_has_just_brought(elena: Page, kael: Page) -> None:
    """An answer takes some moments to be put in; here it takes so long that news come within them."""
    elena.evaluate("htmx.config.defaultSettleDelay = 3000")
    choose(elena, "Open the gate")
    expect(elena.locator("#now")).to_contain_text("Turn 2")
    elena.locator("#choices button[value=take_key]").evaluate("(option) => { window.option = option; }")
    say(kael, "It gives!")
    expect(elena.locator("#feed .said", has_text="It gives!")).to_have_count(1)
    assert elena.locator("#choices > .htmx-added").count(), "the answer is still being put in"
    assert elena.evaluate("window.option.isConnected")
    expect(elena.locator("#choices > .htmx-added")).to_have_count(0)
    choose(elena, "Take the iron key")
    expect(elena.locator("#now")).to_contain_text("Turn 3")


@pytest.mark.usefixtures("world")
def test_an_option_that_is_pressed_while_others_change_it_is_chosen(elena: Page, kael: Page) -> None:
    press(elena, "Take the iron key")
    changed_by(kael, elena)
    elena.mouse.up()
    expect(elena.locator("#now")).to_contain_text("Turn 2")


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_what_others_changed_meanwhile_comes_when_the_press_was_none(elena: Page, kael: Page) -> None:
    press(elena, "Take the iron key")
    changed_by(kael, elena)
    elena.mouse.move(1, 1)
    elena.mouse.up()
    expect(elena.locator("button[value=open_gate]")).to_have_count(0)
    expect(elena.locator("#now")).to_contain_text("Turn 1")


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_what_is_pressed_elsewhere_is_brought_up_to_date_when_it_is_released(elena: Page, kael: Page) -> None:
    seen = elena.locator("#place").get_by_text("iron key")
    seen.hover()
    elena.mouse.down()
    choose(kael, "Take the iron key")
    expect(kael.locator("#now")).to_contain_text("Turn 2")
    say(kael, "It is cold.")
    expect(elena.locator("#feed .said", has_text="It is cold.")).to_have_count(1)
    expect(seen).to_have_count(1)
    elena.mouse.up()
    expect(seen).to_have_count(0)


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).hover()
    page.mouse.down()


def changed_by(other: Page, page: Page) -> None:
    """The other opens the gate, and what they say after it is heard."""
    choose(other, "Open the gate")
    expect(other.locator("#now")).to_contain_text("Turn 2")
    say(other, "It gives!")
    expect(page.locator("#feed .said", has_text="It gives!")).to_have_count(1)
