"""Verifying a world: its log is played again from the first record, and every record and every row is compared.

It is the only proof that a world is what its players made it: `world_records` checks the log, this the rows of today.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Final, TypedDict

from common.database import one_moment
from worlds.models import GameSession, SharedWorld, TurnRecord, WorldParticipant
from worlds.rules.state import State
from worlds.services.budgets import REPLAYS
from worlds.services.games.world_differences import Differs, WorldDifference, require_same, without_values
from worlds.services.games.world_events import WorldEvents
from worlds.services.games.world_records import Checked, Counts, checked_records, shared_hash, shared_part
from worlds.services.games.world_recoveries import WorldRecoveries
from worlds.services.games.world_replay import WorldReplay
from worlds.services.membership import access
from worlds.services.turns.state_rows import private_part, write_state

A_WHILE: Final = 500  # records
SAID_BY_STATE: Final = ("turn", "scene", "beat", "cells", "tier", "ending_id", "ending_type", "state_hash")


class WorldVerification(TypedDict):
    """`records` and `events` are how many of each were found whole; `state_hash` is the world's row's."""

    ok: bool
    records: int
    events: int
    state_hash: str
    first_difference: WorldDifference | None


def verify_world(*, world_id: uuid.UUID, heard: Callable[[int], None] = lambda _records: None) -> WorldVerification:
    """Replay a world's whole log and compare every record, the world's row and those of its games and places.

    Reads only, as of one moment: turns go on meanwhile. `heard` is told the number of records so far, now and then.
    Raises IncompatibleVersion.
    """
    with one_moment():
        world = SharedWorld.objects.get(pk=world_id)
        counts = Counts()
        try:
            _check(world, counts, heard)
        except Differs as differs:
            return _verification(world, counts, differs.difference)
        return _verification(world, counts, None)


def verify_as_member(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> WorldVerification:
    """`verify_world` for somebody who is in the world, and pays for it; what others keep to themselves is not shown.

    Raises NotFound, NotAMember, IncompatibleVersion, RateLimited.
    """
    found = access.find_world(user_id=user_id, world_id=world_id)
    access.require_present(user_id=user_id, world_id=found)
    REPLAYS.spend(str(user_id))
    verification = verify_world(world_id=found)
    difference = verification["first_difference"]
    return {**verification, "first_difference": difference and without_values(difference)}


def checked_log(world: SharedWorld, replay: WorldReplay, counts: Counts) -> Iterator[Checked]:
    """Each record of a world as `checked_records` finds it; after the last, the rows of today are compared, too.

    Raises Differs, so that nothing must be believed until the end is reached, and IncompatibleVersion.
    """
    yield from checked_records(world, replay, counts)
    _check_world(world, replay, counts)
    for session in GameSession.objects.filter(world_id=world.pk).order_by("created_at", "pk").iterator(chunk_size=100):
        _check_session(session, replay, counts)
    _check_places(world, replay, counts)


def _check(world: SharedWorld, counts: Counts, heard: Callable[[int], None]) -> None:
    with closing(WorldEvents(world)) as told, closing(WorldRecoveries(world)) as recoveries:
        for checked in checked_log(world, WorldReplay(), counts):
            told.take(checked, turn=counts.turns)
            recoveries.take(checked)
            if counts.records % A_WHILE == 0 or checked.record.world_seq == world.record_seq:
                heard(counts.records)
        told.finish()
        recoveries.finish()


def _check_world(world: SharedWorld, replay: WorldReplay, counts: Counts) -> None:
    at = counts.records
    if replay.world is None:
        raise Differs(1, "kind", expected="a first record of kind start", found="no record")
    require_same(at, "record_seq", at, world.record_seq)
    require_same(at, "record_hash", counts.record_hash, world.record_hash)
    require_same(at, "world_state", shared_part(replay.world), world.world_state)
    require_same(at, "state_hash", shared_hash(replay.world), world.state_hash)
    require_same(at, "turn", counts.turns, world.turn)
    require_same(at, "time_policy", replay.policy, world.time_policy)
    require_same(at, "revision", counts.revision_id, world.revision_id)
    require_same(at, "player_count", 0 if world.is_archived else len(replay.seated), world.player_count)


def _check_session(session: GameSession, replay: WorldReplay, counts: Counts) -> None:
    me, at = str(session.pk), counts.records
    path = f"games.{session.short_id}"
    newest = counts.newest.get(me)
    if newest is None or replay.world is None:
        raise Differs(at, path, expected="a game with records", found="a game without any")
    # Written by the same code that writes turns, onto rows that are never saved: no second list of columns to forget.
    row = GameSession(pk=session.pk, user_id=session.user_id, world=SharedWorld(pk=session.world_id))
    write_state(row, State(replay.players[me], replay.world), at=session.last_turn_at)
    require_same(at, f"{path}.state", private_part(replay.players[me]), session.state)
    for column in SAID_BY_STATE:
        require_same(at, f"{path}.{column}", getattr(row, column), getattr(session, column))
    require_same(at, f"{path}.number", newest.number, session.number)
    require_same(at, f"{path}.record_hash", newest.record_hash, session.record_hash)
    require_same(at, f"{path}.turns_played", counts.turns_of[me], session.turns_played)
    require_same(at, f"{path}.character_name", replay.players[me].character.name, session.character_name)
    # Giving a game up is told by its newest record and not by its state.
    status = GameSession.Status.ABANDONED if newest.kind == TurnRecord.Kind.ABANDON else row.status
    require_same(at, f"{path}.status", str(status), session.status)


def _check_places(world: SharedWorld, replay: WorldReplay, counts: Counts) -> None:
    if world.is_archived:
        return
    held = WorldParticipant.objects.seated().filter(world=world, session__isnull=False)
    found = {str(game): place for game, place in held.order_by("joined_at", "pk").values_list("session_id", "location")}
    require_same(counts.records, "seats", list(replay.seated), list(found))
    for game, place in replay.seated.items():
        require_same(counts.records, f"places.{game}", place, found[game])


def _verification(world: SharedWorld, counts: Counts, difference: WorldDifference | None) -> WorldVerification:
    return {
        "ok": difference is None,
        "records": counts.records,
        "events": world.event_seq,
        "state_hash": world.state_hash,
        "first_difference": difference,
    }
