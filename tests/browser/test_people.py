"""A player's page and settings, as a person meets them: no script is needed for any of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opens
from tests.browser.reading import choose, start
from tests.browser.test_looks import assert_good
from tests.common.test_pictures import picture

pytestmark = pytest.mark.chromium
PASSWORD = "quiet-harbour-91"
WIDEST = "W" * 40  # no name is longer, and none of this length wider


def own_page(page: Page) -> str:
    """The address of the page that the header leads to."""
    page.goto("/")
    path = page.locator("header a[href^='/players/']").get_attribute("href")
    assert path is not None
    return path


def finish_a_story(page: Page) -> None:
    start(page, "The empty house")
    choose(page, "Take the lamp")
    expect(page.locator("#now")).to_contain_text("Turn 2")  # while one turn is under way, a second is not sent
    choose(page, "Leave by the garden")
    expect(page.get_by_text("The end", exact=True)).to_be_visible()


@pytest.mark.slow
def test_everybody_can_use_the_pages_of_players(opens: Opens, axe: str) -> None:
    page = opens(has_touch=True)
    finish_a_story(page)
    page.goto("/account")
    page.locator("[name=display_name]").fill(WIDEST)
    page.get_by_role("button", name="Save").first.click()
    page.goto(own_page(page))
    expect(page.get_by_role("heading", name="The last page")).to_be_visible()
    page.get_by_text("not earned yet").click()
    assert_good(page, axe)
    for path in ("/account", "/account/people", "/account/delete"):
        page.goto(path)
        assert_good(page, axe)


@pytest.mark.slow
def test_an_address_is_given_and_changed_without_a_script(opens: Opens, axe: str) -> None:
    page, watched = opens(java_script_enabled=False), opens(has_touch=True)
    sign_up(watched, "addressed", "addressed@a-rather-long-domain-name-of-some-kind.example.org")
    watched.goto("/account")
    assert_good(watched, axe)
    sign_up(page, "unaddressed", "")
    page.goto("/account")
    page.get_by_label("E-mail", exact=True).fill("late@example.org")
    page.get_by_label("Current password").fill("wrong")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The password is wrong.")).to_be_visible()
    page.get_by_label("Current password").fill(PASSWORD)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("We sent an e-mail to late@example.org.")).to_be_visible()
    expect(page.get_by_text("not confirmed", exact=True)).to_be_visible()


@pytest.mark.slow
def test_an_agent_is_made_looked_at_and_deleted_without_a_script(opens: Opens, axe: str) -> None:
    page, watched = opens(java_script_enabled=False), opens(has_touch=True)
    sign_up(page, "keeper-of-wrens", "")
    sign_up(watched, "keeper-of-rooks", "")
    for each in (page, watched):
        each.goto("/account/agents")
        each.get_by_label("Name").fill(WIDEST if each is watched else "Wren")
        each.get_by_label("How it chooses").select_option(label="It prefers what it has not tried")
        if each is watched:
            assert_good(each, axe)
        each.get_by_role("button", name="Create agent").click()
        expect(each.get_by_text("Copy this token now.")).to_be_visible()
    assert_good(watched, axe)
    watched.get_by_role("button", name="Copy", exact=True).click()
    expect(watched.locator("[data-copy]")).to_have_text(re.compile("Copied|Press Ctrl"))
    watched.goto("/account/agents")
    assert_good(watched, axe)
    page.get_by_label("I understand that this cannot be undone.").check()
    page.get_by_role("button", name="Delete agent").click()
    expect(page.get_by_text("Wren was deleted.")).to_be_visible()
    expect(page.get_by_text("You have no agents.")).to_be_visible()


def sign_up(page: Page, name: str, email: str) -> None:
    page.goto("/sign-up")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_text(f"Welcome, {name}.")).to_be_visible()


def test_a_password_is_shown_while_its_button_says_so(opens: Opens) -> None:
    page = opens("/sign-up")
    field = page.get_by_label("Password", exact=True)
    field.fill(PASSWORD)
    page.get_by_role("button", name="Show password").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide password").click()
    expect(field).to_have_attribute("type", "password")
    expect(field).to_have_value(PASSWORD)


@pytest.mark.slow
def test_the_pictures_on_a_page_say_what_they_show(opens: Opens) -> None:
    page = opens(java_script_enabled=False)
    page.locator("article.card", has_text="The empty house").get_by_role("button", name="Start this story").click()
    choose(page, "Take the lamp")
    page.goto(own_page(page))
    expect(page.get_by_role("img", name="of 9 cells")).to_be_visible()
    expect(page.get_by_text("Turns in each of the last 26 weeks.")).to_be_visible()


@pytest.mark.slow
def test_a_guest_dresses_up_hides_and_goes_without_a_script(opens: Opens, tmp_path: Path) -> None:
    page = opens(java_script_enabled=False)
    page.locator("article.card", has_text="The empty house").get_by_role("button", name="Start this story").click()
    shown = own_page(page)
    page.goto("/account")
    page.get_by_label("Picture", exact=True).set_input_files(
        {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": picture(form="JPEG")}
    )
    page.get_by_label("Show my statistics").uncheck()
    page.get_by_role("button", name="Save").click()
    mine = page.get_by_role("img", name="Your current picture", exact=True)
    expect(mine).to_have_js_property("naturalWidth", 256)
    stranger = opens(shown)
    expect(stranger.get_by_role("heading", name="Activity in the last six months")).to_be_visible()
    expect(stranger.get_by_role("heading", name="Statistics")).to_have_count(0)

    page.goto("/account")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download data").click()
    kept = json.loads(Path(download.value.path()).read_text())
    assert kept["account"]["user_id"] in shown
    page.get_by_role("link", name="Delete account").click()
    page.get_by_label("I understand that this cannot be undone.").check()
    page.get_by_role("button", name="Delete account").click()
    expect(page.get_by_text("Your account has been deleted.")).to_be_visible()
    stranger.goto(shown)
    expect(stranger.get_by_role("heading", name="Former player")).to_be_visible()
