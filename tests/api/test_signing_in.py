"""Tokens, cookies, failures, and what ends them."""

from datetime import timedelta
from typing import Any

import jwt
import pytest
from django.contrib.auth.hashers import get_hasher
from django.utils import timezone
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import RefreshToken

from profiles.models import User
from profiles.services import moderation, tokens
from tests.api.claims import Answer, refusal
from tests.api.conftest import PASSWORD, AtOnce

pytestmark = pytest.mark.django_db

TOKEN, REFRESH, LOGOUT, ME = (
    "/api/v1/auth/token",
    "/api/v1/auth/token/refresh",
    "/api/v1/auth/logout",
    "/api/v1/players/me",
)
LOGIN = "/api/auth/login"


def with_header(value: str) -> Answer:
    return APIClient().get(ME, HTTP_AUTHORIZATION=value)


def test_name_and_password_give_a_pair_of_tokens(stranger: APIClient, ada: User) -> None:
    body = stranger.post(TOKEN, {"username": "ada", "password": PASSWORD}).json()
    assert set(body) == {"access", "refresh", "user_id"}
    assert body["user_id"] == ada.short_id
    for scheme in ("Bearer", "bearer", "BEARER"):
        assert with_header(f"{scheme} {body['access']}").status_code == 200


@pytest.mark.parametrize("given", [{"username": "ada"}, {"email": "Ada@example.org"}])
def test_the_alias_takes_a_name_or_an_address(stranger: APIClient, ada: User, given: dict[str, str]) -> None:
    body = stranger.post(LOGIN, {**given, "password": PASSWORD}).json()
    assert set(body) == {"token", "user_id"}
    assert body["user_id"] == ada.short_id
    assert with_header(f"Bearer {body['token']}").status_code == 200


@pytest.mark.parametrize("given", [{}, {"username": "ada", "email": "ada@example.org"}, {"email": 5}])
def test_the_alias_wants_one_of_the_two(stranger: APIClient, ada: User, given: dict[str, object]) -> None:
    refusal(stranger.post(LOGIN, {**given, "password": PASSWORD}), 400, "invalid_input")


def test_a_wrong_name_and_a_wrong_password_are_told_the_same(stranger: APIClient, ada: User) -> None:
    wrong_password = stranger.post(TOKEN, {"username": "ada", "password": "another-harbour-5"})
    wrong_name = stranger.post(TOKEN, {"username": "bob", "password": PASSWORD})
    refusal(wrong_password, 401, "auth_invalid")
    assert wrong_password.json() == wrong_name.json()


