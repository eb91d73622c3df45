"""Reading a world's log. Every call is a query or two, for threads or, where it is said, for event loops."""

from __future__ import annotations

import uuid
from functools import lru_cache
from typing import Any, Final

from django.db.models import CharField, Exists, Min, OuterRef, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, StrIndex

from common.database_clock import database_now
from common.database_threads import in_thread
from common.prepared import switch
from common.prepared.pool import fetch
from common.prepared.select import Select
from relations.models import Mute
from worlds.event_types.base import StoredEvent
from worlds.event_types.stored import ChatMessage
from worlds.feed.event import LoggedEvent, carried, logged_event, people_in
from worlds.feed.names import met_in, people
from worlds.models import SharedWorld, WorldEvent

PAGE: Final = 500


def read(world_id: uuid.UUID, *, after: int, upto: int | None = None, limit: int = PAGE) -> list[LoggedEvent]:
    """At most `limit` events past `after`, whoever may see them, in order."""
    rows = WorldEvent.objects.filter(world_id=world_id, sequence__gt=after)
    if upto is not None:
        rows = rows.filter(sequence__lte=upto)
    found = [carried(row) for row in rows.select_related("text").order_by("sequence")[:limit]]
    known = people.look_up(world_id, people_in(found))
    return [logged_event(event, world=short_id(world_id), people=known) for event in found]


AFTER: Final[Select[WorldEvent]] = Select(
    lambda world, after: (
        WorldEvent.objects.filter(world_id=world, sequence__gt=after).select_related("text").order_by("sequence")[:PAGE]
    ),
    world=uuid.UUID,
    after=int,
)


async def read_on_loop(world_id: uuid.UUID, *, world: str, after: int) -> list[LoggedEvent]:
    """As `read`, on an event loop; `world` is the world's short id."""
    if not switch.is_on():
        return await in_thread(read, world_id, after=after)
    [raw] = await fetch(AFTER(world=world_id, after=after))
    found = [carried(row) for row in AFTER.rows(raw)]
    known = await met_in(world_id, people_in(found))
    return [logged_event(event, world=world, people=known) for event in found]


def latest(world_id: uuid.UUID, kind: type[StoredEvent], *, reader: uuid.UUID, limit: int) -> list[LoggedEvent]:
    """The last `limit` events of one type that `reader` may see, in order."""
    rows = seen_by(world_id, reader=str(reader), muter=reader).filter(type=kind.TYPE)
    found = [carried(row) for row in rows.select_related("text")[:limit]]
    known = people.look_up(world_id, people_in(found))
    return [logged_event(event, world=short_id(world_id), people=known) for event in reversed(found)]


def newest(world_id: uuid.UUID) -> int:
    """The number of the world's last event. Raises SharedWorld.DoesNotExist."""
    return SharedWorld.objects.values_list("event_seq", flat=True).get(pk=world_id)


END: Final[Select[Any]] = Select(
    lambda pk: SharedWorld.objects.filter(pk=pk).values_list("short_id", "event_seq"), pk=uuid.UUID
)


async def here_and_now(world_id: uuid.UUID) -> tuple[str, int]:
    """A world's short id and the number of its last event. Raises SharedWorld.DoesNotExist."""
    if not switch.is_on():
        return await in_thread(lambda: (short_id(world_id), newest(world_id)))
    [raw] = await fetch(END(pk=world_id))
    found = END.first(raw)
    if found is None:
        raise SharedWorld.DoesNotExist
    return found[0], found[1]


def newest_of(world_ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    return dict(SharedWorld.objects.filter(pk__in=world_ids).values_list("pk", "event_seq"))


def last_visible(world_id: uuid.UUID, *, upto: int, reader: uuid.UUID, muter: uuid.UUID | None = None) -> int:
    """The last event up to `upto` that `reader` may see, 0 for none. `muter` is whose mutes count, the reader unless given."""
    found: int | None = (
        seen_by(world_id, reader=str(reader), muter=muter or reader)
        .filter(sequence__lte=upto)
        .values_list("sequence", flat=True)
        .first()
    )
    return found or 0


def reaches_back(world_id: uuid.UUID, *, after: int, upto: int) -> bool:
    """Whether the log still holds every event past `after` of the `upto` that there were."""
    if after >= upto:
        return after == upto
    first = WorldEvent.objects.filter(world_id=world_id).aggregate(first=Min("sequence"))["first"]
    return first is not None and first <= after + 1


@lru_cache(maxsize=1024)
def short_id(world_id: uuid.UUID) -> str:
    return SharedWorld.objects.values_list("short_id", flat=True).get(pk=world_id)


def seen_by(world_id: uuid.UUID, *, reader: str, muter: uuid.UUID) -> QuerySet[WorldEvent]:
    """A world's events that a reader, by both forms of their id, may see and wants to: the newest first."""
    # Both databases can look for an id in the list's text; only one of them can look into the list.
    rows = WorldEvent.objects.filter(world_id=world_id).alias(
        listed=StrIndex(Cast("audience", CharField()), Value(reader)), channel=KeyTextTransform("channel", "payload")
    )
    mutes = Mute.objects.filter(muter_id=muter, muted_id=OuterRef("actor_id"))
    of_channel = Q(channel=Mute.Channel.ALL) | Q(channel=OuterRef("channel"))
    muted = Exists(mutes.filter(of_channel).filter(Q(until=None) | Q(until__gt=database_now())))
    seen: QuerySet[WorldEvent] = rows.filter(Q(audience__isnull=True) | Q(listed__gt=0)).exclude(
        Q(type=ChatMessage.TYPE) & muted
    )
    return seen.order_by("-sequence")
