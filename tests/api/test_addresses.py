"""An e-mail address over the API: given, changed, confirmed."""

import re

import pytest
from rest_framework.test import APIClient

from profiles.models import User
from tests.api.claims import refusal
from tests.api.conftest import PASSWORD
from tests.profiles.mail import delivered

pytestmark = pytest.mark.django_db
ME = "/api/v1/players/me"
EMAIL, CONFIRMATION, CONFIRM = f"{ME}/email", f"{ME}/email/confirmation", "/api/v1/auth/email/confirm"


def link() -> dict[str, str]:
    found = re.search(r"/account/address/(?P<user_id>usr_\w+)/(?P<token>\S+)", str(delivered()[-1].body))
    assert found
    return found.groupdict()


def test_an_address_is_changed_and_confirmed(adas: APIClient, ada: User, stranger: APIClient) -> None:
    changed = adas.post(EMAIL, {"email": "ada@other.example", "password": PASSWORD})
    assert changed.status_code == 202
    assert changed.json() == adas.get(EMAIL).json() == {"email": "ada@other.example", "proved": False}
    assert stranger.post(CONFIRM, link()).json() == {"user_id": ada.short_id, "email": "ada@other.example"}
    assert adas.get(ME).json()["email_confirmed"] is True


def test_an_address_is_confirmed_by_its_owner_with_the_token_alone(adas: APIClient, ada: User, bobs: APIClient) -> None:
    token = link()["token"]
    refusal(bobs.post(f"{EMAIL}/prove", {"token": token}), 400, "token_invalid")
    refusal(adas.post(f"{EMAIL}/prove", {"token": "x"}), 400, "token_invalid")
    assert adas.post(f"{EMAIL}/prove", {"token": token}).json() == {"email": ada.email, "proved": True}
    refusal(adas.post(f"{EMAIL}/prove", {"token": token}), 400, "token_invalid")


def test_the_email_comes_again_until_the_address_is_confirmed(adas: APIClient, ada: User) -> None:
    assert adas.post(CONFIRMATION, {}).status_code == 200
    APIClient().post(CONFIRM, link())
    refusal(adas.post(CONFIRMATION, {}), 409, "nothing_to_confirm")


def test_a_link_that_is_not_exact_confirms_nothing(ada: User, bob: User, stranger: APIClient) -> None:
    proof = link()
    for wrong in ({"token": "x"}, {"user_id": bob.short_id}, {"user_id": "nobody"}):
        refusal(stranger.post(CONFIRM, {**proof, **wrong}), 400, "link_expired")


def test_an_address_that_another_has_confirmed_is_a_conflict(ada: User, stranger: APIClient) -> None:
    proof = link()
    stranger.post("/api/v1/auth/register", {"username": "other", "password": PASSWORD, "email": "ADA@example.org"})
    assert stranger.post(CONFIRM, link()).status_code == 200
    refusal(stranger.post(CONFIRM, proof), 409, "address_taken")


def test_the_password_is_asked_for_and_guests_have_none(adas: APIClient, stranger: APIClient) -> None:
    answer = adas.post(EMAIL, {"email": "ada@other.example", "password": "wrong"})
    assert set(refusal(answer, 400, "invalid_input")["details"]) == {"password"}
    refusal(adas.patch(ME, {"email": "ada@other.example"}), 400, "invalid_input")
    access = stranger.post("/api/v1/auth/guest").json()["access"]
    stranger.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    refusal(stranger.post(EMAIL, {"email": "g@other.example", "password": "x"}), 409, "no_password")
