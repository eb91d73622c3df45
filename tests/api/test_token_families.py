"""Tokens of one sign-in are one family: it ends when one of them is used twice, and when somebody signs out."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import RefreshToken

from common.models import EndedFamily
from profiles.models import User
from profiles.services import tokens
from profiles.services.tokens import SEAL, Pair
from tests.api.claims import refusal
from tests.api.conftest import AtOnce

pytestmark = pytest.mark.django_db
REFRESH, LOGOUT, ME = "/api/v1/auth/token/refresh", "/api/v1/auth/logout", "/api/v1/players/me"


def renewed(pair: Pair) -> Pair:
    _, renewed = tokens.renew_pair(refresh=pair["refresh"])
    return renewed


def opens(pair: Pair) -> bool:
    """Whether its access token does; a pair that opens nothing must not renew itself either."""
    answer = APIClient().get(ME, HTTP_AUTHORIZATION=f"Bearer {pair['access']}")
    if answer.status_code == 200:
        return True
    refusal(answer, 401, "auth_invalid")
    refusal(APIClient().post(REFRESH, {"refresh": pair["refresh"]}), 401, "auth_invalid")
    return False


def test_a_refresh_token_used_twice_ends_every_token_of_its_sign_in(stranger: APIClient, ada: User) -> None:
    first, elsewhere = tokens.issue_pair(ada), tokens.issue_pair(ada)
    second = renewed(first)
    third = renewed(second)
    refusal(stranger.post(REFRESH, {"refresh": first["refresh"]}), 401, "auth_invalid")
    assert [opens(pair) for pair in (first, second, third)] == [False] * 3
    assert opens(elsewhere)
    assert opens(renewed(elsewhere))


def test_signing_out_ends_every_token_of_the_sign_in(stranger: APIClient, ada: User) -> None:
    first, elsewhere = tokens.issue_pair(ada), tokens.issue_pair(ada)
    second = renewed(first)
    assert stranger.post(LOGOUT, {"refresh": second["refresh"]}).status_code == 204
    assert [opens(pair) for pair in (first, second)] == [False] * 2
    assert opens(elsewhere)


def test_signing_out_with_a_token_that_was_used_ends_the_family_too(stranger: APIClient, ada: User) -> None:
    first = tokens.issue_pair(ada)
    second = renewed(first)
    refusal(stranger.post(LOGOUT, {"refresh": first["refresh"]}), 401, "auth_invalid")
    assert not opens(second)


def test_a_token_from_before_there_were_families_begins_one(stranger: APIClient, ada: User) -> None:
    old = RefreshToken.for_user(ada)
    old[SEAL] = ada.get_session_auth_hash()
    first: Pair = {"access": str(old.access_token), "refresh": str(old)}
    assert opens(first)
    second = renewed(first)
    refusal(stranger.post(REFRESH, {"refresh": first["refresh"]}), 401, "auth_invalid")
    assert not opens(second)


def test_an_ended_family_is_known_longer_than_any_of_its_tokens_lives(ada: User) -> None:
    pair = tokens.issue_pair(ada)
    tokens.revoke_refresh(refresh=pair["refresh"])
    assert EndedFamily.objects.get().expires_at > timezone.now() + timedelta(days=14)


@pytest.mark.django_db(transaction=True)
def test_of_many_renewals_at_once_none_lives_on(ada: User, at_once: AtOnce) -> None:
    refresh = tokens.issue_pair(ada)["refresh"]
    made = at_once(lambda: APIClient().post(REFRESH, {"refresh": refresh}).json(), 6)
    [pair] = [answer for answer in made if "access" in answer]
    assert not opens(pair)


def test_a_call_asks_for_account_and_family_at_once(
    ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    token = tokens.read_refresh(tokens.issue_pair(ada)["refresh"])
    with django_assert_num_queries(1):
        tokens.token_owner(token)
