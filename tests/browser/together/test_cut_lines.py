"""Company over a bad line: nothing is lost, nothing is doubled, and what cannot be had is said."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.asking import NOTE_WHAT_IS_ASKED, asked_within_a_minute
from tests.browser.company import (
    assert_once_and_in_order,
    join,
    live,
    make_world,
    say,
)
from tests.browser.conftest import Opens
from tests.browser.cut import wire
from tests.browser.reading import choose

pytestmark = pytest.mark.chromium


@pytest.mark.usefixtures("world")
def test_who_was_cut_off_comes_back_complete(elena: Page, kael: Page, forgiven: list[str]) -> None:
    forgiven += ["ERR_INTERNET_DISCONNECTED", "WebSocket"]
    kael.context.set_offline(offline=True)
    expect(kael.locator("#connection")).to_have_attribute("data-state", "offline")
    for words in ("one", "two", "three"):
        say(elena, words)
    choose(elena, "Open the gate")
    expect(elena.locator("#now")).to_contain_text("Turn 2")
    choose(elena, "Take the iron key")
    expect(elena.locator("#now")).to_contain_text("Turn 3")
    kael.context.set_offline(offline=False)
    live(kael)
    expect(kael.locator("#feed")).to_contain_text("Elena took the iron key from the yard.")
    expect(kael.locator("button[value=walk]")).to_be_enabled()
    for words in ("one", "two", "three"):
        expect(kael.locator("#feed .said", has_text=words)).to_have_count(1)
    assert_once_and_in_order(kael)


@pytest.mark.slow
@pytest.mark.parametrize("wait", ["in 4 s", pytest.param("in 11 s", marks=pytest.mark.long)])
def test_a_cut_wire_is_told_and_loses_and_doubles_nothing(
    opens: Opens, forgiven: list[str], site: str, elena: Page, wait: str
) -> None:
    """With the longer wait four tries fail, after 1, 2, 4 and 8 s, and of the next 16 s five are over: a cut of 20 s."""
    made = make_world(elena, "Elena")
    with wire(site) as line:
        forgiven += [line.address, "WebSocket", "ERR_"]
        kael = opens(base_url=line.address)
        join(kael, "Kael", made)
        live(kael)
        line.cut()
        say(elena, "one")
        choose(elena, "Open the gate")
        expect(kael.locator("#connection")).to_contain_text(f"Reconnecting {wait}", timeout=60_000)
        say(elena, "two")
        line.mend()
        expect(kael.locator("#connection")).to_have_attribute("data-state", "live", timeout=40_000)
        expect(kael.locator("#feed .said", has_text="two")).to_have_count(1)
        expect(kael.locator("#feed .said", has_text="one")).to_have_count(1)
        expect(kael.locator("button[value=walk]")).to_be_enabled()
        assert_once_and_in_order(kael)
        say(kael, "three")
        expect(elena.locator("#feed .said", has_text="three")).to_have_count(1)


@pytest.mark.slow
def test_a_tab_that_slept_for_an_hour_catches_up(opens: Opens, forgiven: list[str], site: str, elena: Page) -> None:
    """Its socket looks open and is dead: nobody ever told it so."""
    made = make_world(elena, "Elena")
    with wire(site) as line:
        forgiven += [line.address, "net::ERR_"]
        kael = opens(base_url=line.address)
        kael.clock.install()
        join(kael, "Kael", made)
        live(kael)
        kael.evaluate("window.isTheSamePage = true")
        kael.wait_for_load_state(
            "networkidle"
        )  # a page that goes live asks for its parts: they would tell what is said now
        line.hush()
        say(elena, "While you slept")
        choose(elena, "Open the gate")
        expect(elena.locator("#now")).to_contain_text("Turn 2")
        assert kael.locator("#feed .said").all_inner_texts() == []
        kael.clock.fast_forward("01:00:00")
        expect(kael.locator("#feed .said", has_text="While you slept")).to_have_count(1)
        expect(kael.locator("button[value=walk]")).to_be_enabled()
        live(kael)
        assert kael.evaluate("window.isTheSamePage")
        assert_once_and_in_order(kael)


@pytest.mark.slow
def test_where_sockets_are_blocked_the_events_come_all_the_same(opens: Opens, forgiven: list[str], elena: Page) -> None:
    forgiven += ["WebSocket"]
    made = make_world(elena, "Elena")
    kael = opens()
    kael.add_init_script(
        "window.WebSocket = class { constructor() { setTimeout(() => this.onclose({code: 1006})); } close() {} };"
    )
    join(kael, "Kael", made)
    live(kael, "stream")
    choose(elena, "Open the gate")
    expect(kael.locator("button[value=walk]")).to_be_enabled()
    say(kael, "Thank you")
    expect(elena.locator("#feed")).to_contain_text("Thank you")
    kael.reload()
    live(kael, "stream")
    assert_once_and_in_order(kael)


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_words_that_nobody_confirmed_are_heard_once(elena: Page, kael: Page, forgiven: list[str]) -> None:
    """The socket died on the way, the post after it was heard and its answer lost: then they are said again by hand."""
    forgiven += ["Failed to load resource", "ERR_", "WebSocket", "/say"]
    kael.evaluate("() => { WebSocket.prototype.send = function () { this.close(); }; }")
    kael.route(re.compile("/say$"), lose_the_answer, times=1)
    kael.get_by_label("Say something").fill("Hear me once")
    kael.get_by_role("button", name="Say", exact=True).click()
    expect(kael.locator("#say-trouble")).to_contain_text("send it again")
    expect(elena.locator("#feed .said", has_text="Hear me once")).to_have_count(1)
    kael.get_by_role("button", name="Say", exact=True).click()
    expect(kael.get_by_label("Say something")).to_have_value("")
    say(elena, "I heard you")
    expect(elena.locator("#feed .said", has_text="Hear me once")).to_have_count(1)
    say(kael, "Hear me once")
    expect(elena.locator("#feed .said", has_text="Hear me once")).to_have_count(2)


def lose_the_answer(route: Route) -> None:
    route.fetch()
    route.abort()


@pytest.mark.usefixtures("world")
def test_a_turn_whose_answer_was_lost_is_played_once(elena: Page, kael: Page, forgiven: list[str]) -> None:
    """The server played it and nobody heard: it is sent again under the same key."""
    forgiven += ["Failed to load resource", "htmx:", "ERR_", "WebSocket", "/play/"]

    kael.route(re.compile("/play/[^/]+$"), lose_the_answer, times=1)
    choose(kael, "Open the gate")
    expect(kael.locator("#notice")).to_contain_text("Your choice is saved")
    kael.context.set_offline(offline=True)
    expect(kael.locator("#connection")).to_have_attribute("data-state", "offline")
    kael.context.set_offline(offline=False)
    expect(kael.locator("#now")).to_contain_text("Turn 2")
    expect(kael.locator("#scene")).to_contain_text("It gives, all at once.")
    expect(kael.locator(".waiting")).to_have_count(0)
    expect(elena.locator("#feed .deed", has_text="Open the gate")).to_have_count(1)


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_a_turn_chosen_offline_is_played_once_when_the_line_is_back(
    elena: Page, kael: Page, forgiven: list[str]
) -> None:
    forgiven += ["Failed to load resource", "htmx:", "ERR_", "WebSocket", "/play/"]
    kael.context.set_offline(offline=True)
    choose(kael, "Open the gate")
    expect(kael.locator("#notice")).to_contain_text("Your choice is saved")
    kael.context.set_offline(offline=False)
    expect(kael.locator("#now")).to_contain_text("Turn 2")
    expect(elena.locator("#feed .deed", has_text="Open the gate")).to_have_count(1)
    choose(kael, "Walk through")
    expect(kael.locator("#now")).to_contain_text("Turn 3")


@pytest.mark.slow
def test_where_sockets_are_blocked_who_is_sent_away_is_told_so_and_asks_no_more(
    opens: Opens, forgiven: list[str], elena: Page
) -> None:
    forgiven += ["WebSocket", "403"]
    made = make_world(elena, "Elena")
    kael = opens()
    kael.clock.install()
    kael.add_init_script(NOTE_WHAT_IS_ASKED)
    kael.add_init_script(
        "window.WebSocket = class { constructor() { setTimeout(() => this.onclose({code: 1006})); } close() {} };"
    )
    join(kael, "Kael", made)
    live(kael, "stream")
    elena.goto(f"/worlds/{made}")
    elena.get_by_text("Remove Kael").click()
    elena.get_by_role("button", name="Remove", exact=True).click()
    expect(kael.locator("#connection")).to_contain_text("Reconnecting")
    kael.clock.run_for(2_000)
    expect(kael.locator("#connection")).to_contain_text("You are no longer in this world")
    assert asked_within_a_minute(kael) == []


@pytest.mark.slow
def test_a_page_in_company_whose_reader_is_signed_out_says_so_and_asks_no_more(opens: Opens, elena: Page) -> None:
    made = make_world(elena, "Elena")
    kael = opens()
    kael.clock.install()
    kael.add_init_script(NOTE_WHAT_IS_ASKED)
    join(kael, "Kael", made)
    live(kael)
    other = kael.context.new_page()
    other.goto("/account")
    other.get_by_role("button", name="Sign out").click()
    expect(kael.locator("#connection")).to_have_text("You are signed out")
    expect(kael.locator("#notice")).to_contain_text("You are signed out. This page no longer updates.")
    assert asked_within_a_minute(kael) == []
