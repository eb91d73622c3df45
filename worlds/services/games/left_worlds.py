"""Games that left a shared world to go on alone: whether they began with what they were there."""

from __future__ import annotations

import uuid

from common.database import one_moment
from worlds.models import GameSession, SharedWorld, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.rules.canonical import stored_hash
from worlds.rules.party import Company, solo_state
from worlds.rules.storage import state_to_json
from worlds.services.games.world_records import checked_records, read_world
from worlds.services.games.world_replay import WorldReplay
from worlds.services.snapshots.snapshot_rows import played_since


def was_left_there(imported: TurnRecord) -> bool:
    """Whether the state that a record of kind import begins with is one that its game had in its world.

    Replays the world's log from its last snapshot before, and as far as needed. The moment is not written down: the world
    went on until somebody else's next record, so each state between two records of the game counts. Raises Differs for a
    log that does not verify.
    """
    me = str(imported.command["session"])
    source = GameSession.objects.filter(pk=uuid.UUID(me)).first()
    if source is None or source.world_id is None:
        return False
    left_at = source.records.filter(record_hash=imported.command["record_hash"]).values_list("world_seq", flat=True)
    with one_moment():
        world, number = read_world(source.world_id), left_at.first()
        return number is not None and _had(world, me, left_at=number, wanted=stored_hash(imported.command["state"]))


def _had(world: SharedWorld, me: str, *, left_at: int, wanted: str) -> bool:
    """Whether the game had this state after its record `left_at` of the world and before its next one."""
    played = played_since(world, upto=left_at - 1)
    for checked in checked_records(world, played.replay, played.counts):
        record = checked.record
        number = played.counts.records
        if number > left_at and str(record.session_id) == me and record.kind != TurnRecord.Kind.MIGRATE:
            return False
        if number >= left_at and _alone(played.replay, record, me) == wanted:
            return True
    return False


def _alone(replay: WorldReplay, record: TurnRecord, me: str) -> str:
    alone = solo_state(compiled_scenario(record.revision), replay.state_of(me), Company(me, (me,)))
    return stored_hash(state_to_json(alone))
