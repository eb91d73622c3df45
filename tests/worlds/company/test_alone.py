"""A game alone pays nothing for the company that others keep."""

from __future__ import annotations

import uuid

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.worlds.services.ready_stories import GATE
from worlds.services.games import sessions
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)

SHARED = [
    "SharedWorld",
    "WorldParticipant",
    "WorldStay",
    "LocationLock",
    "TurnLease",
    "TurnTicket",
    "WorldEvent",
    "InboxEffect",
    "StreamLease",
    "Invite",
]
# What each turn cost before anybody could play together: begin, the session's row, the record, the session, commit.
SCRIPTED = 5
UNDER_A_KEY = 6  # one look for the key
AGAIN = 4  # the kept answer: nothing is played or stored
IN_WORDS = 6  # the text's own row


@pytest.fixture
def player() -> uuid.UUID:
    import_scenario(source=GATE, slug="gate")
    found: uuid.UUID = get_user_model().objects.create_user("hermit").pk
    return found


def rows() -> dict[str, int]:
    return {name: apps.get_model("worlds", name).objects.count() for name in SHARED}


def cost(player: uuid.UUID, session: uuid.UUID, request: TurnRequest, key: str | None = None) -> int:
    with CaptureQueriesContext(connection) as statements:
        play_turn(user_id=player, session_id=session, request=request, idempotency_key=key)
    return len(statements)


def test_turns_alone_cost_what_they_cost_before_there_was_company(player: uuid.UUID) -> None:
    session = sessions.start_solo(user_id=player, scenario_slug="gate").pk
    cost(player, session, TurnRequest("wait"))  # the first of a process compiles the story
    scripted = [cost(player, session, TurnRequest(option)) for option in ("wait", "take_key", "open_gate", "back")]
    assert scripted == [SCRIPTED] * 4
    assert [cost(player, session, TurnRequest("wait"), key="k") for _ in range(2)] == [UNDER_A_KEY, AGAIN]
    assert cost(player, session, TurnRequest("ask", "please")) == IN_WORDS


def test_a_whole_game_alone_leaves_no_row_of_a_shared_world(player: uuid.UUID) -> None:
    before = rows()
    session = sessions.start_solo(user_id=player, scenario_slug="gate").pk
    for option in ("wait", "take_key", "open_gate", "stay"):
        play_turn(user_id=player, session_id=session, request=TurnRequest(option))
    assert rows() == before == dict.fromkeys(SHARED, 0)
