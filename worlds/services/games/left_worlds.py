"""Games that left a shared world to go on alone: whether they began with what they were there."""

from __future__ import annotations

import uuid

from common.database import one_moment
from worlds.models import GameSession, SharedWorld, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.rules.canonical import stored_hash
from worlds.rules.party import Company, solo_state
from worlds.rules.storage import state_to_json
from worlds.services.games.world_records import Counts, checked_records
from worlds.services.games.world_replay import WorldReplay


def was_left_there(imported: TurnRecord) -> bool:
    """Whether the state that a record of kind import begins with is one that its game had in its world.

    Replays the world's log as far as needed. The moment is not written down: the world went on until somebody else's
    next record, so each state between two records of the game counts. Raises Differs for a log that does not verify.
    """
    me = str(imported.command["session"])
    source = GameSession.objects.filter(pk=uuid.UUID(me)).first()
    if source is None or source.world_id is None:
        return False
    with one_moment():
        world = SharedWorld.objects.get(pk=source.world_id)
        return _had(world, me, left_at=imported.command["record_hash"], wanted=stored_hash(imported.command["state"]))


def _had(world: SharedWorld, me: str, *, left_at: str, wanted: str) -> bool:
    replay, counts, is_there = WorldReplay(), Counts(), False
    for checked in checked_records(world, replay, counts):
        record = checked.record
        if str(record.session_id) == me:
            is_there = record.record_hash == left_at
        if is_there and _alone(replay, record, me) == wanted:
            return True
    return False


def _alone(replay: WorldReplay, record: TurnRecord, me: str) -> str:
    alone = solo_state(compiled_scenario(record.revision), replay.state_of(me), Company(me, (me,)))
    return stored_hash(state_to_json(alone))
