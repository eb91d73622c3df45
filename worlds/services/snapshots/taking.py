"""Taking snapshots: a log is played on from the newest one, every record, event and recovery compared, and the state it came to kept."""

from __future__ import annotations

import uuid
from contextlib import closing

from common.database import one_moment
from worlds.models import GameSession, SharedWorld, Snapshot
from worlds.models.versions import require_current
from worlds.services.games.replay import replay_and_check
from worlds.services.games.world_differences import require_same
from worlds.services.games.world_events import WorldEvents
from worlds.services.games.world_records import checked_records, read_world
from worlds.services.games.world_recoveries import WorldRecoveries
from worlds.services.snapshots.game_snapshots import game_content, game_since
from worlds.services.snapshots.snapshot_rows import keep_snapshot, new_snapshot, played_since, snapshot_at
from worlds.services.snapshots.world_payload import PlayedWorld, world_content


def take_world_snapshot(*, world_id: uuid.UUID, reason: str, most: int | None = None) -> Snapshot:
    """Keep a world as its log has it, no more than `most` records after the snapshot before; returns what is kept.

    Replays in a moment of its own and writes after it: no turn waits. Must be called outside a transaction.
    Raises Differs where the log is not what replaying says, and IncompatibleVersion.
    """
    with one_moment():
        world = read_world(world_id)
        require_current(world)
        played = played_since(world)
        before = played.counts.records
        play_on(world, played, upto=None if most is None else before + most)
        if played.replay.world is None:  # so far no engine that is kept has played: on to where the world was migrated
            play_on(world, played)
        counts = played.counts
        if counts.records == before:
            return snapshot_at(world, before)
        row = new_snapshot(world, world_content(played), number=counts.records, reason=reason)
    keep_snapshot(row)
    return row


def take_game_snapshot(*, session_id: uuid.UUID, reason: str) -> Snapshot:
    """Keep a game alone as its log has it; returns what is kept. Raises Altered, IncompatibleVersion. As for worlds else."""
    with one_moment():
        session = GameSession.objects.at_hand().get(pk=session_id)
        require_current(session)
        game = game_since(session)
        before = game.played.number
        for _ in replay_and_check(session, game):
            pass
        if game.played.number == before:
            return snapshot_at(session, before)
        row = new_snapshot(session, game_content(game), number=game.played.number, reason=reason)
    keep_snapshot(row)
    return row


def play_on(world: SharedWorld, played: PlayedWorld, *, upto: int | None = None) -> None:
    """Play a world's log on to record `upto`, or to its end, with its events. Raises Differs, IncompatibleVersion."""
    replay, counts = played.replay, played.counts
    told, recoveries = WorldEvents(world, since=played.place), WorldRecoveries(world, since=counts.records)
    with closing(told), closing(recoveries):
        for checked in checked_records(world, replay, counts, upto=upto):
            told.take(checked, turn=counts.turns)
            recoveries.take(checked)
        played.place = told.place
    end = world.record_seq if upto is None else min(upto, world.record_seq)
    require_same(counts.records, "record_seq", counts.records, end)
