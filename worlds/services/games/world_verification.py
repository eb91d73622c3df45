"""Verifying a world: its log is played again from the first record, and every record and every row is compared.

It is the only proof that a world is what its players made it: `world_records` checks the log, this the rows of today.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Final, TypedDict

from common.database import one_moment
from worlds.models import GameSession, SharedWorld, WorldParticipant
from worlds.models.versions import is_stored_by_older
from worlds.rules.state import State
from worlds.services.budgets import REPLAYS
from worlds.services.games.first_path import MISSING
from worlds.services.games.record_counts import Counts
from worlds.services.games.session_rows import Claim, sealed_claims, session_claims
from worlds.services.games.world_differences import Differs, WorldDifference, require_same, without_values
from worlds.services.games.world_events import WorldEvents
from worlds.services.games.world_records import Checked, checked_records, read_world
from worlds.services.games.world_recoveries import WorldRecoveries
from worlds.services.games.world_replay import WorldReplay
from worlds.services.games.world_rows import sealed_world_claims, world_claims
from worlds.services.membership import access
from worlds.services.snapshots.comparing import KeptSnapshots
from worlds.services.snapshots.snapshot_rows import newest_snapshot, snapshot_at
from worlds.services.snapshots.world_payload import PlayedWorld, played_from, world_content

A_WHILE: Final = 500  # records


class WorldVerification(TypedDict):
    """`records` and `events` are how many of each were found whole; `state_hash` is the world's row's.

    `since` is the record of the snapshot that the replay went on from: nothing before it was looked at. 0: it was whole.
    """

    ok: bool
    since: int
    records: int
    events: int
    state_hash: str
    first_difference: WorldDifference | None


def verify_world(
    *, world_id: uuid.UUID, since: int | None = None, heard: Callable[[int], None] = lambda _records: None
) -> WorldVerification:
    """Replay a world's whole log and compare every record, event and snapshot, the world's row and those of its games and places.

    `since` is the record of a snapshot to go on from, which is quicker and believes what came before. Reads only, as of
    one moment: turns go on meanwhile. `heard` is told the number of records so far, now and then.
    Raises IncompatibleVersion, and NotFound where there is no such snapshot.
    """
    with one_moment():
        world = read_world(world_id)
        played = PlayedWorld() if since is None else played_from(snapshot_at(world, since).payload)
        try:
            _check(world, played, heard)
        except Differs as differs:
            return _verification(world, played, since, differs.difference)
        return _verification(world, played, since, None)


def newest_start(*, world_id: uuid.UUID) -> int | None:
    """The record of the newest snapshot that `verify_world` can go on from; None where there is none."""
    row = newest_snapshot(SharedWorld(pk=world_id))
    return None if row is None else row.number


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


def checked_log(world: SharedWorld, played: PlayedWorld) -> Iterator[Checked]:
    """Each further record of a world as `checked_records` finds it; after the last, the rows of today are compared, too.

    Raises Differs, so that nothing must be believed until the end is reached, and IncompatibleVersion.
    """
    replay, counts = played.replay, played.counts
    yield from checked_records(world, replay, counts)
    _check_world(world, replay, counts)
    games = GameSession.objects.at_hand().filter(world_id=world.pk).order_by("created_at", "pk")
    missing = dict(counts.games)
    for session in games.iterator(chunk_size=100):
        _check_session(session, world, replay, counts)
        del missing[str(session.pk)]
    for game in missing:
        raise Differs(counts.records, f"games.{game}", expected="a game of this world", found=MISSING)
    _check_places(world, replay, counts)


def _check(world: SharedWorld, played: PlayedWorld, heard: Callable[[int], None]) -> None:
    counts, since = played.counts, played.counts.records
    kept = KeptSnapshots(world, since=since)
    told, recoveries = WorldEvents(world, since=played.place), WorldRecoveries(world, since=since)
    with closing(told), closing(recoveries):
        for checked in checked_log(world, played):
            told.take(checked, turn=counts.turns)
            recoveries.take(checked)
            played.place = told.place
            kept.look(counts.records, lambda: world_content(played))
            if counts.records % A_WHILE == 0 or checked.record.world_seq == world.record_seq:
                heard(counts.records)
        told.finish()
        recoveries.finish()
    kept.finish()


def _check_world(world: SharedWorld, replay: WorldReplay, counts: Counts) -> None:
    if replay.world is None and is_stored_by_older(world) and counts.records:
        _require_claims(counts.records, sealed_world_claims(world, counts))
        return
    if replay.world is None:
        raise Differs(1, "kind", expected="a first record of kind start", found="no record")
    _require_claims(counts.records, world_claims(world, replay.world, replay, counts))


def _check_session(session: GameSession, world: SharedWorld, replay: WorldReplay, counts: Counts) -> None:
    me, at = str(session.pk), counts.records
    path = f"games.{session.short_id}"
    game = counts.games.get(me)
    if game is None:
        raise Differs(at, path, expected="a game with records", found="a game without any")
    session.world = world
    if me not in replay.players and is_stored_by_older(session):
        _require_claims(at, sealed_claims(session, game), f"{path}.")
        return
    if replay.world is None or me not in replay.players:
        raise Differs(at, path, expected="a game with records", found="a game without any")
    claims = session_claims(session, State(replay.players[me], replay.world), game)
    _require_claims(at, claims, f"{path}.")


def _check_places(world: SharedWorld, replay: WorldReplay, counts: Counts) -> None:
    if world.is_archived or replay.world is None:
        return
    held = WorldParticipant.objects.seated().filter(world=world, session__isnull=False)
    found = {str(game): place for game, place in held.order_by("joined_at", "pk").values_list("session_id", "location")}
    require_same(counts.records, "seats", list(replay.seated), list(found))
    for game, place in replay.seated.items():
        require_same(counts.records, f"places.{game}", place, found[game])


def _require_claims(at: int, claims: Iterator[Claim], path: str = "") -> None:
    for column, expected, found in claims:
        require_same(at, f"{path}{column}", expected, found)


def _verification(
    world: SharedWorld, played: PlayedWorld, since: int | None, difference: WorldDifference | None
) -> WorldVerification:
    return {
        "ok": difference is None,
        "since": since or 0,
        "records": played.counts.records,
        "events": world.event_seq,
        "state_hash": world.state_hash,
        "first_difference": difference,
    }
