"""A new password: for who knows the old one, and for who has the e-mail."""

import re
from itertools import count

import pytest
from django.core import mail
from django.test import override_settings
from rest_framework.test import APIClient

from profiles.models import User
from profiles.services import tokens
from tests.api.claims import refusal
from tests.api.conftest import PASSWORD, AtOnce
from tests.profiles.mail import delivered

pytestmark = pytest.mark.django_db

CHANGE, RESET, CONFIRM = (
    "/api/v1/auth/password/change",
    "/api/v1/auth/password/reset",
    "/api/v1/auth/password/reset/confirm",
)
ME, TOKEN, REFRESH = "/api/v1/players/me", "/api/v1/auth/token", "/api/v1/auth/token/refresh"
NEW = "another-harbour-92"


def opens(password: str) -> bool:
    return APIClient().post(TOKEN, {"username": "ada", "password": password}).status_code == 200


def email_link_for(email: str) -> dict[str, str]:
    APIClient().post(RESET, {"email": email})
    found = re.search(r"/account/reset/(?P<user_id>usr_\w+)/(?P<token>\S+)", str(delivered()[-1].body))
    assert found
    return found.groupdict()


def test_a_changed_password_opens_and_the_old_one_does_not(adas: APIClient) -> None:
    answer = adas.post(CHANGE, {"old_password": PASSWORD, "new_password": NEW})
    assert answer.status_code == 200
    assert opens(NEW)
    assert not opens(PASSWORD)


def test_a_changed_password_ends_every_other_session_but_not_this_one(adas: APIClient, ada: User) -> None:
    elsewhere = tokens.issue_pair(ada)
    pair = adas.post(CHANGE, {"old_password": PASSWORD, "new_password": NEW}).json()
    refusal(APIClient().post(REFRESH, {"refresh": elsewhere["refresh"]}), 401, "auth_invalid")
    refusal(APIClient().get(ME, HTTP_AUTHORIZATION=f"Bearer {elsewhere['access']}"), 401, "auth_invalid")
    assert APIClient().get(ME, HTTP_AUTHORIZATION=f"Bearer {pair['access']}").status_code == 200
    assert APIClient().post(REFRESH, {"refresh": pair["refresh"]}).status_code == 200


def test_a_browser_that_changes_the_password_stays_signed_in_and_others_do_not(ada: User) -> None:
    here, elsewhere = APIClient(), APIClient()
    for browser in (here, elsewhere):
        browser.force_login(ada)
    assert here.post(CHANGE, {"old_password": PASSWORD, "new_password": NEW}).status_code == 200
    assert here.get(ME).status_code == 200
    refusal(elsewhere.get(ME), 401, "auth_required")


def test_the_old_password_is_asked_for_and_guessed_at_ten_times_a_minute(adas: APIClient) -> None:
    for _ in range(10):
        answer = adas.post(CHANGE, {"old_password": "wrong", "new_password": NEW})
        assert set(refusal(answer, 400, "invalid_input")["details"]) == {"old_password"}
    refusal(adas.post(CHANGE, {"old_password": PASSWORD, "new_password": NEW}), 429, "rate_limit_exceeded")
    assert opens(PASSWORD)


def test_a_weak_new_password_is_refused_and_the_old_one_stays(adas: APIClient) -> None:
    answer = adas.post(CHANGE, {"old_password": PASSWORD, "new_password": "12345678"})
    assert set(refusal(answer, 400, "invalid_input")["details"]) == {"new_password"}
    assert opens(PASSWORD)


def test_a_guest_has_no_password_to_change(stranger: APIClient) -> None:
    access = stranger.post("/api/v1/auth/guest").json()["access"]
    stranger.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    refusal(stranger.post(CHANGE, {"old_password": "x", "new_password": NEW}), 409, "no_password")


def test_the_email_goes_to_the_address_and_its_link_sets_a_new_password_once(ada: User) -> None:
    before = tokens.issue_pair(ada)
    link = email_link_for("ADA@example.org")
    assert mail.outbox[-1].to == ["ada@example.org"]
    answer = APIClient().post(CONFIRM, {**link, "new_password": NEW})
    assert answer.status_code == 200
    assert answer.json()["user_id"] == ada.short_id
    assert opens(NEW)
    refusal(APIClient().post(REFRESH, {"refresh": before["refresh"]}), 401, "auth_invalid")
    refusal(APIClient().post(CONFIRM, {**link, "new_password": "third-harbour-93"}), 400, "link_expired")


def test_an_unknown_address_gets_the_same_answer_and_no_email(stranger: APIClient, ada: User) -> None:
    delivered().clear()
    known = stranger.post(RESET, {"email": "ada@example.org"})
    unknown = stranger.post(RESET, {"email": "bob@example.org"})
    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
    assert [email.to for email in delivered()] == [["ada@example.org"]]


@pytest.mark.parametrize(
    "wrong",
    [
        {"token": "x"},
        {"token": "c0ffee-" + "0" * 32},
        {"token": "-"},
        {"user_id": "usr_aaaaaaaa"},
        {"user_id": "7b0f1c6e-3a27-4b6f-9a53-0d6d1c1c1c1c"},
        {"user_id": "nobody"},
    ],
)
def test_a_link_that_is_not_exact_opens_nothing(ada: User, wrong: dict[str, str]) -> None:
    link = email_link_for("ada@example.org")
    refusal(APIClient().post(CONFIRM, {**link, **wrong, "new_password": NEW}), 400, "link_expired")
    assert opens(PASSWORD)


def test_a_weak_password_does_not_use_the_link_up(ada: User) -> None:
    link = email_link_for("ada@example.org")
    answer = APIClient().post(CONFIRM, {**link, "new_password": "12345678"})
    assert set(refusal(answer, 400, "invalid_input")["details"]) == {"new_password"}
    assert APIClient().post(CONFIRM, {**link, "new_password": NEW}).status_code == 200


def test_a_link_is_void_once_its_owner_has_signed_in(ada: User) -> None:
    link = email_link_for("ada@example.org")
    assert opens(PASSWORD)
    refusal(APIClient().post(CONFIRM, {**link, "new_password": NEW}), 400, "link_expired")


def test_a_suspended_account_gets_no_email(ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    APIClient().post(RESET, {"email": "ada@example.org"})
    assert not delivered()


@override_settings(RATE_PASSWORD_RESET="2/minute")
def test_emails_are_asked_for_only_so_often_from_one_address(stranger: APIClient) -> None:
    for _ in range(2):
        assert stranger.post(RESET, {"email": "ada@example.org"}).status_code == 200
    refusal(stranger.post(RESET, {"email": "ada@example.org"}), 429, "rate_limit_exceeded")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_a_link_at_once_exactly_one_sets_a_password(ada: User, at_once: AtOnce) -> None:
    link, numbers = email_link_for("ada@example.org"), count()

    def use() -> int:
        return APIClient().post(CONFIRM, {**link, "new_password": f"{NEW}-{next(numbers)}"}).status_code

    assert sorted(at_once(use, 6)) == [200, 400, 400, 400, 400, 400]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_who_change_a_password_at_once_exactly_one_does(ada: User, at_once: AtOnce) -> None:
    numbers = count()

    def change() -> int:
        client = APIClient()
        client.force_authenticate(ada)
        return client.post(CHANGE, {"old_password": PASSWORD, "new_password": f"{NEW}-{next(numbers)}"}).status_code

    assert sorted(at_once(change, 6)) == [200, 400, 400, 400, 400, 400]
