"""What maintenance brought back, as everybody is told and as it is kept."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal, NamedTuple, TypedDict

from django.db.models import OuterRef, QuerySet, Subquery

from common import storing
from common.dates import utc
from worlds.event_types.audience import Only
from worlds.event_types.stored import CriticalItemRecovered
from worlds.models import CriticalItemRecovery, GameSession, SharedWorld, TurnRecord
from worlds.rules.critical_items.maintenance import Recovery
from worlds.services.events import NewEvent


class Told(NamedTuple):
    """An event that follows from a recovery; `to` is the session of the one player who hears it, or None for everybody."""

    what: CriticalItemRecovered
    to: str | None


def events_of_recoveries(recoveries: Iterable[Recovery]) -> Iterator[Told]:
    """Every event that follows from recoveries, in order: replaying a record says by this what they must be."""
    for one in recoveries:
        what = CriticalItemRecovered(
            tick=one.tick, item=one.item, reason=one.reason, restored_to=one.new_place, public=one.public
        )
        yield Told(what, None)
        if one.old_holder is not None:
            yield Told(replace(what, public="", was_yours=True), one.old_holder)


def recoveries_told(recoveries: Iterable[Recovery], players: Mapping[str, uuid.UUID]) -> list[NewEvent]:
    """The same as news; `players` says whose the sessions of those who have a seat are. Nobody else is told of what they lost."""
    return [
        NewEvent(what) if to is None else NewEvent(what, audience=Only([players[to]]))
        for what, to in events_of_recoveries(recoveries)
        if to is None or to in players
    ]


class RecoveryTold(TypedDict):
    """A recovery. `tick` is the world's turn counter. `restored_to` is null for one copy too many, which was taken away."""

    kind: Literal["critical_item_recovery"]
    at: Annotated[str, "date-time"]
    tick: int
    item_id: str
    reason: str
    old_location: str | None
    old_holder: str | None
    restored_to: str | None


def kept_recoveries(*, world_id: uuid.UUID) -> QuerySet[CriticalItemRecovery]:
    """All of a world's recoveries, the newest first, each with the short id of who held the item, as `holder_id`."""
    held_by = GameSession.objects.filter(pk=OuterRef("old_holder")).values("user__short_id")
    rows: QuerySet[CriticalItemRecovery] = CriticalItemRecovery.objects.filter(world_id=world_id)
    return rows.annotate(holder_id=Subquery(held_by)).order_by("-world_seq", "-position")


def recovery_told(row: Any) -> RecoveryTold:
    """One of `kept_recoveries` as plain values."""
    return {
        "kind": "critical_item_recovery",
        "at": utc(row.created_at),
        "tick": row.tick,
        "item_id": row.item,
        "reason": row.reason,
        "old_location": row.old_location or None,
        "old_holder": row.holder_id,
        "restored_to": row.new_location or None,
    }


def store_recoveries(world: SharedWorld, record: TurnRecord, recoveries: Iterable[Recovery]) -> None:
    """Keep them for good, beside the record that they belong to. Assumes the world's row locked."""
    storing.insert(*rows_of(world, record, recoveries))


def rows_of(world: SharedWorld, record: TurnRecord, recoveries: Iterable[Recovery]) -> list[CriticalItemRecovery]:
    """The rows of a record's recoveries, not stored: replaying the record says by this what the stored ones must be."""
    assert record.world_seq is not None, "a record of a world"
    return [
        CriticalItemRecovery(
            world=world,
            world_seq=record.world_seq,
            position=position,
            tick=one.tick,
            item=one.item,
            reason=one.reason,
            old_location=one.old_place or "",
            old_holder=None if one.old_holder is None else uuid.UUID(one.old_holder),
            new_location=one.new_place or "",
            created_at=record.created_at,
        )
        for position, one in enumerate(recoveries, start=1)
    ]
