"""A player in a small story, and moderators."""

from __future__ import annotations

from typing import Protocol

import pytest

from improvisations.models import Improvisation
from improvisations.services import sharing
from improvisations.services.evidence import Statement
from profiles.models import User
from tests.improvisations.together import TRIED, kael, opened, opens
from tests.staff import moderator
from tests.worlds.services.conftest import Plays, elena, game, gate, plays, stranger
from worlds.models import GameSession
from worlds.services.turns.payloads import TurnResult

__all__ = ["TRIED", "elena", "game", "gate", "kael", "opened", "opens", "plays", "stranger"]


class Shares(Protocol):
    def __call__(self, player_input: str = ..., **told: str) -> Improvisation: ...


@pytest.fixture
def mira(db: None) -> User:
    return moderator("mira")


@pytest.fixture
def noor(db: None) -> User:
    return moderator("noor")


@pytest.fixture
def tried(plays: Plays) -> TurnResult:
    """Elena has improvised at the road."""
    return plays(text=TRIED)


@pytest.fixture
def shares(elena: User, game: GameSession) -> Shares:
    """Elena shares something from the road, as an outside client does."""

    def share(player_input: str = TRIED, **told: str) -> Improvisation:
        statement = Statement(**{"node_id": "road", "player_input": player_input, **told})
        return sharing.share_improvisation(
            user_id=elena.pk, session_id=game.pk, scenario_slug="gate", statement=statement
        )

    return share


@pytest.fixture
def shared(shares: Shares, tried: TurnResult) -> Improvisation:
    return shares()
