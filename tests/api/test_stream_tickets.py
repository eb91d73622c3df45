import pytest
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from common.stream_tickets import redeem_ticket
from profiles.models import User
from profiles.services import tokens
from tests.api.claims import refusal

TICKETS = "/api/v1/stream-tickets"


@pytest.mark.parametrize("path", [TICKETS, TICKETS + "/"])
def test_a_player_gets_a_ticket_for_half_a_minute(adas: APIClient, ada: User, path: str) -> None:
    answer = adas.post(path)
    assert answer.status_code == 200
    assert set(answer.json()) == {"ticket", "expires_in"}
    assert answer.json()["expires_in"] == 30
    assert redeem_ticket(token=answer.json()["ticket"]).user_id == ada.pk


def test_a_ticket_knows_what_it_was_asked_for_with(ada: User) -> None:
    access = AccessToken(tokens.issue_pair(ada)["access"].encode())  # type: ignore[arg-type]
    by_token, by_cookie = APIClient(), APIClient()
    by_token.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    by_cookie.force_login(ada)
    kept = redeem_ticket(token=by_token.post(TICKETS).json()["ticket"])
    assert (kept.seal, kept.session_key) == (ada.get_session_auth_hash(), "")
    assert kept.expires_at is not None
    assert kept.expires_at.timestamp() == access["exp"]
    kept = redeem_ticket(token=by_cookie.post(TICKETS).json()["ticket"])
    assert (kept.seal, kept.session_key, kept.expires_at) == (
        ada.get_session_auth_hash(),
        by_cookie.session.session_key,
        None,
    )


def test_strangers_get_none(stranger: APIClient, db: None) -> None:
    refusal(stranger.post(TICKETS), 401, "auth_required")


def test_nothing_else_may_be_asked_for(adas: APIClient) -> None:
    refusal(adas.post(TICKETS, {"expires_in": 3600}), 400, "invalid_input")
    refusal(adas.get(TICKETS), 405, "method_not_allowed")
