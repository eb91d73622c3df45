"""The log of what happened in a world: writing it under the world's lock, reading it as one reader may."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone

from common import storing
from relations.rules import Unheard
from worlds.event_types.audience import WORLD, Audience, Room
from worlds.event_types.base import StoredEvent
from worlds.event_types.stored import TurnPlayed
from worlds.feed import event_log, publisher
from worlds.feed.event import (
    LoggedEvent,
    Seen,
    UnknownEventType,
    as_heard,
    carried,
    hearers_of,
    payload_of,
    unheard_of_events,
)
from worlds.feed.outsiders import seen_by_reader
from worlds.models import EventAnchor, PlayerText, SharedWorld, WorldEvent
from worlds.rules.canonical import chain
from worlds.services.proven_events import proven_types

COUNTERS: Final = (
    "event_seq",
    "event_hash",
)  # what `append_events` moves on the world, for callers that save field by field
HEARD: Final = Q(type=TurnPlayed.TYPE, text__isnull=False)  # turns in words that those at the place heard


@dataclass(frozen=True, slots=True)
class NewEvent:
    """Something to be logged: what, by whom, and who hears it, which `audience` alone decides.

    `actor_id` becomes `user_id`, `display_name` and `character_name` when the event is told, and a player's own words go into `text`.
    `happened_in` is told as `room_id` to whoever hears the event, and keeps it from nobody; a Room brings its own.
    """

    what: StoredEvent
    actor_id: uuid.UUID | None = None
    audience: Audience = WORLD
    happened_in: str = ""
    text: PlayerText | None = None

    @property
    def room(self) -> str:
        return self.audience.location if isinstance(self.audience, Room) else self.happened_in


@dataclass(frozen=True, slots=True)
class EventPage:
    """Part of a log as one reader may see it, up to `last_sequence`: where the next page begins.

    `complete` means that nothing follows and nothing is missing; `reaches_back` is False when the log no longer
    holds what came right after the place that was asked for.
    """

    events: list[Seen]
    last_sequence: int
    complete: bool
    reaches_back: bool


def append_events(world: SharedWorld, *news: NewEvent) -> list[WorldEvent]:
    """Log events in order, in one statement, and tell every listener once the transaction is committed.

    Assumes that the world's row is locked (or new). The caller saves the world, whose counters this moves.
    Raises UnknownEventType for a type that is not in the catalogue, or an audience or a text that it does not have.
    """
    if not news:
        return []
    rows = [_sealed(world, new) for new in news]
    storing.insert(*rows)
    # Made now, while the texts are at hand: after the commit it would be a query.
    sequence, told = world.event_seq, [carried(row) for row in rows]
    storing.after_commit(lambda: publisher.publish_events(world.pk, sequence, told))
    return rows


def _sealed(world: SharedWorld, new: NewEvent) -> WorldEvent:
    payload, hearers = payload_of(new.what), hearers_of(new.what, new.audience, world_id=world.pk)
    if new.text is not None and not new.what.HAS_TEXT:
        raise UnknownEventType(f"{new.what.TYPE} carries no words of a player.")
    world.event_seq += 1
    row = WorldEvent.made(
        world=world,
        sequence=world.event_seq,
        type=new.what.TYPE,
        room=new.room,
        actor_id=new.actor_id,
        audience=hearers,
        payload=payload,
        text=new.text,
        created_at=timezone.now(),
    )
    row.event_hash = world.event_hash = event_seal(world.event_hash, row)
    return row


def event_seal(previous: str, row: WorldEvent) -> str:
    """The hash that an event must carry: over the hash before it and everything it says, a text by its salted hash."""
    return chain(
        previous,
        {
            "world": str(row.world_id),
            "sequence": row.sequence,
            "type": row.type,
            "room": row.room,
            "actor": None if row.actor_id is None else str(row.actor_id),
            "audience": row.audience,
            "payload": row.payload,
            "text_hash": None if row.text is None else row.text.text_hash,
            "at": row.created_at.isoformat(),
        },
    )


def first_broken(*, world_id: uuid.UUID) -> int | None:
    """The first event that is missing or not as it was written; None when the log is whole from its anchor on.

    Reads only; an event that is logged meanwhile may look like a fault.
    """
    sequence, event_hash = log_beginning(world_id)
    rows = WorldEvent.objects.filter(world_id=world_id, sequence__gt=sequence).select_related("text")
    for row in rows.order_by("sequence").iterator():
        if not is_sealed_to(row, sequence=sequence, event_hash=event_hash):
            return sequence + 1
        sequence, event_hash = row.sequence, row.event_hash
    newest = SharedWorld.objects.values_list("event_seq", "event_hash").get(pk=world_id)
    return None if newest == (sequence, event_hash) else sequence + 1


def is_sealed_to(row: WorldEvent, *, sequence: int, event_hash: str) -> bool:
    """Whether an event is the next after that number, and sealed to that hash. An empty hash of an anchor is not known."""
    is_sealed = not (event_hash or not sequence) or row.event_hash == event_seal(event_hash, row)
    return row.sequence == sequence + 1 and is_sealed


def log_beginning(world_id: uuid.UUID) -> tuple[int, str]:
    """What a world's first event that is kept comes after: the last one forgotten and its hash, or 0 and nothing."""
    anchor = newest_anchor(world_id)
    return (0, "") if anchor is None else (anchor.sequence, anchor.event_hash)


