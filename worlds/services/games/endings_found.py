"""Which endings of a story its player has come to, over all their games."""

from __future__ import annotations

from dataclasses import dataclass

from worlds.models import GameSession
from worlds.models.compiled import story_of


@dataclass(frozen=True, slots=True)
class EndingsFound:
    """`titles` are those of the endings found that have one, in the order of the file."""

    found: int
    amount: int
    titles: tuple[str, ...]


def endings_found(session: GameSession) -> EndingsFound:
    """Of the story of a game, by its player; endings that stand in no file count for nothing. One query."""
    story = story_of(session)
    reached = set(
        GameSession.objects.filter(user_id=session.user_id, revision__scenario_id=session.revision.scenario_id)
        .exclude(ending_id="")
        .values_list("ending_id", flat=True)
        .distinct()
    )
    found = [ending for ending in story.endings.values() if ending.id in reached]
    return EndingsFound(len(found), len(story.endings), tuple(ending.title for ending in found if ending.title))
