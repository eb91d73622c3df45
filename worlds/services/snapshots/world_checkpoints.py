"""A world's shared state as its members may keep it, its clock, and whether a state of before was the world's.

What others keep to themselves is in none of it: who holds what, when an event is due, what happens in private.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Literal, TypedDict

from common.database import one_moment
from common.errors import NotFound
from worlds.models import SharedWorld, TurnRecord
from worlds.rules.canonical import digest
from worlds.rules.projection import public
from worlds.rules.quantities import SECONDS
from worlds.rules.state import World
from worlds.rules.storage import STATE_SCHEMA
from worlds.services.budgets import REPLAYS
from worlds.services.games.world_differences import Differs
from worlds.services.games.world_records import checked_records, read_world
from worlds.services.membership import access
from worlds.services.snapshots.saving import Envelope
from worlds.services.snapshots.snapshot_rows import played_since
from worlds.services.turns.state_rows import shared_of

Of = Literal["snapshot", "state", "record"]


class WorldEnvelope(Envelope):
    """The shared state that everybody in the world may know; `sequence` is the newest record of the world in it."""

    world_id: str
    sequence: int


class Clock(TypedDict):
    """`tick` counts the turns of everybody. `time` counts story seconds; `day` (from 1), `hour` and `minute` say the same.

    `sequence` and `hash` are a checkpoint: the newest record of the world, and the hash of its snapshot there.
    """

    world_id: str
    tick: int
    time: int
    day: int
    hour: int
    minute: int
    time_policy: str
    sequence: int
    hash: str
    at: datetime


class Comparison(TypedDict):
    """Whether the world had this hash at record `sequence`, and of what it is the hash there.

    `snapshot` is the shared state as members know it, `state` all of it, `record` the record itself, with all before it.
    """

    world_id: str
    sequence: int
    hash: str
    matches: bool
    of: Of | None


def world_snapshot(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> WorldEnvelope:
    """A world as it stands, for those who are in it. Raises NotFound, NotAMember, IncompatibleVersion."""
    world = _world_of(user_id, world_id)
    payload = world_told(shared_of(world))
    return {
        "world_id": world.short_id,
        "schema_version": world.schema_version,
        "engine_version": world.engine_version,
        "snapshot_hash": digest(payload),
        "saved_tick": world.turn,
        "saved_at": world.last_activity_at,
        "sequence": world.record_seq,
        "payload": payload,
    }


def world_clock(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> Clock:
    """The world's own time and tick, for those who are in it. Raises NotFound, NotAMember, IncompatibleVersion."""
    world = _world_of(user_id, world_id)
    shared = shared_of(world)
    days, rest = divmod(shared.time, SECONDS["days"])
    hours, rest = divmod(rest, SECONDS["hours"])
    return {
        "world_id": world.short_id,
        "tick": world.turn,
        "time": shared.time,
        "day": days + 1,
        "hour": hours,
        "minute": rest // SECONDS["minutes"],
        "time_policy": world.time_policy,
        "sequence": world.record_seq,
        "hash": digest(world_told(shared)),
        "at": world.last_activity_at,
    }


def compare_checkpoint(*, user_id: uuid.UUID, world_id: str | uuid.UUID, sequence: int, wanted: str) -> Comparison:
    """Hold a hash against the world as it was after record `sequence`, replayed from the last snapshot before.

    The server's own hash is never told. Raises NotFound, also for a record that is not there yet; NotAMember,
    IncompatibleVersion, RateLimited.
    """
    world_id = access.find_world(user_id=user_id, world_id=world_id)
    access.require_present(user_id=user_id, world_id=world_id)
    REPLAYS.spend(str(user_id))
    with one_moment():
        world = read_world(world_id)
        record = (
            TurnRecord.objects.filter(world_id=world_id, world_seq=sequence).only("record_hash", "world_hash").first()
        )
        if record is None:
            raise NotFound("This world has no record with this number.")
        of = _matching(world, record, sequence, wanted)
    return {"world_id": world.short_id, "sequence": sequence, "hash": wanted, "matches": of is not None, "of": of}


def world_told(shared: World) -> dict[str, Any]:
    """The payload of a world's snapshot as its members know it."""
    return {"schema": STATE_SCHEMA, "world": public(shared)}


def _world_of(user_id: uuid.UUID, world_id: str | uuid.UUID) -> SharedWorld:
    found = access.find_world(user_id=user_id, world_id=world_id)
    access.require_present(user_id=user_id, world_id=found)
    return SharedWorld.objects.get(pk=found)


def _matching(world: SharedWorld, record: TurnRecord, sequence: int, wanted: str) -> Of | None:
    if wanted == record.record_hash:
        return "record"
    if wanted == record.world_hash:
        return "state"
    shared = _as_it_was(world, sequence)
    return "snapshot" if shared is not None and wanted == digest(world_told(shared)) else None


def _as_it_was(world: SharedWorld, sequence: int) -> World | None:
    """None where the log is not what replaying says: then no hash is right."""
    played = played_since(world, upto=sequence)
    try:
        for _ in checked_records(world, played.replay, played.counts, upto=sequence):
            pass
    except Differs:
        return None
    return played.replay.world
