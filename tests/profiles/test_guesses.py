"""Every door that hashes a password spends one budget of the address that comes to it."""

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from pytest_django import Settings

from common.throttles import CountersInMemory, counters
from profiles.models import User
from tests.staff import PASSWORD, moderator

pytestmark = pytest.mark.django_db
NEW = "another-harbour-92"
TOO_MANY = "Too many"


@pytest.fixture(autouse=True)
def one_guess(settings: Settings) -> None:
    counts = counters()
    assert isinstance(counts, CountersInMemory)
    counts.storage.reset()
    settings.RATE_SIGN_IN_ADDRESS = "1/minute"


def post(browser: Client, path: str, **given: str) -> str:
    """The status of an answer of the API, else what a page says."""
    if path.startswith("/api/"):
        return str(browser.post(path, given, content_type="application/json").status_code)
    answer = browser.post(path, given)
    return TOO_MANY if answer.status_code == 429 else answer.content.decode()


def guess(browser: Client) -> str:
    return post(browser, "/api/v1/auth/token", username="nobody", password="wrong")


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/api/v1/auth/token", {"username": "mira", "password": PASSWORD}),
        ("/api/auth/login", {"username": "mira", "password": PASSWORD}),
        ("/api/v1/auth/register", {"username": "elena", "password": NEW}),
        ("/sign-in", {"username": "mira", "password": PASSWORD}),
        ("/sign-up", {"username": "elena", "password": NEW}),
        ("/admin/login/", {"username": "mira", "password": PASSWORD}),
    ],
)
def test_strangers_wait_after_a_guess_at_whichever_door(client: Client, path: str, given: dict[str, str]) -> None:
    moderator()
    assert guess(client) == "401"
    answer = post(client, path, **given)
    assert answer == "429" or TOO_MANY in answer


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/api/v1/auth/password/change", {"old_password": PASSWORD, "new_password": NEW}),
        ("/api/v1/players/me/delete", {"password": PASSWORD}),
        ("/account/password", {"old_password": PASSWORD, "new_password": NEW}),
        ("/account/delete", {"password": PASSWORD}),
    ],
)
def test_players_wait_after_a_guess_at_whichever_door(client: Client, path: str, given: dict[str, str]) -> None:
    client.force_login(ada := User.objects.create_user("ada", password=PASSWORD))
    guess(client)
    answer = post(client, path, **given)
    assert answer == "429" or TOO_MANY in answer
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


@pytest.mark.parametrize("path", ["/api/v1/auth/guest/claim", "/account/claim"])
def test_guests_wait_after_a_guess(client: Client, path: str) -> None:
    client.post("/guest")
    guess(client)
    answer = post(client, path, username="elena", password=NEW)
    assert answer == "429" or TOO_MANY in answer
    assert User.objects.get().is_guest


def test_staff_waits_after_a_guess(client: Client) -> None:
    client.force_login(moderator())
    guess(client)
    given = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert TOO_MANY in post(client, "/admin/password_change/", **given)


def test_who_has_a_letter_waits_after_a_guess(client: Client) -> None:
    ada = User.objects.create_user("ada", password=PASSWORD)
    given = {"user_id": ada.short_id, "token": default_token_generator.make_token(ada), "new_password": NEW}
    guess(client)
    assert post(client, "/api/v1/auth/password/reset/confirm", **given) == "429"


def test_ever_new_names_from_one_address_are_stopped_and_other_addresses_are_not(
    client: Client, settings: Settings
) -> None:
    settings.RATE_SIGN_IN_ADDRESS = "5/minute"
    body = [{"username": f"name-{number}", "password": "wrong"} for number in range(6)]
    answers = [post(client, "/api/v1/auth/token", **given) for given in body]
    assert answers == ["401"] * 5 + ["429"]
    elsewhere = client.post("/api/v1/auth/token", body[5], content_type="application/json", REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 401


def test_success_gives_the_guess_back(client: Client) -> None:
    moderator()
    for _ in range(3):
        assert post(client, "/api/v1/auth/token", username="mira", password=PASSWORD) == "200"
    assert guess(client) == "401"


def test_a_guess_that_the_account_has_no_more_of_costs_the_address_nothing(client: Client, settings: Settings) -> None:
    settings.RATE_SIGN_IN, settings.RATE_SIGN_IN_ADDRESS = "1/minute", "2/minute"
    answers = [post(client, "/api/v1/auth/token", username="ada", password="wrong") for _ in range(4)]
    assert answers == ["401", "429", "429", "429"]
    assert guess(client) == "401"
