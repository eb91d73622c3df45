"""A player in a small story whose ideas become stars, and a moderator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cosmos.models import CosmosEntry
from cosmos.services import catching_up
from improvisations.models import Improvisation
from improvisations.services import reviewing, sharing
from improvisations.services.evidence import Statement
from tests.improvisations.conftest import Shares, elena, game, gate, mira, plays, stranger
from worlds.models import GameSession

__all__ = ["elena", "game", "gate", "mira", "plays", "stranger"]

Born = Callable[..., CosmosEntry]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    """Files of vectors are this test's alone, and likeness is counted at once."""
    settings.KLEENE_DATA, settings.KLEENE_EMBEDDER = tmp_path, "hashed"


@pytest.fixture
def shares(elena: Any, game: GameSession) -> Shares:
    """Elena says from the road what her game has no record of."""

    def share(player_input: str = "I wave.", **told: str) -> Improvisation:
        told = {"node_id": "road", "narrative_response": "So be it.", "classification": "discovery", **told}
        statement = Statement(player_input=player_input, **told)
        return sharing.share_improvisation(
            user_id=elena.pk, session_id=game.pk, scenario_slug="gate", statement=statement
        )

    return share


@pytest.fixture
def born(shares: Shares, mira: Any) -> Born:
    """Elena's idea, approved and placed."""

    def bear(text: str) -> CosmosEntry:
        idea = shares(text)
        reviewing.approve_idea(improvisation_id=idea.pk, moderator_id=mira.pk)
        settle()
        return CosmosEntry.objects.get(improvisation=idea)

    return bear


def settle() -> None:
    """What the worker does in two rounds."""
    catching_up.sync_stars()
    catching_up.enrich_waiting()


def star_of(idea: Improvisation) -> CosmosEntry:
    return CosmosEntry.objects.get(improvisation=idea)
