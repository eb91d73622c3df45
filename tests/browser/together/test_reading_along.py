"""One plays, another reads along, and both see when it begins and ends."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.company import at_play, live
from tests.browser.reading import choose
from tests.browser.test_looks import assert_good

pytestmark = pytest.mark.chromium


def make_world_in_sight(player: Page) -> str:
    """A world whose maker is shown to those who only watch, by a character's name: they can follow nobody who is hidden."""
    player.goto("/worlds/new")
    player.get_by_label("Story").select_option(label="The old road")
    player.get_by_label("Your character’s name").fill("Elena")
    player.get_by_label("Who can see your character").select_option("yes")
    player.get_by_role("button", name="Create world").click()
    made = at_play(player)
    live(player)
    return made


@pytest.mark.slow
def test_a_watcher_reads_along_until_the_player_ends_it(elena: Page, kael: Page, axe: str) -> None:
    made = make_world_in_sight(elena)
    elena.get_by_role("button", name="Let others read along").click()
    live(elena)
    kael.goto("/sign-up")
    kael.get_by_label("Name").fill(f"kael{abs(hash(kael)) % 10**9}")
    kael.get_by_label("Password").fill("a long way home")
    kael.get_by_role("button", name="Sign up").click()
    kael.goto(f"/worlds/{made}")
    kael.get_by_role("button", name="Watch").click()
    kael.get_by_role("link", name="Read along").click()
    live(kael)
    expect(kael.locator("#reading-turns")).to_contain_text("somebody has swept the road.")
    expect(elena.locator(".followers")).to_contain_text("reads along")

    choose(elena, "Open the gate")
    expect(kael.locator("#reading-turns")).to_contain_text("It gives, all at once.")
    assert_good(kael, axe)

    elena.get_by_role("button", name="Stop letting others read along").click()
    expect(kael.locator("#reading-foot")).to_contain_text("no longer lets others read along.")
    expect(kael.locator("#reading-turns article")).to_have_count(0)
    expect(elena.locator(".followers")).to_have_count(0)


@pytest.mark.slow
def test_who_closes_the_page_is_a_follower_no_more(elena: Page, kael: Page) -> None:
    made = make_world_in_sight(elena)
    elena.get_by_role("button", name="Let others read along").click()
    live(elena)
    kael.goto("/")
    kael.goto(f"/worlds/{made}")
    kael.get_by_role("button", name="Watch").click()
    kael.get_by_role("link", name="Read along").click()
    live(kael)  # from then on the page says so when it is left
    expect(elena.locator(".followers")).to_contain_text("reads along")
    kael.goto("/")
    expect(elena.locator(".followers")).to_have_count(0)
