"""An event on its way: what its row holds, as it travels between processes, as listeners know it, as its reader hears it.

Of a muted player a line of chat is not told at all, like one for others: numbers go on past it. Words of their own in a turn
are left out of what is told of the turn, as they are for everybody who is elsewhere.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, NamedTuple, TypedDict

from django.utils import timezone

from common.database_threads import in_thread
from relations.rules import HEARS_ALL, Unheard
from relations.services.mutes import unheard_by
from worlds.event_types.audience import Audience, Only, Room
from worlds.event_types.base import Event
from worlds.event_types.catalogue import PAYLOAD_FIELDS, RECHECKS_ACTOR, RECHECKS_EVERYBODY
from worlds.event_types.stored import ChatMessage
from worlds.feed.names import Person
from worlds.models import WorldEvent, WorldParticipant

FROM_AFAR: Final = ("world", "whisper")  # channels of a notice that names no place


class UnknownEventType(TypeError):
    """A mistake of ours: the event's type is not in the catalogue, or not for this audience."""


class Carried(TypedDict):
    """A row of the log as plain values."""

    sequence: int
    type: str
    room: str
    actor: str | None
    audience: list[str] | None
    payload: dict[str, Any]
    text: str | None
    removed: bool
    at: str


@dataclass(frozen=True, slots=True, eq=False)
class LoggedEvent:
    """One event of a world, with its words and who did it; `audience` None means everybody in the world.

    `world` is the world's short id, `audience` holds user ids as text, `at` is aware, UTC. `text` is None for an event
    without words by a player; `removed` says that there were words once. `to` is whom a whisper is for.
    """

    world: str
    sequence: int
    type: str
    room: str
    actor: Person | None
    audience: frozenset[str] | None
    payload: Mapping[str, Any]
    text: str | None
    removed: bool
    at: datetime
    to: Person | None = None
    encodings: dict[object, str] = field(default_factory=dict, repr=False)  # kept by whoever encodes, by carrier

    def visible_to(self, reader: str) -> bool:
        return self.audience is None or reader in self.audience

    def rechecks(self, reader: str) -> bool:
        """Whether this reader's stream must ask anew, after this event, what its reader is to the world."""
        return self.type in RECHECKS_EVERYBODY or (self.is_by(reader) and self.type in RECHECKS_ACTOR)

    def is_by(self, reader: str) -> bool:
        """Whether it is this reader's own doing."""
        return self.actor is not None and self.actor.id == reader


class Seen(NamedTuple):
    """An event as one reader meets it: `previous` is the last before it that this reader could see, 0 for none."""

    event: LoggedEvent
    previous: int


def payload_of(event: Event) -> dict[str, Any]:
    """The event's own fields as JSON. Raises UnknownEventType for what the catalogue does not have."""
    found = PAYLOAD_FIELDS.get(type(event))
    if found is None:
        raise UnknownEventType(f"{type(event).__name__} is not in the catalogue of events.")
    values = ((one, getattr(event, one.attribute)) for one in found)
    return {one.key: value for one, value in values if not (one.is_optional and value is None)}


def hearers_of(event: Event, audience: Audience, *, world_id: uuid.UUID) -> list[str] | None:
    """The ids, as sorted text, of those who hear it; None is everybody in the world.

    One query for a room whose people are not given, so that what is answered is only fixed under the world's lock.
    Raises UnknownEventType for an audience that this type of event does not have.
    """
    if not isinstance(audience, event.AUDIENCES):
        raise UnknownEventType(f"{event.TYPE} is not for {type(audience).__name__}.")
    match audience:
        case Only(users):
            return sorted(map(str, users))
        case Room(location, people, but):
            return sorted(str(user_id) for user_id in _people_at(location, people, world_id) if user_id != but)
    return None


def _people_at(location: str, people: Collection[uuid.UUID] | None, world_id: uuid.UUID) -> Collection[uuid.UUID]:
    if people is not None:
        return people
    # Those who watch hear no room, also where they stood as their story ended.
    here = WorldParticipant.objects.seated().filter(world_id=world_id, location=location)
    return list(here.values_list("user_id", flat=True))


def carried(row: WorldEvent) -> Carried:
    """The row must be at hand with its text."""
    words = row.text
    return {
        "sequence": row.sequence,
        "type": row.type,
        "room": row.room,
        "actor": None if row.actor_id is None else str(row.actor_id),
        "audience": row.audience,
        "payload": row.payload,
        "text": None if words is None else words.text,
        "removed": words is not None and words.redacted_at is not None,
        "at": row.created_at.isoformat(),
    }


def logged_event(event: Carried, *, world: str, people: Mapping[str, Person]) -> LoggedEvent:
    audience, actor, to = event["audience"], event["actor"], recipient_of(event)
    return LoggedEvent(
        world=world,
        sequence=event["sequence"],
        type=event["type"],
        room=event["room"],
        actor=None if actor is None else people.get(actor),
        audience=None if audience is None else frozenset(audience),
        payload=event["payload"],
        text=event["text"],
        removed=event["removed"],
        at=datetime.fromisoformat(event["at"]),
        to=None if to is None else people.get(to),
    )


def recipient_of(event: Carried) -> str | None:
    """Whom a whisper is for: the other of the two who hear it, or its speaker; None for what is no whisper.

    Read off the audience, which every row of a whisper has: a payload names nobody.
    """
    if event["type"] != ChatMessage.TYPE or event["payload"].get("channel") != "whisper":
        return None
    return next((each for each in event["audience"] or () if each != event["actor"]), event["actor"])


def people_in(events: Iterable[Carried]) -> set[str]:
    """Those whom these events name."""
    named = (each for event in events for each in (event["actor"], recipient_of(event)))
    return {each for each in named if each is not None}


def as_heard(event: LoggedEvent, mutes: Unheard) -> LoggedEvent | None:
    """The event as a reader with these mutes is told it; None for not at all."""
    if not mutes.by_person or event.text is None or event.actor is None:
        return event
    is_chat = event.type == ChatMessage.TYPE
    channel = event.payload["channel"] if is_chat else "room"
    if not mutes.hides(event.actor.id, channel, now=timezone.now()):
        return event
    return None if is_chat else _wordless(event)


def hides_typing(actor: Person | None, room: str, mutes: Unheard) -> bool:
    """Whether a reader with these mutes is not told that somebody types, at a place or, where it is empty, to the world or one."""
    if actor is None or not mutes.by_person:
        return False
    now, channels = timezone.now(), ("room",) if room else FROM_AFAR
    return any(mutes.hides(actor.id, channel, now=now) for channel in channels)


def has_words(events: Iterable[LoggedEvent]) -> bool:
    return any(event.text is not None for event in events)


def unheard_of_events(events: Iterable[LoggedEvent], reader: str) -> Unheard:
    """The mutes of a reader, as far as these events ask for them. One query where there are words, else none."""
    return unheard_by([reader])[reader] if has_words(events) else HEARS_ALL


async def unheard_on_loop(events: Iterable[LoggedEvent], reader: str) -> Unheard:
    """As `unheard_of_events`, on an event loop."""
    return (await in_thread(unheard_by, [reader]))[reader] if has_words(events) else HEARS_ALL


def _wordless(event: LoggedEvent) -> LoggedEvent:
    return replace(event, text=None, removed=False, encodings={})
