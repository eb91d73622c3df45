"""A story as strangers read it by its public link: the story's words and its player's own, and nobody else's.

It shows no account, nobody else in the world, no chat, no changes of state and no turn that was undone.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from worlds.models import GameSession
from worlds.models.compiled import story_of
from worlds.services.budgets import STORY_READINGS
from worlds.services.games import sessions
from worlds.services.games.others_reading import ReadTurn, read_turns
from worlds.services.games.story_links import open_link
from worlds.services.games.transcript import whole_story


class PublicStory(TypedDict):
    """`ending_title` is the author's; it and `ending_type` are empty while the story goes on, and may be so after it."""

    scenario_id: str
    scenario_name: str
    author: str
    language: str
    character_name: str
    turns_played: int
    has_ended: bool
    ending_type: str
    ending_tone: str | None
    ending_title: str
    last_turn_at: datetime
    turns: list[ReadTurn]


def read_story(*, token: str, address: str) -> PublicStory:
    """The story behind a public link as it stands now, for a reader at `address`; three queries and its records.

    Raises NotFound as `open_link` does, RateLimited, IncompatibleVersion.
    """
    STORY_READINGS.spend(address)
    session = sessions.get_any(session_id=open_link(token).session_id)
    story, scenario = story_of(session), session.revision.scenario
    ending = story.endings.get(session.ending_id)
    return {
        "scenario_id": scenario.slug,
        "scenario_name": scenario.name,
        "author": story.author,
        "language": scenario.language,
        "character_name": session.character_name,
        "turns_played": session.turns_played,
        "has_ended": session.status == GameSession.Status.COMPLETED,
        "ending_type": session.ending_type,
        "ending_tone": None if ending is None else ending.tone,
        "ending_title": "" if ending is None else ending.title,
        "last_turn_at": session.last_turn_at,
        "turns": read_turns([entry for entry in whole_story(session) if not entry["left"]]),
    }
