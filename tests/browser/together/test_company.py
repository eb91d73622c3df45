"""Two people in one world, each before a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import PHONE
from tests.browser.asking import NOTE_WHAT_IS_ASKED, asked_within_a_minute
from tests.browser.company import (
    assert_once_and_in_order,
    at_play,
    be_called,
    join,
    live,
    make_world,
    make_world_by_hand,
    say,
    sequences,
    take_seat,
)
from tests.browser.conftest import Opens
from tests.browser.reading import choose
from tests.browser.test_looks import assert_good

pytestmark = pytest.mark.chromium

WATCH_FOR_THE_WAY = """() => {
    const look = () => {
        if (!window.seen && document.querySelector("button[value=walk]:not([aria-disabled])")) window.seen = Date.now();
    };
    new MutationObserver(look).observe(document.body, {subtree: true, childList: true});
}"""
NOTE_THE_CLICK = """() => document.querySelector("button[value=open_gate]")
    .addEventListener("click", () => window.clicked = Date.now())"""


@pytest.mark.usefixtures("world")
def test_one_opens_the_gate_and_the_other_sees_it_and_walks_through(
    elena: Page, kael: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    expect(kael.locator("button[value=walk]")).to_be_disabled()
    kael.evaluate(WATCH_FOR_THE_WAY)
    elena.evaluate(NOTE_THE_CLICK)
    choose(elena, "Open the gate")
    expect(kael.locator("button[value=walk]")).to_be_enabled()
    with capsys.disabled():
        lag = kael.evaluate("window.seen") - elena.evaluate("window.clicked")
        print(f"\nTwo windows: from the click in one until the way is open in the other, {lag} ms.")  # noqa: T201
    expect(kael.locator("#feed")).to_contain_text("Gate open.")
    expect(elena.locator("#scene")).to_contain_text("It gives, all at once.")

    choose(kael, "Walk through")
    expect(kael.locator("#where")).to_contain_text("The road beyond")
    expect(elena.locator("#feed")).to_contain_text("went to the road beyond.")
    expect(elena.locator("#place")).to_contain_text("Elsewhere")


@pytest.mark.slow
def test_who_comes_is_counted_where_the_others_play(elena: Page, kael: Page) -> None:
    made = make_world(elena, "Elena")
    live(elena)
    expect(elena.locator("#seats")).to_contain_text("1 of 8 seats")
    be_called(kael, "Kael")
    take_seat(kael, made)
    expect(elena.locator("#seats")).to_contain_text("2 of 8 seats")
    expect(elena.locator("#place [data-fellow]")).to_contain_text("Kael")
    kael.goto(f"/worlds/{made}/leave")
    kael.get_by_role("button", name="Leave").click()
    expect(elena.locator("#seats")).to_contain_text("1 of 8 seats")


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_both_talk_and_each_word_is_shown_once(elena: Page, kael: Page) -> None:
    say(elena, "Is anybody <b>there</b>?")
    expect(kael.locator("#feed")).to_contain_text("Is anybody <b>there</b>?")
    expect(kael.locator("#heard")).to_contain_text("Is anybody <b>there</b>?")
    say(kael, "I am.")
    expect(elena.locator("#feed")).to_contain_text("I am.")
    expect(elena.locator("#heard")).not_to_contain_text("anybody", timeout=1000)
    kael.get_by_label("To whom").select_option(label="Whisper to Elena")
    say(kael, "between us")
    expect(elena.locator("#feed")).to_contain_text("whispers to you between us")
    say(kael, "/who")  # a command, which nobody else reads
    expect(kael.locator("#say-trouble")).to_contain_text("Elena - The yard")
    expect(elena.locator("#feed")).not_to_contain_text("/who", timeout=1000)
    for page in (elena, kael):
        assert_once_and_in_order(page)


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_what_is_being_written_stays_while_the_world_changes(elena: Page, kael: Page) -> None:
    kael.keyboard.press("/")
    kael.keyboard.type("I lean on the")
    choose(elena, "Open the gate")
    expect(kael.locator("button[value=walk]")).to_be_enabled()
    expect(kael.locator("#improvise")).to_be_focused()
    kael.keyboard.type(" gate")
    expect(kael.locator("#improvise")).to_have_value("I lean on the gate")
    kael.keyboard.press("Enter")
    expect(kael.locator("#now-head")).to_contain_text("I lean on the gate")


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_the_next_page_takes_over_where_the_one_before_was(elena: Page, kael: Page) -> None:
    address = kael.url
    kael.goto("/worlds")
    say(elena, "Where did you go?")
    kael.goto(address)
    at_play(kael)
    live(kael)
    expect(kael.locator("#feed .said", has_text="Where did you go?")).to_have_count(1)
    say(elena, "There you are.")
    expect(kael.locator("#feed .said", has_text="There you are.")).to_have_count(1)
    assert sequences(kael) == sorted(set(sequences(kael)))


def test_somebody_watches_and_cannot_act(opens: Opens, elena: Page) -> None:
    made = make_world(elena, "Elena")
    guest = opens(f"/worlds/{made}")
    guest.get_by_role("button", name="Watch", exact=True).click()
    live(guest)
    choose(elena, "Open the gate")
    expect(guest.locator("#feed")).to_contain_text("Gate open.")
    expect(guest.locator(".turn-form")).to_have_count(0)
    # Whoever makes a world is shown to players only, unless they choose otherwise.
    expect(guest.locator("#people")).to_contain_text("hidden player")
    expect(guest.locator("#people")).not_to_contain_text("Elena")


@pytest.mark.slow
def test_who_watches_is_told_that_the_world_has_ended_and_asks_no_more(
    opens: Opens, forgiven: list[str], elena: Page
) -> None:
    forgiven += ["410"]
    made = make_world(elena, "Elena")
    guest = opens(f"/worlds/{made}")
    guest.clock.install()
    guest.add_init_script(NOTE_WHAT_IS_ASKED)
    guest.get_by_role("button", name="Watch", exact=True).click()
    live(guest)
    elena.goto(f"/worlds/{made}")
    elena.get_by_text("End this world").click()
    elena.get_by_role("button", name="End world").click()
    expect(guest.locator("#connection")).to_have_text("This world has ended")
    expect(guest.locator("#notice")).to_contain_text("This world has ended. This page no longer updates.")
    expect(guest.get_by_role("button", name="Take a seat")).to_be_hidden()
    assert asked_within_a_minute(guest) == []


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_who_is_sent_away_is_told_so(elena: Page, kael: Page, world: str) -> None:
    elena.goto(f"/worlds/{world}")
    elena.get_by_text("Remove Kael").click()
    elena.get_by_role("button", name="Remove", exact=True).click()
    expect(kael.locator("#connection")).to_contain_text("The host removed you from this world.")
    expect(kael.locator("#choices")).to_contain_text("You were removed")


@pytest.mark.slow
def test_everybody_can_use_the_pages_of_shared_worlds(opens: Opens, axe: str, elena: Page) -> None:
    made = make_world(elena, "Elena")
    kael = opens(has_touch=True)
    kael.goto(f"/worlds/{made}")
    assert_good(kael, axe)
    for path in ("/worlds", "/worlds/new"):
        kael.goto(path)
        assert_good(kael, axe)
    join(kael, "Kael", made)
    live(kael)
    say(elena, "Hello")
    expect(kael.locator("#feed")).to_contain_text("Hello")
    assert_good(kael, axe)
    kael.set_viewport_size(PHONE)
    for pane in ("Me", "Company", "Story"):
        kael.get_by_role("link", name=pane).last.click()
        assert_good(kael, axe)
    assert_good(kael, axe)
    elena.goto(f"/worlds/{made}")
    elena.get_by_role("button", name="Create invitation link").click()
    elena.get_by_text("Remove Kael").click()
    assert_good(elena, axe)
    invitation = elena.get_by_label("Invitation link 1").input_value()
    guest = opens(has_touch=True)
    guest.goto(invitation)
    assert_good(guest, axe)
    kael.goto(f"/worlds/{made}/leave")
    assert_good(kael, axe)
    guest.goto(f"/worlds/{made}")
    guest.get_by_role("button", name="Watch", exact=True).click()
    live(guest)
    assert_good(guest, axe)


@pytest.mark.slow
def test_keys_lead_to_the_talk_and_back(elena: Page, kael: Page, world: str) -> None:
    kael.keyboard.press("t")
    expect(kael.get_by_label("Say something")).to_be_focused()
    kael.keyboard.type("1 2 3")
    kael.keyboard.press("Enter")
    expect(elena.locator("#feed")).to_contain_text("1 2 3")
    kael.keyboard.press("Escape")
    kael.keyboard.press("?")
    expect(kael.get_by_role("dialog", name="Keyboard shortcuts")).to_contain_text("say something")


def test_company_without_scripts(opens: Opens) -> None:
    page = opens(java_script_enabled=False)
    make_world_by_hand(page, "Elena")
    choose(page, "Open the gate")
    expect(page.locator("#now")).to_contain_text("Turn 2")
    page.get_by_label("Say something").fill("It is open.")
    page.get_by_role("button", name="Say", exact=True).click()
    expect(page.locator("#feed")).to_contain_text("It is open.")
