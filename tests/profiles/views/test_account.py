"""A person's own page, and their password."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from presence.services.visibility import visible_among
from profiles.models import User
from tests.profiles.mail import delivered
from tests.profiles.views.settings_page import save_settings

PASSWORD = "a long way home"
NEW_PASSWORD = "an even longer way"


@pytest.fixture
def elena(db: None, settings: Settings) -> User:
    settings.RATE_SIGN_IN = settings.RATE_PASSWORD_RESET = "1000/minute"
    return User.objects.create_user("elena", email="elena@example.org", password=PASSWORD)


@pytest.fixture
def browser(elena: User) -> Client:
    client = Client()
    client.force_login(elena)
    return client


def test_ones_own_page_keeps_name_colour_and_words(browser: Client, elena: User) -> None:
    answer = save_settings(browser, display_name="Elena of the fen", colour="#0F6A66", bio="I read.")
    elena.refresh_from_db()
    assert (elena.display_name, elena.colour, elena.bio) == ("Elena of the fen", "#0f6a66", "I read.")
    assert b"0f6a66" in answer.content


@pytest.mark.parametrize(
    "change",
    [
        {"display_name": ""},
        {"display_name": "x" * 41},
        {"display_name": "\u200b"},
        {"colour": "red"},
        {"bio": "x" * 501},
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(browser: Client, elena: User, change: dict[str, str]) -> None:
    page = save_settings(browser, stats_public=False, **change).content.decode()
    assert page.count('class="errors"') == 1
    assert "Nothing was saved." in page
    elena.refresh_from_db()
    assert (elena.display_name, elena.stats_public) == ("", True)


def test_everything_is_saved_by_one_button(browser: Client, elena: User) -> None:
    changes = {"display_name": "Elena", "presence_visible": "on", "activity_public": False, "theme": "dark"}
    answer = save_settings(browser, **changes, email="late@example.org", password=PASSWORD)
    elena.refresh_from_db()
    assert (elena.display_name, elena.activity_public, elena.stats_public) == ("Elena", False, True)
    assert visible_among([elena.pk])
    assert elena.email == "late@example.org"
    page = answer.content.decode()
    assert 'data-theme="dark"' in page
    assert "Saved. We sent an e-mail to late@example.org." in page


@pytest.mark.parametrize(
    "wrong", [{"display_name": "Admin"}, {"password": "wrong"}, {"picture": SimpleUploadedFile("me.png", b"none")}]
)
def test_where_one_part_is_refused_nothing_at_all_is_saved(browser: Client, elena: User, wrong: dict[str, Any]) -> None:
    changes = {"display_name": "Elena", "bio": "New.", "email": "late@example.org", "password": PASSWORD}
    answer = save_settings(browser, **{**changes, "theme": "dark", **wrong})
    assert answer.content.decode().count('class="errors"') == 1
    elena.refresh_from_db()
    assert (elena.display_name, elena.bio, elena.email) == ("", "", "elena@example.org")
    assert "appearance" not in browser.cookies
    assert delivered() == []


def test_a_guest_has_the_same_page_without_address_and_password(client: Client, elena: User) -> None:
    client.post("/guest")
    page = client.get("/account").content.decode()
    assert 'name="password"' not in page
    assert 'name="email"' not in page
    assert b"Saved." in save_settings(client, bio="Passing.").content
    assert User.objects.get(is_guest=True).bio == "Passing."


@pytest.mark.parametrize("path", ["/account", "/account/password"])
def test_strangers_are_asked_to_sign_in(client: Client, path: str) -> None:
    assert client.get(path)["Location"] == f"/sign-in?next={path}"


def test_a_changed_password_keeps_this_browser_signed_in(browser: Client, elena: User) -> None:
    answer = browser.post("/account/password", {"old_password": PASSWORD, "new_password": NEW_PASSWORD}, follow=True)
    assert b"Your password was changed." in answer.content
    elena.refresh_from_db()
    assert elena.check_password(NEW_PASSWORD)


def test_a_wrong_old_password_changes_nothing(browser: Client, elena: User) -> None:
    answer = browser.post("/account/password", {"old_password": "wrong", "new_password": NEW_PASSWORD})
    assert b"The current password is wrong." in answer.content
    elena.refresh_from_db()
    assert elena.check_password(PASSWORD)


def test_a_guest_has_no_password_to_change(client: Client, elena: User) -> None:
    client.post("/guest")
    assert client.get("/account/password")["Location"] == "/account/claim"


def test_a_forgotten_password_is_set_anew_by_email(client: Client, elena: User) -> None:
    answer = client.post("/account/reset", {"email": "elena@example.org"}, follow=True)
    assert b"we sent an e-mail to it" in answer.content
    link = re.search(r"/account/reset/\S+", str(delivered()[-1].body))
    assert link is not None
    assert client.get(link[0]).status_code == 200
    answer = client.post(link[0], {"new_password": NEW_PASSWORD}, follow=True)
    assert b"Welcome back" in answer.content
    assert get_user(client) == elena


def test_an_unknown_address_is_answered_alike(client: Client, elena: User) -> None:
    answer = client.post("/account/reset", {"email": "nobody@example.org"}, follow=True)
    assert b"we sent an e-mail to it" in answer.content
    assert delivered() == []


def test_a_used_up_link_asks_for_a_new_one(client: Client, elena: User) -> None:
    link = f"/account/reset/{elena.short_id}/not-a-token"
    for answer in (client.get(link, follow=True), client.post(link, {"new_password": NEW_PASSWORD}, follow=True)):
        assert b"This link has expired or was already used." in answer.content
        assert b"Send link" in answer.content


def test_no_page_asks_the_database_for_more_than_who_is_there(
    browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(5):
        browser.get("/account")
