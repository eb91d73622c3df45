"""The pages of an e-mail address."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import Settings

from common.throttles import CountersInMemory, counters
from profiles.models import User
from profiles.services import accounts
from tests.profiles.mail import delivered
from tests.profiles.views.settings_page import save_settings

PASSWORD = "a long way home"


@pytest.fixture
def elena(db: None, settings: Settings) -> User:
    counts = counters()
    assert isinstance(counts, CountersInMemory)
    counts.storage.reset()
    settings.RATE_PASSWORD_RESET = "1000/minute"
    return accounts.register_account(username="elena", password=PASSWORD, email="elena@example.org")


@pytest.fixture
def browser(elena: User) -> Client:
    client = Client()
    client.force_login(elena)
    return client


def link() -> str:
    found = re.search(r"/account/address/\S+", str(delivered()[-1].body))
    assert found
    return found[0]


def said(browser: Client, path: str, **given: str) -> str:
    return browser.post(path, given, follow=True).content.decode()


def test_only_the_button_confirms(client: Client, elena: User) -> None:
    page = client.get(link()).content.decode()
    assert "elena@example.org" in page
    assert "Confirm address" in page
    elena.refresh_from_db()
    assert elena.email_proved_at is None
    assert "elena@example.org is confirmed for elena." in said(client, link())
    elena.refresh_from_db()
    assert elena.email_proved_at is not None


def test_the_button_is_guarded_against_other_sites(elena: User) -> None:
    assert Client(enforce_csrf_checks=True).post(link()).status_code == 403


def test_a_link_that_is_used_up_says_so(client: Client, elena: User) -> None:
    proof = link()
    client.post(proof)
    assert "This link has expired or was already used." in said(client, proof)
    assert "This link has expired or was already used." in client.get(proof, follow=True).content.decode()


def test_an_address_that_another_account_has_confirmed_is_told(client: Client, elena: User) -> None:
    proof = link()
    accounts.register_account(username="other", password=PASSWORD, email="Elena@example.org", address="192.0.2.1")
    client.post(link())
    assert "confirmed for another" in said(client, proof)


def test_the_settings_tell_how_the_address_stands(browser: Client, elena: User) -> None:
    assert "not confirmed" in browser.get("/account").content.decode()
    assert "We sent an e-mail to elena@example.org." in said(browser, "/account/address/confirmation")
    browser.post(link())
    page = browser.get("/account").content.decode()
    assert ">confirmed<" in page
    assert "Send the e-mail again" not in page


def test_too_many_emails_are_told(browser: Client, elena: User) -> None:
    answers = [said(browser, "/account/address/confirmation") for _ in range(5)]
    assert "Too many e-mails" in answers[-1]


def test_an_address_is_changed_with_the_password(browser: Client, elena: User) -> None:
    page = save_settings(browser, email="elena@other.example", password=PASSWORD).content
    assert b"We sent an e-mail to elena@other.example." in page
    assert b"Your e-mail address was removed." in save_settings(browser, email="", password=PASSWORD).content
    assert "You have no e-mail address." in browser.get("/account").content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"email": "elena@other.example", "password": "wrong"}, "The password is wrong."),
        ({"email": "elena@other.example", "password": ""}, "The password is wrong."),
        ({"email": "nowhere", "password": PASSWORD}, "Enter a valid email address."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    browser: Client, elena: User, given: dict[str, str], words: str
) -> None:
    page = save_settings(browser, **given).content.decode()
    assert words in page
    assert 'class="errors"' in page
    assert PASSWORD not in page
    elena.refresh_from_db()
    assert elena.email == "elena@example.org"


def test_strangers_are_asked_to_sign_in_and_guests_have_nothing_to_confirm(client: Client, elena: User) -> None:
    assert client.post("/account/address/confirmation")["Location"].startswith("/sign-in")
    client.post("/guest")
    assert "no unconfirmed e-mail address" in said(client, "/account/address/confirmation")
