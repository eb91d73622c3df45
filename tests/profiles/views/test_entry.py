"""In and out of an account, by forms alone."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user
from django.test import Client
from pytest_django import Settings

from profiles.models import User

PASSWORD = "a long way home"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plenty(settings: Settings) -> None:
    settings.RATE_SIGN_IN = settings.RATE_REGISTER = "1000/minute"


def who(client: Client) -> str:
    return get_user(client).get_username()


def test_signing_up_takes_a_name_and_a_password(client: Client) -> None:
    answer = client.post("/sign-up", {"username": "elena", "password": PASSWORD}, follow=True)
    assert who(client) == "elena"
    assert b"Welcome, elena." in answer.content


def test_a_name_that_is_taken_is_said_beside_the_name(client: Client) -> None:
    User.objects.create_user("elena")
    answer = client.post("/sign-up", {"username": "Elena", "password": PASSWORD})
    assert answer.status_code == 200
    assert b"This username is taken." in answer.content
    assert b'aria-invalid="true"' in answer.content
    assert b'value="Elena"' in answer.content


def test_a_weak_password_is_said_beside_the_password_and_never_said_back(client: Client) -> None:
    answer = client.post("/sign-up", {"username": "elena", "password": "12345678"})
    assert b"This password is too common." in answer.content
    assert b"12345678" not in answer.content
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["", "a b", "<script>", "x" * 41])
def test_an_impossible_name_is_answered_with_the_form(client: Client, name: str) -> None:
    answer = client.post("/sign-up", {"username": name, "password": PASSWORD})
    assert answer.status_code == 200
    assert b'class="errors"' in answer.content
    assert b"<script>" not in answer.content
    assert not User.objects.exists()


def test_a_name_with_nul_is_refused_as_every_text_with_it_is(client: Client) -> None:
    assert client.post("/sign-up", {"username": "nul\0", "password": PASSWORD}).status_code == 400
    assert not User.objects.exists()


def test_a_guest_keeps_account_and_stories_by_signing_up(client: Client) -> None:
    client.post("/guest")
    guest = User.objects.get()
    assert guest.is_guest
    client.post("/account/claim", {"username": "elena", "password": PASSWORD})
    guest.refresh_from_db()
    assert (guest.username, guest.is_guest) == ("elena", False)
    assert who(client) == "elena"


def test_signing_in(client: Client) -> None:
    User.objects.create_user("elena", password=PASSWORD)
    answer = client.post("/sign-in", {"username": "ELENA", "password": PASSWORD})
    assert answer["Location"] == "/"
    assert who(client) == "elena"


def test_a_wrong_password_is_said_without_telling_which_names_exist(client: Client) -> None:
    User.objects.create_user("elena", password=PASSWORD)
    answers = [client.post("/sign-in", {"username": name, "password": "wrong"}) for name in ("elena", "nobody")]
    for answer in answers:
        assert answer.status_code == 200
        assert b"The username or password is wrong." in answer.content
    assert who(client) == ""


def test_too_many_tries_say_how_long_to_wait(client: Client, settings: Settings) -> None:
    settings.RATE_SIGN_IN = "1/minute"
    client.post("/sign-in", {"username": "somebody", "password": "wrong"})
    answer = client.post("/sign-in", {"username": "somebody", "password": "wrong"})
    assert answer.status_code == 200
    assert b"Too many tries. Try again in " in answer.content


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/stories", "/stories"),
        ("/play/ses_abcdefgh?ask=x", "/play/ses_abcdefgh?ask=x"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http:///evil.example", "/"),
        ("", "/"),
    ],
)
def test_next_leads_only_within_the_house(client: Client, wanted: str, led_to: str) -> None:
    User.objects.create_user("elena", password=PASSWORD)
    answer = client.post("/sign-in", {"username": "elena", "password": PASSWORD, "next": wanted})
    assert answer["Location"] == led_to


def test_the_way_on_survives_the_form(client: Client) -> None:
    markup = client.get("/sign-in?next=/stories").content.decode()
    assert '<input type="hidden" name="next" value="/stories">' in markup
    assert "/sign-up?next=/stories" in markup


def test_signing_out_is_a_post(client: Client) -> None:
    client.force_login(User.objects.create_user("elena"))
    assert client.get("/sign-out").status_code == 405
    assert who(client) == "elena"
    client.post("/sign-out")
    assert who(client) == ""


def test_who_is_signed_in_is_led_on(client: Client) -> None:
    client.force_login(User.objects.create_user("elena"))
    assert client.get("/sign-in?next=/stories")["Location"] == "/stories"
    assert client.get("/sign-up")["Location"] == "/"


def test_forms_are_guarded_against_other_sites() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-up", {"username": "elena", "password": PASSWORD})
    assert answer.status_code == 403
    assert b"reload the page" in answer.content
    assert not User.objects.exists()


def test_too_many_guests_from_one_place_are_told_to_wait(client: Client, settings: Settings) -> None:
    settings.RATE_REGISTER = "1/minute"
    client.post("/guest", REMOTE_ADDR="192.0.2.7")
    client.logout()
    answer = client.post("/guest", REMOTE_ADDR="192.0.2.7")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) >= 1
    assert b"Too many requests" in answer.content