def test_an_unknown_name_costs_the_same_hashing_as_a_known_one(
    stranger: APIClient, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasher = type(get_hasher())
    encode, hashed = hasher.encode, []

    def counted(*args: Any) -> str:
        hashed.append("once")
        return encode(*args)

    monkeypatch.setattr(hasher, "encode", counted)
    stranger.post(TOKEN, {"username": "ada", "password": "wrong"})
    for_known = len(hashed)
    stranger.post(TOKEN, {"username": "bob", "password": "wrong"})
    assert len(hashed) == 2 * for_known


def test_a_guest_cannot_sign_in(stranger: APIClient) -> None:
    guest = User.objects.get(short_id=stranger.post("/api/v1/auth/guest").json()["user_id"])
    for password in ("", "!", guest.password):
        answer = stranger.post(TOKEN, {"username": guest.username, "password": password})
        assert answer.status_code in {400, 401}


def test_ten_failures_a_minute_and_then_also_the_right_password_waits(stranger: APIClient, ada: User) -> None:
    for _ in range(10):
        refusal(stranger.post(TOKEN, {"username": "ada", "password": "wrong"}), 401, "auth_invalid")
    answer = stranger.post(TOKEN, {"username": "ADA", "password": PASSWORD})
    refusal(answer, 429, "rate_limit_exceeded")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_failures_count_for_that_account_and_that_address_alone(stranger: APIClient, ada: User) -> None:
    for _ in range(11):
        stranger.post(TOKEN, {"username": "ada", "password": "wrong"})
    elsewhere = stranger.post(TOKEN, {"username": "ada", "password": PASSWORD}, REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 200
    refusal(stranger.post(TOKEN, {"username": "bob", "password": "wrong"}), 401, "auth_invalid")


def test_success_is_no_failure_however_often(stranger: APIClient, ada: User) -> None:
    answers = [stranger.post(TOKEN, {"username": "ada", "password": PASSWORD}).status_code for _ in range(15)]
    assert set(answers) == {200}


def test_failures_through_the_alias_count_too(stranger: APIClient, ada: User) -> None:
    for _ in range(10):
        refusal(stranger.post(LOGIN, {"username": "ada", "password": "wrong"}), 401, "auth_invalid")
    refusal(stranger.post(TOKEN, {"username": "ada", "password": PASSWORD}), 429, "rate_limit_exceeded")


@pytest.mark.django_db(transaction=True)
def test_of_thirty_failures_at_once_exactly_ten_are_judged(ada: User, at_once: AtOnce) -> None:
    def fail() -> int:
        return APIClient().post(TOKEN, {"username": "ada", "password": "wrong"}).status_code

    assert sorted(at_once(fail, 30)) == [401] * 10 + [429] * 20


def test_without_credentials_the_answer_is_auth_required(stranger: APIClient) -> None:
    answer = stranger.get(ME)
    refusal(answer, 401, "auth_required")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer x", "Bearer a b", "Bearer a.b.c", "bearer é", "Bearer " + "x" * 9000]
)
def test_a_token_that_is_none_is_auth_invalid(header: str) -> None:
    refusal(with_header(header), 401, "auth_invalid")


def test_a_refresh_token_opens_nothing(ada: User) -> None:
    refusal(with_header(f"Bearer {tokens.issue_pair(ada)['refresh']}"), 401, "auth_invalid")


def test_a_wrong_token_is_refused_also_where_none_is_needed() -> None:
    refusal(APIClient().get("/api/v1/scenarios", HTTP_AUTHORIZATION="Bearer x"), 401, "auth_invalid")


def test_an_old_token_has_ended(ada: User) -> None:
    pair = RefreshToken.for_user(ada).access_token
    pair.set_exp(from_time=timezone.now() - timedelta(days=1))
    refusal(with_header(f"Bearer {pair}"), 401, "auth_invalid")


def test_a_token_signed_by_somebody_else_is_refused(ada: User) -> None:
    payload = tokens.read_refresh(tokens.issue_pair(ada)["refresh"]).access_token.payload
    forged = jwt.encode(payload, "k" * 64, algorithm="HS256")
    unsigned = jwt.encode(payload, "", algorithm="none")
    for token in (forged, unsigned):
        refusal(with_header(f"Bearer {token}"), 401, "auth_invalid")


def test_a_refresh_token_works_once(stranger: APIClient, ada: User) -> None:
    refresh = tokens.issue_pair(ada)["refresh"]
    first = stranger.post(REFRESH, {"refresh": refresh})
    assert first.status_code == 200
    assert set(first.json()) == {"access", "refresh", "user_id"}
    assert with_header(f"Bearer {first.json()['access']}").status_code == 200
    second = stranger.post(REFRESH, {"refresh": first.json()["refresh"]})
    assert second.status_code == 200
    refusal(stranger.post(REFRESH, {"refresh": refresh}), 401, "auth_invalid")


@pytest.mark.django_db(transaction=True)
def test_of_many_renewals_at_once_exactly_one_succeeds(ada: User, at_once: AtOnce) -> None:
    refresh = tokens.issue_pair(ada)["refresh"]

    def renew() -> int:
        return APIClient().post(REFRESH, {"refresh": refresh}).status_code

    assert sorted(at_once(renew, 6)) == [200, 401, 401, 401, 401, 401]


@pytest.mark.parametrize("path", [REFRESH, LOGOUT])
def test_what_is_no_refresh_token_is_refused(stranger: APIClient, ada: User, path: str) -> None:
    for token in ("x", "a.b.c", "é", tokens.issue_pair(ada)["access"]):
        refusal(stranger.post(path, {"refresh": token}), 401, "auth_invalid")
    refusal(stranger.post(path, {"refresh": ""}), 400, "invalid_input")


def test_signing_out_ends_the_refresh_token(stranger: APIClient, ada: User) -> None:
    refresh = tokens.issue_pair(ada)["refresh"]
    assert stranger.post(LOGOUT, {"refresh": refresh}).status_code == 204
    refusal(stranger.post(REFRESH, {"refresh": refresh}), 401, "auth_invalid")


@pytest.fixture
def suspended(ada: User) -> tuple[User, tokens.Pair]:
    """Ada, suspended after she was given tokens."""
    pair = tokens.issue_pair(ada)
    moderator = User.objects.create_superuser("root", password=PASSWORD)
    moderation.suspend_account(user_id=ada.pk, moderator_id=moderator.pk, reason="Spam.")
    return ada, pair


def test_a_suspension_ends_everything_at_once(stranger: APIClient, suspended: tuple[User, tokens.Pair]) -> None:
    _, pair = suspended
    refusal(with_header(f"Bearer {pair['access']}"), 403, "suspended")
    refusal(stranger.post(REFRESH, {"refresh": pair["refresh"]}), 403, "suspended")
    refusal(stranger.post(TOKEN, {"username": "ada", "password": PASSWORD}), 403, "suspended")


def test_who_does_not_know_the_password_learns_nothing_of_a_suspension(
    stranger: APIClient, suspended: tuple[User, tokens.Pair]
) -> None:
    refusal(stranger.post(TOKEN, {"username": "ada", "password": "wrong"}), 401, "auth_invalid")


def test_a_lifted_suspension_revives_no_old_token(suspended: tuple[User, tokens.Pair]) -> None:
    user, pair = suspended
    moderation.lift_suspension(user_id=user.pk, moderator_id=User.objects.get(username="root").pk)
    refusal(with_header(f"Bearer {pair['access']}"), 401, "auth_invalid")


def test_an_account_that_is_gone_opens_nothing(stranger: APIClient, ada: User) -> None:
    pair = tokens.issue_pair(ada)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    refusal(with_header(f"Bearer {pair['access']}"), 401, "auth_invalid")
    refusal(stranger.post(TOKEN, {"username": "ada", "password": PASSWORD}), 401, "auth_invalid")


def test_a_browser_session_reads_and_writes_only_with_its_csrf_token(ada: User) -> None:
    browser = APIClient(enforce_csrf_checks=True)
    browser.force_login(ada)
    assert browser.get(ME).status_code == 200
    refusal(browser.patch(ME, {"bio": "x"}), 403, "csrf_failed")
    browser.cookies["csrftoken"] = "a" * 32
    assert browser.patch(ME, {"bio": "x"}, HTTP_X_CSRFTOKEN="a" * 32).status_code == 200


def test_a_bearer_token_needs_no_csrf_token(ada: User) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens.issue_pair(ada)['access']}")
    assert client.patch(ME, {"bio": "x"}).status_code == 200


def test_a_wrong_token_is_not_rescued_by_a_cookie(ada: User) -> None:
    browser = APIClient()
    browser.force_login(ada)
    refusal(browser.get(ME, HTTP_AUTHORIZATION="Bearer x"), 401, "auth_invalid")
