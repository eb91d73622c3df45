"""Which endings of a story its player has come to, over all their games."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from worlds.models import GameSession, TurnRecord
from worlds.models.compiled import story_of


@dataclass(frozen=True, slots=True)
class EndingFound:
    """One ending of a story. Nothing is told of one that was not found: `title` and `type` are empty."""

    is_found: bool
    is_this: bool  # the one that the game has come to
    title: str = ""  # the author's; empty where there is none
    type: str = ""
    tone: str | None = None


def endings_found(session: GameSession) -> Sequence[EndingFound]:
    """All endings of a game's story, in the order of the file; those undone count as found. Two queries."""
    reached = _standing(session) | _undone(session)
    return [
        EndingFound(
            is_found=True,
            is_this=ending.id == session.ending_id,
            title=ending.title,
            type=ending.type,
            tone=ending.tone,
        )
        if ending.id in reached
        else EndingFound(is_found=False, is_this=False)
        for ending in story_of(session).endings.values()
    ]


def _standing(session: GameSession) -> set[str]:
    scenario_id = session.revision.scenario_id
    games = GameSession.objects.scoring().owned_by(session.user_id).filter(revision__scenario_id=scenario_id)
    return set(games.exclude(ending_id="").values_list("ending_id", flat=True))


def _undone(session: GameSession) -> set[str]:
    """Those that the player went back from."""
    scenario_id = session.revision.scenario_id
    mine = GameSession.objects.scoring().owned_by(session.user_id).filter(revision__scenario_id=scenario_id)
    rewinds = TurnRecord.objects.filter(session__in=mine.filter(rewinds__gt=0), kind=TurnRecord.Kind.REWIND)
    return set(rewinds.filter(command__has_key="ending").values_list("command__ending", flat=True))
