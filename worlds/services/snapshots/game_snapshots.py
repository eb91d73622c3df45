"""A game alone as the payload of a snapshot and back, and the newest snapshot that a replay of it can go on from."""

from __future__ import annotations

from typing import Any

from worlds.models import GameSession, Snapshot, TurnRecord
from worlds.rules.storage import state_from_json, state_to_json
from worlds.services.games.checked_game import CheckedGame
from worlds.services.games.game_replay import PlayedGame
from worlds.services.games.record_counts import GameCounts
from worlds.services.snapshots.snapshot_rows import newest_snapshot
from worlds.services.snapshots.world_payload import FORM, Content
from worlds.services.turns.counting import TurnCount


def game_payload(game: CheckedGame) -> dict[str, Any]:
    """Everything that the next record needs, as plain JSON values. At least one record was played."""
    assert game.played.state is not None, "a record was played"
    assert game.counts is not None, "a record was counted"
    return {"form": FORM, "state": state_to_json(game.played.state), "counts": game.counts.to_json()}


def game_content(game: CheckedGame) -> Content:
    """What a snapshot of a game alone holds at the newest record that was played."""
    return Content(game_payload(game), game.turns.now)


def game_since(session: GameSession, *, upto: int | None = None) -> CheckedGame:
    """A game at its newest snapshot, not past the record `upto`, from which every record until `upto` can be played.

    A rewind returns to a state from before: then an older snapshot, or the beginning.
    """
    while (row := newest_snapshot(session, upto=upto)) is not None:
        earliest = _earliest_return(session, row, upto=upto)
        if earliest is None or earliest >= row.number:
            return _game_at(row)
        upto = min(earliest, row.number - 1)
    return CheckedGame()


def _earliest_return(session: GameSession, row: Snapshot, *, upto: int | None) -> int | None:
    rewinds = session.records.filter(kind=TurnRecord.Kind.REWIND, number__gt=row.number)
    rewinds = rewinds if upto is None else rewinds.filter(number__lte=upto)
    targets = [target for target in rewinds.values_list("command__target", flat=True) if isinstance(target, int)]
    return min(targets, default=None)


def _game_at(row: Snapshot) -> CheckedGame:
    state, counts = state_from_json(row.payload["state"]), GameCounts.from_json(row.payload["counts"])
    played = PlayedGame(state, row.number, {row.number: state})
    return CheckedGame(played, counts, TurnCount(counts.turns, at=row.number))
