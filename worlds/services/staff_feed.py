"""A world's log as moderators read it: everything but what is whispered between others."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q

from common.agent_mark import marked_agent
from common.namesakes import marked
from worlds.event_types import stored
from worlds.feed.event import carried, people_in, recipient_of
from worlds.feed.names import called_in
from worlds.models import SharedWorld, WorldEvent
from worlds.models.compiled import compiled_scenario
from worlds.models.texts import words
from worlds.rules.texts import inside_sentence
from worlds.services.moderation_records import PRIVATE

PER_PAGE: Final = 60
REACH: Final = 10  # lines before and after a reported one
SOMEBODY: Final = "Somebody"
# What the log holds for programs alone, or tells in another line: own words stand there once more, without them, for other places.
UNTOLD: Final = Q(type__in=(stored.WorldStateChanged.TYPE, stored.OutcomeTold.TYPE)) | Q(
    type=stored.TurnPlayed.TYPE, text=None, audience__isnull=False
)
DEEDS: Final = {
    stored.PlayerJoined.TYPE: "joined",
    stored.PlayerLeft.TYPE: "left",
    stored.PlayerFinished.TYPE: "reached an ending",
    stored.ContentIntegrated.TYPE: "had an idea that changed this world",
    stored.WorldArchived.TYPE: "The world was archived",
}


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One event: what somebody did, or what they said and to whom."""

    sequence: int
    at: datetime
    person_id: uuid.UUID | None
    name: str
    deed: str
    said: str
    channel: str
    room: str
    is_private: bool  # said where not everybody at the place heard it
    is_reported: bool = False


@dataclass(frozen=True, slots=True)
class StaffLines:
    """`earlier` is what to ask for as `before` to read on into the past; None at the beginning of the log."""

    lines: tuple[StaffLine, ...]
    earlier: int | None


def newest_lines(*, world_id: uuid.UUID, before: int | None = None) -> StaffLines:
    """The newest events before a number, oldest first, in four queries; whispers without their words."""
    events = WorldEvent.objects.filter(world_id=world_id).exclude(UNTOLD)
    if before is not None:
        events = events.filter(sequence__lt=before)
    found = list(events.select_related("text").order_by("-sequence")[: PER_PAGE + 1])
    shown = found[:PER_PAGE][::-1]
    return StaffLines(_lines(world_id, shown), shown[0].sequence if len(found) > PER_PAGE else None)


def lines_around(*, world_id: uuid.UUID, text_id: uuid.UUID) -> tuple[StaffLine, ...]:
    """A message and the ten lines before and after it that its hearers could read, too; none when the log has forgotten it.

    These are what everybody is told; around what was said at a place, what is said and typed there; and of whispers and
    parties only what is between the same people.
    """
    reported = WorldEvent.objects.filter(world_id=world_id, text_id=text_id).select_related("text").first()
    if reported is None:
        return ()
    lines = WorldEvent.objects.filter(_heard_with(reported), world_id=world_id).exclude(UNTOLD).select_related("text")
    before = lines.filter(sequence__lt=reported.sequence).order_by("-sequence")[:REACH]
    after = lines.filter(sequence__gt=reported.sequence).order_by("sequence")[:REACH]
    return _lines(world_id, [*before[::-1], reported, *after], reported)


def _heard_with(reported: WorldEvent) -> Q:
    heard = Q(audience__isnull=True)
    if _is_private(reported):
        channel = reported.payload["channel"]
        return heard | Q(type=stored.ChatMessage.TYPE, payload__channel=channel, audience=reported.audience)
    return heard | Q(room=reported.room) if reported.room else heard


def _lines(
    world_id: uuid.UUID, events: Sequence[WorldEvent], reported: WorldEvent | None = None
) -> tuple[StaffLine, ...]:
    people = called_in(world_id).filter(pk__in=people_in(map(carried, events)))
    called = {row.pk: marked(row.display_name, row.namesake) or SOMEBODY for row in people}
    names = {row.pk: marked_agent(called[row.pk], is_agent=row.is_agent) for row in people}
    places = _places(world_id)
    return tuple(_line(event, names, places, reported) for event in events)


def _places(world_id: uuid.UUID) -> dict[str, str]:
    revision = SharedWorld.objects.select_related("revision").defer("revision__content_text").get(pk=world_id).revision
    return {place.id: inside_sentence(place.name) for place in compiled_scenario(revision).locations.values()}


def _line(event: WorldEvent, names: dict[Any, str], places: dict[str, str], reported: WorldEvent | None) -> StaffLine:
    is_private = _is_private(event) and (reported is None or not _is_between_the_same(event, reported))
    return StaffLine(
        sequence=event.sequence,
        at=event.created_at,
        person_id=event.actor_id,
        name=names.get(event.actor_id, SOMEBODY if event.actor_id else ""),
        deed=_deed(event, places) if is_private else f"{_deed(event, places)}{_whom(event, names)}",
        said="" if is_private else words(event.text),
        channel=str(event.payload.get("channel", "")),
        room=places.get(event.room, event.room),
        is_private=_is_private(event),
        is_reported=reported is not None and event.pk == reported.pk,
    )


def _whom(event: WorldEvent, names: dict[Any, str]) -> str:
    """Whom a whisper was for, told where its words are."""
    to = recipient_of(carried(event))
    return "" if to is None else f" to {names.get(uuid.UUID(to), SOMEBODY)}"


def _deed(event: WorldEvent, places: dict[str, str]) -> str:
    if event.type == stored.ChatMessage.TYPE:
        return "whispered" if event.payload.get("channel") == "whisper" else "said"
    if event.type == stored.TurnPlayed.TYPE:
        option = event.payload.get("option_text")
        verb = "could not choose" if event.payload.get("kind") == "refused" else "chose"
        return f"{verb} “{option}”" if option else "tried"
    if event.type == stored.PlayerMoved.TYPE:
        place = str(event.payload.get("to", ""))
        verb = "was moved by a moderator" if event.payload.get("by_staff") else "went"
        return f"{verb} to {places.get(place, place)}"
    if event.type == stored.CriticalItemRecovered.TYPE:
        item = event.payload.get("item", "")
        return (
            f"The holder of {item} was told that it is gone"
            if event.payload.get("was_yours")
            else f"Brought back: {item}"
        )
    return DEEDS.get(event.type, event.type.replace("_", " "))


def _is_private(event: WorldEvent) -> bool:
    return event.type == stored.ChatMessage.TYPE and event.payload.get("channel") in PRIVATE


def _is_between_the_same(event: WorldEvent, other: WorldEvent) -> bool:
    return _is_private(other) and set(event.audience or ()) == set(other.audience or ())
