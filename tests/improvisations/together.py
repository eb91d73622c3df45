"""A collaborative world, and what is improvised and shared in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from improvisations.models import Improvisation
from improvisations.services import sharing
from improvisations.services.evidence import Statement
from profiles.models import User
from worlds.models import GameSession
from worlds.services.games import sessions
from worlds.services.games.view import session_view
from worlds.services.membership import creating, joining
from worlds.services.membership.joining import Joined
from worlds.services.turns.payloads import TurnResult
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

TRIED = "I hum an old song until the keeper smiles."

Opens = Callable[..., Joined]


@pytest.fixture
def kael(db: None) -> User:
    user: User = User.objects.create_user("kael", display_name="Kael")
    return user


@pytest.fixture
def opens(elena: User, gate: str) -> Opens:
    def make(**terms: Any) -> Joined:
        return creating.create_world(user_id=elena.pk, scenario_slug=gate, **{"game_mode": "collaborative", **terms})

    return make


@pytest.fixture
def opened(opens: Opens) -> Joined:
    return opens()


def joins(user: User, opened: Joined) -> GameSession:
    return joining.join_world(user_id=user.pk, world_id=opened.world.pk).session


def shares(user: User, session: GameSession, words: str = TRIED) -> Improvisation:
    play_turn(user_id=user.pk, session_id=session.pk, request=TurnRequest(input=words))
    statement = Statement(node_id="road", player_input=words)
    return sharing.share_improvisation(
        user_id=user.pk, session_id=session.pk, scenario_slug="gate", statement=statement
    )


def offered(user: User, session: GameSession) -> list[str]:
    view = session_view(sessions.get_owned(user_id=user.pk, session_id=session.pk))
    return [option["id"] for option in view["node"]["options"]]


def picks(user: User, session: GameSession, option_id: str) -> TurnResult:
    return play_turn(user_id=user.pk, session_id=session.pk, request=TurnRequest(option_id)).result
