"""The panel of company: on a phone, for who looks away, and for who is alone."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessible import PHONE, width_of
from tests.browser.company import (
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
from tests.kleene_site.programs import environment, manage

pytestmark = pytest.mark.chromium

KEYS: Final = 60  # typed one after the other, they take nine seconds and more
# What a page says as it closes, no other page can wait for; it is an hour old once it has arrived.
HOUR_AGO: Final = """
import time
from datetime import UTC, datetime, timedelta
from django.utils import timezone
from worlds.models import LastLook
left = datetime.fromtimestamp({left}, UTC)  # what was noted before comes from the page that was looked at
looks, until = LastLook.objects.filter(sequence__gte={sequence}, at__gte=left), time.monotonic() + 20
while not looks.update(at=timezone.now() - timedelta(hours=1)):
    assert time.monotonic() < until, "the page did not say how far it was read"
    time.sleep(0.05)
"""


@pytest.fixture
def elena(opens: Opens) -> Page:
    return opens(None, timezone_id="Asia/Tokyo", permissions=["clipboard-read", "clipboard-write"])


@pytest.fixture
def kael(opens: Opens) -> Page:
    phone: dict[str, Any] = {"viewport": PHONE, "has_touch": True}
    return opens(None, **phone)


@pytest.mark.slow
def test_who_is_alone_copies_an_invitation_with_one_press(opens: Opens, elena: Page) -> None:
    make_world(elena, "Elena")
    live(elena)
    expect(elena.locator("#alone")).to_contain_text("Nobody here yet.")
    elena.get_by_role("button", name="Copy invitation").click()
    expect(elena.locator("#invite-told")).to_contain_text("Copied.")
    link = elena.evaluate("navigator.clipboard.readText()")
    assert link == elena.get_by_label("Invitation link").input_value()
    guest = opens(link)
    guest.get_by_role("button", name="Join", exact=True).click()
    at_play(guest)
    expect(elena.locator("#alone")).not_to_contain_text("Nobody here yet.")


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_on_a_phone_company_is_counted_in_the_bar_and_one_tap_away(elena: Page, kael: Page) -> None:
    say(elena, "Hello")
    say(elena, "Are you there?")
    company = kael.get_by_role("link", name="Company")
    expect(company).to_contain_text("2 new lines")
    expect(kael).to_have_title("(2) The old road \u00b7 The yard \u00b7 Kleene")
    expect(kael.locator("#last-words")).to_have_text("Elena Are you there?")
    expect(kael.get_by_label("Say something")).to_be_hidden()
    choose(kael, "Wait a while")
    expect(kael.locator("#now")).to_contain_text("Turn 2")
    expect(kael).to_have_title("(2) The old road \u00b7 The yard \u00b7 Kleene")
    company.click()
    expect(company).to_have_attribute("aria-current", "true")
    expect(company).to_have_text("Company")
    expect(kael).to_have_title("The old road \u00b7 The yard \u00b7 Kleene")
    say(kael, "Here")
    expect(kael.locator("#scene")).to_be_hidden()
    expect(kael.get_by_role("heading", name="The old road")).to_be_attached()
    kael.go_back()
    expect(kael.locator("#scene")).to_be_visible()
    kael.get_by_role("link", name="Me", exact=True).focus()
    kael.keyboard.press("Enter")
    expect(kael.locator("#margin")).to_be_visible()
    sizes = kael.locator(".phone-bar a").evaluate_all("(all) => all.map((it) => it.getBoundingClientRect().height)")
    assert min(sizes) >= 44


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_typing_is_shown_to_who_would_read_it(opens: Opens, elena: Page, kael: Page, world: str) -> None:
    mira = opens()
    join(mira, "Mira", world)
    live(mira)
    kael.get_by_role("link", name="Company").click()
    kael.get_by_label("To whom").select_option(label="Whisper to Elena")
    kael.get_by_label("Say something").press_sequentially("between us")
    expect(elena.locator(".under-feed .typing")).to_have_text("Kael is typing\u2026")
    say(kael, "between us")
    expect(elena.locator("#feed")).to_contain_text("between us")
    expect(elena.locator(".under-feed .typing")).to_be_hidden()
    expect(mira.locator(".under-feed .typing")).to_have_text("")
    kael.get_by_label("To whom").select_option(label="Everyone")
    type_until_told(kael.get_by_label("Say something"), mira.locator(".under-feed .typing"), "Kael is typing\u2026")


def type_until_told(field: Locator, told: Locator, words: str) -> None:
    """The server hears one note in a second, and of those that it heard too soon none is sent again for three seconds."""
    for _ in range(KEYS):
        field.press_sequentially("l", delay=150)
        if told.text_content() == words:
            return
    expect(told).to_have_text(words)


DECLARES = """async () => (await fetch("/api/v1/players/me/agent", {
    method: "PUT",
    headers: {"Content-Type": "application/json", "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value},
    body: JSON.stringify({policy: "other"}),
})).status"""


@pytest.mark.slow
def test_a_program_that_types_bears_its_mark(elena: Page, kael: Page) -> None:
    made = make_world(elena, "Elena")
    be_called(kael, "Kael")
    kael.goto("/account")
    assert kael.evaluate(DECLARES) == 200
    take_seat(kael, made)
    for page in (elena, kael):
        live(page)
    kael.get_by_label("Say something").press_sequentially("Hello to all of you who are here", delay=150)
    expect(elena.locator(".under-feed .typing")).to_have_text("Kael (agent) is typing\u2026")
    assert elena.get_by_label("To whom").locator("option", has_text="Whisper to Kael (agent)").count() == 1


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_lines_stand_together_under_a_name_at_the_readers_own_hour(elena: Page, kael: Page) -> None:
    for words in ("One", "Two"):
        say(elena, words)
    expect(kael.locator("#feed li", has_text="Two")).to_have_class("same fresh-line")
    choose(elena, "Open the gate")
    choose(elena, "Walk through")
    expect(kael.locator("#feed .deed").last).to_have_text("chose \u201cWalk through\u201d and went to the road beyond.")
    shown = elena.locator("#feed time").first
    expected = shown.evaluate(
        """(time) => new Date(time.dateTime)
            .toLocaleTimeString([], {hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Tokyo"})"""
    )
    expect(shown).to_have_text(expected)


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_who_was_away_reads_on_another_device_what_they_missed(
    opens: Opens, elena: Page, kael: Page, data: Path
) -> None:
    say(elena, "One")
    expect(kael.locator("#feed")).to_contain_text("One")
    seen = sequences(kael)[-1]
    left = time.time()
    kael.goto("/")
    done = manage("shell", "-v0", "-c", HOUR_AGO.format(sequence=seen, left=left), env=environment(data))
    assert done.returncode == 0, done.stderr
    say(elena, "Two")
    choose(elena, "Open the gate")
    choose(elena, "Walk through")
    expect(elena.locator("#now")).to_contain_text("Turn 3")
    phone: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "storage_state": kael.context.storage_state()}
    other = opens("/", **phone)
    other.goto("/worlds")
    other.get_by_role("link", name="Continue").click()
    expect(other.locator("#last-words")).to_contain_text("Since you were away: Elena took 2 turns")
    other.get_by_role("link", name="Company").click()
    missed = other.locator("#missed")
    expect(missed).to_contain_text("Elena took 2 turns, went to the road beyond and said 1 line.")
    missed.get_by_role("button", name="Close").click()
    expect(missed).to_be_hidden()
    other.reload()
    live(other)
    expect(missed).to_be_hidden()


@pytest.mark.slow
def test_without_scripts_the_bar_leads_to_the_parts_and_hours_are_named(opens: Opens) -> None:
    page = opens(java_script_enabled=False, viewport=PHONE, has_touch=True)
    make_world_by_hand(page, "Elena")
    for name, part in (("Company", "talk-side"), ("Me", "margin")):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.locator(f"#{part}")).to_be_in_viewport()
    expect(page.locator("#feed time").first).to_contain_text("UTC")
    page.get_by_role("button", name="Copy invitation").click()
    assert "/invites/" in page.get_by_label("Invitation link").input_value()
    assert width_of(page) <= PHONE["width"]
