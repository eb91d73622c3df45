"""A suspension says why, until when and how to object at every door, and ends by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import Q
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from common.accounts import is_open
from common.errors import InvalidInput
from profiles.admin.filters import STANDINGS
from profiles.models import Suspension, User
from profiles.services import accounts, deletion, moderation, pictures, suspensions, tokens
from tests.api.claims import refusal
from tests.staff import PASSWORD, moderator

pytestmark = pytest.mark.django_db

ME = "/api/v1/players/me"
APPEALS = "appeals@example.org"
REASON = "Sold lamps"


@pytest.fixture(autouse=True)
def appeals_go_to(settings: Any) -> None:
    settings.KLEENE_APPEAL = APPEALS


@pytest.fixture
def ada() -> User:
    user: User = User.objects.create_user("ada", password=PASSWORD, email="ada@example.org")
    return user


@pytest.fixture
def mira() -> User:
    return moderator()


def suspend(user: User, mira: User, **span: float) -> User:
    until = timezone.now() + timedelta(**span) if span else None
    return moderation.suspend_account(user_id=user.pk, moderator_id=mira.pk, reason=REASON, until=until)


def let_it_end(user: User) -> None:
    """As if its time were over."""
    over = timezone.now() - timedelta(seconds=1)
    Suspension.objects.filter(user=user).update(began_at=over - timedelta(days=1), until=over)
    User.objects.filter(pk=user.pk).update(suspended_until=over)


def bearing(token: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


def told(answer: Any) -> dict[str, Any]:
    error = refusal(answer, 403, "suspended")
    assert set(error["details"]) == {"until", "reason", "appeal"}
    assert error["details"]["reason"] == REASON
    assert error["details"]["appeal"] == APPEALS
    assert REASON in error["message"]
    assert APPEALS in error["message"]
    details: dict[str, Any] = error["details"]
    return details


def test_every_call_of_the_api_says_why_until_when_and_how_to_object(ada: User, mira: User) -> None:
    pair, browser, stranger = tokens.issue_pair(ada), Client(), APIClient()
    browser.force_login(ada)
    until = suspend(ada, mira, days=7).suspended_until
    assert until is not None
    credentials = {"username": "ada", "password": PASSWORD}
    for answer in (
        bearing(pair["access"]).get(ME),
        browser.get(ME),
        browser.post("/api/v1/stream-tickets", {}, content_type="application/json"),
        stranger.post("/api/v1/auth/token/refresh", {"refresh": pair["refresh"]}),
        stranger.post("/api/v1/auth/token", credentials),
        stranger.post("/api/auth/login", credentials),
    ):
        assert datetime.fromisoformat(told(answer)["until"]) == until


def test_a_suspension_for_good_has_no_end(ada: User, mira: User) -> None:
    suspend(ada, mira)
    answer = APIClient().post("/api/v1/auth/token", {"username": "ada", "password": PASSWORD})
    assert told(answer)["until"] is None
    assert "permanently" in answer.json()["error"]["message"]


def test_the_end_is_told_as_a_date_in_utc(ada: User, mira: User) -> None:
    moderation.suspend_account(
        user_id=ada.pk, moderator_id=mira.pk, reason=REASON, until=datetime(2099, 12, 6, 10, 30, tzinfo=UTC)
    )
    answer = APIClient().post("/api/v1/auth/token", {"username": "ada", "password": PASSWORD})
    assert "until 6 December 2099, 10:30 UTC" in answer.json()["error"]["message"]


def test_without_a_setting_people_object_where_letters_come_from(ada: User, mira: User, settings: Any) -> None:
    settings.KLEENE_APPEAL, settings.DEFAULT_FROM_EMAIL = "", "Kleene <house@example.org>"
    suspend(ada, mira)
    answer = APIClient().post("/api/v1/auth/token", {"username": "ada", "password": PASSWORD})
    assert answer.json()["error"]["details"]["appeal"] == "house@example.org"


def test_it_ends_by_itself_at_every_door(ada: User, mira: User) -> None:
    suspend(ada, mira, days=1)
    let_it_end(ada)
    again = User.objects.get(pk=ada.pk)
    assert (again.is_active, again.suspended_at, again.suspended_until) == (True, None, None)
    assert APIClient().post("/api/v1/auth/token", {"username": "ada", "password": PASSWORD}).status_code == 200
    assert Client().login(username="ada", password=PASSWORD)
    assert set(User.objects.filter(is_open(), username="ada")) == {ada}
    assert pictures.version_of(again)


def test_filters_of_the_back_office_follow_the_clock(ada: User, mira: User) -> None:
    def standing(name: str) -> bool:
        return User.objects.filter(Q(pk=ada.pk), STANDINGS[name]).exists()

    suspend(ada, mira, days=1)
    assert (standing("suspended"), standing("active"), standing("closed")) == (True, False, False)
    let_it_end(ada)
    assert (standing("suspended"), standing("active"), standing("closed")) == (False, True, False)


def test_the_worker_writes_down_what_is_over_and_nothing_else(ada: User, mira: User) -> None:
    bob = User.objects.create_user("bob", password=PASSWORD)
    suspend(ada, mira, days=1)
    suspend(bob, mira, days=1)
    let_it_end(ada)
    assert suspensions.end_those_over() == "1 ended"
    stored = dict(User.objects.values_list("username", "is_active"))
    assert (stored["ada"], stored["bob"]) == (True, False)


def test_old_tokens_and_cookies_stay_void_when_it_is_over(ada: User, mira: User) -> None:
    pair, browser = tokens.issue_pair(ada), Client()
    browser.force_login(ada)
    suspend(ada, mira, days=1)
    let_it_end(ada)
    refusal(bearing(pair["access"]).get(ME), 401, "auth_invalid")
    refusal(browser.get(ME), 401, "auth_required")


def test_a_guest_who_has_no_password_comes_back_as_they_were(mira: User) -> None:
    guest, browser = accounts.create_guest(), Client()
    access = tokens.issue_pair(guest)["access"]
    browser.force_login(guest)
    suspend(guest, mira, days=1)
    told(bearing(access).get(ME))
    told(browser.get(ME))
    let_it_end(guest)
    assert bearing(access).get(ME).json()["user_id"] == guest.short_id
    assert browser.get(ME).json()["user_id"] == guest.short_id


def test_a_suspension_can_follow_one_that_is_over(ada: User, mira: User) -> None:
    suspend(ada, mira, days=1)
    let_it_end(ada)
    suspend(ada, mira, days=7)
    assert Suspension.objects.filter(user=ada).count() == 2
    assert not User.objects.get(pk=ada.pk).is_active


def test_lifting_ends_the_one_that_lasts_and_leaves_earlier_ones(ada: User, mira: User) -> None:
    suspend(ada, mira, days=1)
    let_it_end(ada)
    suspend(ada, mira, days=7)
    moderation.lift_suspension(user_id=ada.pk, moderator_id=mira.pk)
    latest, earlier = Suspension.objects.filter(user=ada)
    assert (latest.lifted_by, earlier.lifted_by) == (mira, None)


def test_it_cannot_end_before_it_begins(ada: User, mira: User) -> None:
    with pytest.raises(InvalidInput) as fault:
        suspend(ada, mira, days=-1)
    assert "until" in fault.value.details


def test_who_has_left_for_good_never_comes_back_by_the_clock(ada: User, mira: User) -> None:
    suspend(ada, mira, days=1)
    deletion.say_farewell(user_id=ada.pk, password=PASSWORD, address="192.0.2.1")
    with pytest.raises(IntegrityError):
        User.objects.filter(pk=ada.pk).update(suspended_until=timezone.now())


def test_the_sign_in_page_says_it_and_offers_no_other_way_in(ada: User, mira: User) -> None:
    suspend(ada, mira, days=7)
    client = Client()
    page = client.post("/sign-in", {"username": "ada", "password": PASSWORD}).content.decode()
    assert REASON in page
    assert f"mailto:{APPEALS}" in page
    assert "Play as a guest" not in page
    assert "Play as a guest" in client.post("/sign-in", {"username": "ada", "password": "x"}).content.decode()


def test_a_browser_that_was_signed_in_is_told_wherever_it_goes(ada: User, mira: User) -> None:
    browser = Client()
    browser.force_login(ada)
    suspend(ada, mira, days=7)
    page = browser.get("/account", follow=True)
    assert page.request["PATH_INFO"] == "/sign-in"
    assert REASON in page.content.decode()
    assert "Play as a guest" not in page.content.decode()


@pytest.mark.parametrize(
    ("path", "form"), [("/guest", {}), ("/sign-up", {"username": "eve", "password": "a long way home"})]
)
def test_that_browser_makes_no_new_account(ada: User, mira: User, path: str, form: dict[str, str]) -> None:
    browser = Client()
    browser.force_login(ada)
    suspend(ada, mira)
    before = User.objects.count()
    answer = browser.post(path, form)
    assert answer.status_code == 403
    assert "This account is suspended" in answer.content.decode()
    assert REASON in answer.content.decode()
    assert User.objects.count() == before