def newest_anchor(world_id: uuid.UUID) -> EventAnchor | None:
    """What stands for the events of a world that are forgotten; None where none is."""
    anchor: EventAnchor | None = EventAnchor.objects.filter(world_id=world_id).order_by("-sequence").first()
    return anchor


def read_events(
    world_id: uuid.UUID,
    *,
    after: int,
    limit: int,
    reader: uuid.UUID,
    is_fellow: bool,
    upto: int | None = None,
    muter: uuid.UUID | None = None,
) -> EventPage:
    """The log past `after`, and not past `upto`, as `reader` may see it; looks at no more than `limit` events.

    Who is not `is_fellow` is told of hidden players as outsiders are. `muter` is whose mutes count, the reader unless given.
    """
    muter = muter or reader
    # The end first: what is written while the page is read belongs to the next one.
    newest = event_log.newest(world_id) if upto is None else upto
    rows = event_log.read(world_id, after=after, upto=newest, limit=limit)
    reaches_back = event_log.reaches_back(world_id, after=after, upto=newest)
    last = rows[-1].sequence if rows else newest
    previous = event_log.last_visible(world_id, upto=after, reader=reader, muter=muter)
    seen = visible_events(rows, reader=reader, previous=previous, mutes=unheard_of_events(rows, str(muter)))
    seen = seen_by_reader(seen, reader=str(reader), is_fellow=is_fellow)
    return EventPage(seen, last, complete=reaches_back and last == newest, reaches_back=reaches_back)


def visible_events(events: Sequence[LoggedEvent], *, reader: uuid.UUID, previous: int, mutes: Unheard) -> list[Seen]:
    """Those events that `reader` may see and wants to; `previous` is the last before them that they could."""
    seen = []
    for event in events:
        heard = as_heard(event, mutes) if event.visible_to(str(reader)) else None
        if heard is not None:
            seen.append(Seen(heard, previous))
            previous = event.sequence
    return seen


def trim_events(*, may_forget: Callable[[uuid.UUID], bool] = lambda _world_id: True) -> int:
    """Forget events older than EVENT_LOG_DAYS, and say how many; the newest of each world stay, for cursors to hold on to.

    The one procedure that forgets events: each world in a transaction of its own, in which an anchor takes their place.
    `may_forget` is asked before it, outside of any transaction, of worlds that have such events.
    Whoever asks for what was forgotten is told to start afresh.
    """
    limit = timezone.now() - timedelta(days=settings.EVENT_LOG_DAYS)
    worlds = WorldEvent.objects.filter(created_at__lt=limit).values("world_id").annotate(oldest=Min("sequence"))
    found = ((row["world_id"], _last_to_go(row["world_id"], limit)) for row in worlds.order_by("world_id"))
    return sum(_forget_up_to(last) for world_id, last in found if last is not None and may_forget(world_id))


def _last_to_go(world_id: uuid.UUID, limit: datetime) -> WorldEvent | None:
    rows = WorldEvent.objects.filter(world_id=world_id)
    newest = rows.aggregate(newest=Max("sequence"))["newest"]
    old = rows.filter(created_at__lt=limit, sequence__lte=newest - settings.REPLAY_SIZE)
    # What is heard at the place and what is heard elsewhere of one turn go together.
    last: WorldEvent | None = old.exclude(HEARD).order_by("-sequence").first()
    return last


@transaction.atomic
def _forget_up_to(last: WorldEvent) -> int:
    # A queryset of Django's own: the model's refuses, as nobody else may delete from a log.
    rows: QuerySet[WorldEvent] = QuerySet(WorldEvent).filter(world_id=last.world_id)
    anchor = EventAnchor(
        world_id=last.world_id,
        sequence=last.sequence,
        event_hash=last.event_hash,
        of_records=_of_records(last.world_id, rows.filter(sequence__lte=last.sequence)),
        created_at=timezone.now(),
    )
    # The database lets go only what an anchor stands for. Two rounds at once leave the same one.
    EventAnchor.objects.bulk_create([anchor], ignore_conflicts=True)
    # Numbers rise with time, so what goes is always the beginning.
    return rows.filter(sequence__lte=last.sequence).delete()[0]


def _of_records(world_id: uuid.UUID, forgotten: QuerySet[WorldEvent]) -> int | None:
    """How many forgotten events follow from records; one turn is one, whoever heard its words. None: that is not known."""
    earlier = newest_anchor(world_id)
    known = 0 if earlier is None else earlier.of_records
    return None if known is None else known + forgotten.filter(type__in=proven_types(world_id)).exclude(HEARD).count()
