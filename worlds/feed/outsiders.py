"""Events without what hidden players keep from those who only watch: who they are, where they are, what they caused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from worlds.feed.event import LoggedEvent, Seen
from worlds.feed.names import NOBODY_KNOWN, Person
from worlds.feed.subscriber import Ephemeral

PLACES: Final = ("location", "from", "to")  # fields of payloads that say where the actor is or was


def event_for_outsiders(event: LoggedEvent) -> LoggedEvent:
    # `to` stays: those who only watch whisper to nobody, so of whispers they hear those to themselves alone.
    actor, room, payload = _without_secrets(event.actor, event.room, event.payload)
    return replace(event, actor=actor, room=room, payload=payload, encodings={})


def ephemeral_for_outsiders(told: Ephemeral) -> Ephemeral:
    actor, room, data = _without_secrets(told.actor, told.room, told.data)
    return replace(told, actor=actor, room=room, data=data, encodings={})


def event_for_reader(event: LoggedEvent, reader: str, *, is_fellow: bool) -> LoggedEvent:
    """An event as a reader may know it, who always knows their own."""
    return event if is_fellow or event.is_by(reader) else event_for_outsiders(event)


def seen_by_reader(seen: list[Seen], *, reader: str, is_fellow: bool) -> list[Seen]:
    """Events that a reader may see, as they may know them."""
    return [each._replace(event=event_for_reader(each.event, reader, is_fellow=is_fellow)) for each in seen]


def _without_secrets(
    actor: Person | None, room: str, payload: Mapping[str, Any]
) -> tuple[Person | None, str, Mapping[str, Any]]:
    known = None if actor is None else actor.as_outsiders_know()
    told = dict(payload)
    if "changes" in told:  # the id in them is an account's, and whose it is stands nowhere else in the event
        told["changes"] = [{**change, "caused_by": None} for change in told["changes"]]
    if known is not NOBODY_KNOWN:
        return known, room, told
    return known, "", told | dict.fromkeys((place for place in PLACES if place in told), None)
