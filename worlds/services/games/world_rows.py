"""What a world's row must say by its records and events: every column, with what is expected there and what was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from worlds.event_types.stored import WorldArchived
from worlds.models import SharedWorld, TurnRecord, WorldEvent
from worlds.models.versions import is_stored_by_older
from worlds.rules.canonical import stored_hash
from worlds.rules.state import World
from worlds.services.games.record_counts import Counts
from worlds.services.games.session_rows import A_MINUTE, Claim, nearly_same
from worlds.services.games.world_records import shared_hash, shared_part
from worlds.services.games.world_replay import WorldReplay
from worlds.services.membership.seats import count_seats
from worlds.services.membership.world_terms import terms_of


def world_claims(world: SharedWorld, shared: World, replay: WorldReplay, counts: Counts) -> Iterator[Claim]:
    """The row's columns in the order in which a difference is told; that of its events is theirs to check."""
    yield "record_seq", counts.records, world.record_seq
    yield "record_hash", counts.record_hash, world.record_hash
    yield "world_state", shared_part(shared), world.world_state
    yield "state_hash", shared_hash(shared), world.state_hash
    yield "turn", counts.turns, world.turn
    yield "time_policy", replay.policy, world.time_policy
    yield "revision", counts.revision, world.revision.content_hash
    yield "scenario", world.revision.scenario_id, world.scenario_id
    yield "player_count", 0 if world.is_archived else len(replay.seated), world.player_count
    if is_stored_by_older(world):
        yield "engine_version", _newest(world, counts).engine_version, world.engine_version
    now = terms_of(world)
    for name in now:
        yield name, counts.terms.get(name, now[name]), now[name]  # an older log may not tell
    yield "status", _status(world), world.status
    yield from _moments(world, counts)


def sealed_world_claims(world: SharedWorld, counts: Counts) -> Iterator[Claim]:
    """Of a world that an engine stored whose rules are not kept: its state is the one that its newest record is sealed with."""
    yield "engine_version", _newest(world, counts).engine_version, world.engine_version
    yield "record_seq", counts.records, world.record_seq
    yield "record_hash", counts.record_hash, world.record_hash
    yield "state_hash", _newest(world, counts).world_hash, world.state_hash
    yield "world_state", world.state_hash, stored_hash(world.world_state)
    yield "turn", counts.turns, world.turn


def _newest(world: SharedWorld, counts: Counts) -> TurnRecord:
    return TurnRecord.objects.get(world_id=world.pk, world_seq=counts.records)


def _status(world: SharedWorld) -> str:
    row = SharedWorld(player_count=world.player_count, max_players=world.max_players)
    count_seats(row)
    return str(SharedWorld.Status.ARCHIVED if world.archived_at else row.status)


def _moments(world: SharedWorld, counts: Counts) -> Iterator[Claim]:
    """Exactly those that records keep; others as far as a minute goes, since several clocks write them."""
    began, lived = counts.began_at, counts.written_at
    assert began is not None, "a start was played"
    assert lived is not None, "a start was played"
    newest = WorldEvent.objects.filter(world_id=world.pk).order_by("-sequence").only("type", "created_at").first()
    yield "created_at", nearly_same(began, world.created_at), world.created_at
    yield "imported_at", counts.imported_at, world.imported_at
    yield "archived_at", _archived(world, newest), world.archived_at
    told = lived if newest is None else max(lived, newest.created_at)
    yield "last_activity_at", _between(lived, world.last_activity_at, told), world.last_activity_at
    yield "updated_at", _between(lived, world.updated_at, timezone.now()), world.updated_at


def _archived(world: SharedWorld, newest: WorldEvent | None) -> datetime | None:
    """A world's last event tells that it is over."""
    if newest is None or newest.type != WorldArchived.TYPE:
        return None
    return newest.created_at if world.archived_at is None else nearly_same(newest.created_at, world.archived_at)


def _between(first: datetime, found: datetime, last: datetime) -> datetime:
    return found if first - A_MINUTE <= found <= last + A_MINUTE else first
