import pytest
from rest_framework.test import APIClient

from kleene_site.common.stream_tickets import redeem_ticket
from profiles.models import User
from tests.api.claims import refusal

TICKETS = "/api/v1/stream-tickets"


@pytest.mark.parametrize("path", [TICKETS, TICKETS + "/"])
def test_a_player_gets_a_ticket_for_half_a_minute(adas: APIClient, ada: User, path: str) -> None:
    answer = adas.post(path)
    assert answer.status_code == 200
    assert set(answer.json()) == {"ticket", "expires_in"}
    assert answer.json()["expires_in"] == 30
    assert redeem_ticket(token=answer.json()["ticket"]) == ada.pk


def test_strangers_get_none(stranger: APIClient, db: None) -> None:
    refusal(stranger.post(TICKETS), 401, "auth_required")


def test_nothing_else_may_be_asked_for(adas: APIClient) -> None:
    refusal(adas.post(TICKETS, {"expires_in": 3600}), 400, "invalid_input")
    refusal(adas.get(TICKETS), 405, "method_not_allowed")
