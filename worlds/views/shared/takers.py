"""Who took what somebody wanted to take. The log says "Someone", as it holds no names; the page says who."""

from __future__ import annotations

from typing import Final

from worlds.event_types.stored import WorldStateChanged
from worlds.feed import event_log
from worlds.feed.event import LoggedEvent
from worlds.feed.names import called_in, person_of
from worlds.models import GameSession
from worlds.rules.scenario import Scenario
from worlds.rules.sight import SOMEONE
from worlds.rules.texts import taken_by

LOOKED_THROUGH: Final = 50  # changes of the world


def with_taker_named(narrative: str, session: GameSession, story: Scenario) -> str:
    """What a player is told, with a fellow's name for "Someone" who took an item; one query or two where that was told."""
    items = (item for item in story.placed_items if taken_by(SOMEONE, item, story) in narrative)
    item = next(items, None)
    if item is None or session.world is None or session.world.is_remembered:
        return narrative
    name = _taker(session, item)
    return narrative.replace(taken_by(SOMEONE, item, story), taken_by(name, item, story)) if name else narrative


def _taker(session: GameSession, item: str) -> str:
    """Empty where the log has forgotten it, or where it was oneself."""
    assert session.world_id is not None, "items are taken by others in shared worlds"
    changes = event_log.latest(session.world_id, WorldStateChanged, reader=session.user_id, limit=LOOKED_THROUGH)
    taker = next((found for event in reversed(changes) if (found := _took(event, item))), "")
    rows = called_in(session.world_id).filter(short_id=taker).exclude(pk=session.user_id) if taker else ()
    return next((person_of(row).known_as for row in rows), "")


def _took(event: LoggedEvent, item: str) -> str:
    """The short id of who took the item in this event; else nothing."""
    changes = event.payload.get("changes", ())
    took = (each for each in changes if each.get("action") == "removed" and each.get("item") == item)
    return next((str(each["caused_by"]) for each in took if each.get("caused_by")), "")
