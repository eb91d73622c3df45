from __future__ import annotations

import pytest
from django.test import Client, override_settings

from profiles.models import User
from profiles.services import moderation
from tests.markup import on_one_line
from tests.staff import PASSWORD, moderator, superuser

pytestmark = pytest.mark.django_db

LOGIN, CHANGE = "/admin/login/", "/admin/password_change/"


def sign_in(browser: Client, name: str, password: str = PASSWORD, address: str = "192.0.2.1") -> str:
    """Where it leads, or what the form says."""
    answer = browser.post(f"{LOGIN}?next=/admin/", {"username": name, "password": password}, REMOTE_ADDR=address)
    return answer.headers.get("Location") or answer.content.decode()


def test_staff_signs_in_under_the_name_of_the_house(client: Client) -> None:
    moderator()
    assert "Kleene" in client.get(LOGIN).content.decode()
    assert sign_in(client, "MIRA") == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_who_comes_without_a_wish_is_led_to_the_overview(client: Client) -> None:
    assert '<input type="hidden" name="next" value="/admin/" form="login-form">' in on_one_line(
        client.get(LOGIN).content.decode()
    )


def test_players_do_not_get_in(client: Client) -> None:
    User.objects.create_user("ada", password=PASSWORD)
    assert "staff account" in sign_in(client, "ada")
    assert client.get("/admin/").status_code == 302
    client.force_login(User.objects.get(username="ada"))
    assert "your account has no access here" in on_one_line(client.get(LOGIN).content.decode())


def test_the_suspended_are_told_so(client: Client) -> None:
    mira = moderator()
    moderation.suspend_account(user_id=mira.pk, moderator_id=superuser().pk, reason="Sold lamps")
    assert "This account is suspended permanently." in sign_in(client, "mira")


@override_settings(RATE_SIGN_IN="2/minute")
def test_guessing_is_slowed_here_as_elsewhere(client: Client) -> None:
    moderator("guessed")
    for _ in range(2):
        assert "The username or password is wrong" in sign_in(client, "guessed", "wrong", "192.0.2.77")
    assert "Too many requests" in sign_in(client, "guessed", address="192.0.2.77")
    assert sign_in(client, "guessed", address="192.0.2.78") == "/admin/"


def test_an_empty_form_says_what_is_missing(client: Client) -> None:
    assert "This field is required." in sign_in(client, "", "")


def test_the_back_office_opens_without_a_slash_too(client: Client) -> None:
    assert client.get("/admin").headers["Location"] == f"{LOGIN}?next=/admin"
    client.force_login(moderator())
    assert b"Overview" in client.get("/admin").content


def change(browser: Client, old: str, new: str = "another-harbour-92", again: str = "") -> str:
    """Where it leads, or what the form says."""
    form = {"old_password": old, "new_password1": new, "new_password2": again or new}
    answer = browser.post(CHANGE, form)
    return answer.headers.get("Location") or answer.content.decode()


def test_staff_changes_its_password_and_stays_signed_in(client: Client) -> None:
    client.force_login(mira := moderator())
    assert "Change password" in client.get(CHANGE).content.decode()
    assert change(client, PASSWORD) == "/admin/password_change/done/"
    assert client.get("/admin/").status_code == 200
    mira.refresh_from_db()
    assert mira.check_password("another-harbour-92")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("wrong",), "The current password is wrong."),
        ((PASSWORD, "12345678"), "too common"),
        ((PASSWORD, "another-harbour-92", "other"), "didn’t match"),
        (("",), "This field is required."),
    ],
)
def test_a_password_that_cannot_be_changed_says_why(client: Client, given: tuple[str, ...], said: str) -> None:
    client.force_login(mira := moderator())
    assert said in change(client, *given)
    mira.refresh_from_db()
    assert mira.check_password(PASSWORD)


@override_settings(RATE_SIGN_IN="2/minute")
def test_the_form_for_a_new_password_counts_guesses(client: Client) -> None:
    client.force_login(moderator())
    for _ in range(2):
        assert "current password is wrong" in change(client, "wrong")
    assert "Too many requests" in change(client, PASSWORD)


def test_players_have_their_own_form(client: Client) -> None:
    client.force_login(User.objects.create_user("ada", password=PASSWORD))
    assert change(client, PASSWORD) == f"{LOGIN}?next={CHANGE}"
