"""Two people in one world, each before a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.company import (
    ROAD,
    assert_once_and_in_order,
    at_play,
    join,
    live,
    make_world,
    say,
    sequences,
)
from tests.browser.conftest import Opens
from tests.browser.cut import wire
from tests.browser.reading import choose
from tests.browser.site import served
from tests.browser.test_looks import assert_good

pytestmark = pytest.mark.chromium

WATCH_FOR_THE_WAY = """() => {
    const look = () => {
        if (!window.seen && document.querySelector("button[value=walk]:not([disabled])")) window.seen = Date.now();
    };
    new MutationObserver(look).observe(document.body, {subtree: true, childList: true});
}"""
NOTE_WHAT_IS_ASKED = """(() => {
    window.asked = [];
    window.unanswered = 0;
    const fetch = window.fetch;
    window.fetch = async (url, ...how) => {
        window.asked.push(String(url));
        window.unanswered += 1;
        try {
            const answer = await fetch(url, ...how);
            if (answer.headers.get("Content-Type")?.startsWith("text/html")) await answer.clone().text();
            return answer;
        } finally {
            window.unanswered -= 1;
        }
    };
    for (const kind of ["WebSocket", "EventSource"]) {
        window[kind] = class extends window[kind] {
            constructor(...about) { super(...about); window.asked.push(String(about[0])); }
        };
    }
})()"""
NOTE_THE_CLICK = """() => document.querySelector("button[value=open_gate]")
    .addEventListener("click", () => window.clicked = Date.now())"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("road")
    road = data / "road.yaml"
    road.write_bytes(ROAD)
    with served(data, road) as address:
        yield address


@pytest.fixture
def elena(opens: Opens) -> Page:
    return opens()


@pytest.fixture
def kael(opens: Opens) -> Page:
    return opens()


@pytest.fixture
def world(elena: Page, kael: Page) -> str:
    made = make_world(elena, "Elena")
    join(kael, "Kael", made)
    live(elena)
    live(kael)
    return made


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


def test_who_comes_is_counted_where_the_others_play(elena: Page, kael: Page) -> None:
    made = make_world(elena, "Elena")
    live(elena)
    expect(elena.locator("#seats")).to_contain_text("1 of 8 seats")
    join(kael, "Kael", made)
    expect(elena.locator("#seats")).to_contain_text("2 of 8 seats")
    expect(elena.locator("#place [data-fellow]")).to_contain_text("Kael")
    kael.goto(f"/worlds/{made}/leave")
    kael.get_by_role("button", name="Leave").click()
    expect(elena.locator("#seats")).to_contain_text("1 of 8 seats")


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
    for page in (elena, kael):
        assert_once_and_in_order(page)


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
        line.hush()
        say(elena, "While you slept")
        choose(elena, "Open the gate")
        expect(elena.locator("#now")).to_contain_text("Turn 2")
        assert kael.locator("#feed .said").count() == 0
        kael.clock.fast_forward("01:00:00")
        expect(kael.locator("#feed .said", has_text="While you slept")).to_have_count(1)
        expect(kael.locator("button[value=walk]")).to_be_enabled()
        live(kael)
        assert kael.evaluate("window.isTheSamePage")
        assert_once_and_in_order(kael)


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
    expect(guest.locator("#people")).to_contain_text("The yard")


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


def asked_within_a_minute(page: Page) -> list[str]:
    """What a page under a clock of ours, which notes what is asked, still asks for after it has said that it is over."""
    expect(page.locator("#notice")).to_contain_text("This page no longer updates.")
    page.wait_for_function(
        "() => window.unanswered === 0"
    )  # by a clock that leaps the last question would have waited too long
    page.evaluate("window.asked.length = 0")
    page.clock.run_for(60_000)
    asked: list[str] = page.evaluate("window.asked")
    return asked


@pytest.mark.usefixtures("world")
def test_who_is_sent_away_is_told_so(elena: Page, kael: Page, world: str) -> None:
    elena.goto(f"/worlds/{world}")
    elena.get_by_text("Remove Kael").click()
    elena.get_by_role("button", name="Remove", exact=True).click()
    expect(kael.locator("#connection")).to_contain_text("The host removed you from this world.")
    expect(kael.locator("#choices")).to_contain_text("You were removed")


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
    kael.get_by_role("tab", name="Place and character").click()
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
    make_world(page, "Elena")
    choose(page, "Open the gate")
    expect(page.locator("#now")).to_contain_text("Turn 2")
    page.get_by_label("Say something").fill("It is open.")
    page.get_by_role("button", name="Say", exact=True).click()
    expect(page.locator("#feed")).to_contain_text("It is open.")
