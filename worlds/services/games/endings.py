"""The endings that a game came to, read off its records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from common.errors import KleeneError
from worlds.models import GameSession, ScenarioRevision, TurnRecord
from worlds.rules import grid
from worlds.rules.canonical import stored_hash
from worlds.rules.state import Player
from worlds.services.games.replay import Altered, replay_and_check
from worlds.services.turns.counting import TURNS, TurnCount
from worlds.services.turns.state_rows import state_of

# What rows can bring about that no service of ours has written.
UNREADABLE = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, KleeneError)


@dataclass(frozen=True, slots=True)
class Finish:
    """`number` is the record that came to the ending, `turns` were played on the way; `was_rewound` tells of anything before it."""

    number: int
    ending_id: str
    turns: int
    was_rewound: bool
    cells: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """`fault` says why nothing here can be believed; `is_replayed` whether every turn was played again."""

    finishes: tuple[Finish, ...] = ()
    is_replayed: bool = False
    fault: str = ""


def endings_of(session: GameSession) -> Finding:
    """Every ending of a game, also those that it was taken back from.

    A game alone is replayed whole. One in a shared world is part of that world's log: of it only the row is compared
    with its newest record. Reads only; a turn played meanwhile may look like a fault.
    """
    try:
        return _together(session) if session.world_id is not None else _alone(session)
    except Altered as altered:
        return Finding(fault=_told(altered))
    except UNREADABLE as trouble:
        return Finding(fault=f"The records cannot be read: {type(trouble).__name__} {trouble}")


def is_curated(session: GameSession) -> bool:
    """Whether no turn of a game was played in an overlay, which is one world's own."""
    overlay = ScenarioRevision.Origin.OVERLAY
    return session.revision.origin != overlay and not session.records.filter(revision__origin=overlay).exists()


def _alone(session: GameSession) -> Finding:
    finishes = tuple(_replayed(session))
    # A game that left a shared world begins with what it was there, and nobody replays that here.
    return Finding(finishes, is_replayed=not session.records.filter(kind=TurnRecord.Kind.IMPORT).exists())


def _replayed(session: GameSession) -> Iterator[Finish]:
    was_over = was_rewound = False
    count = TurnCount()
    for record, state in replay_and_check(session):
        turns = count.take(record)
        was_rewound |= record.kind == TurnRecord.Kind.REWIND
        is_over = state.player.finish is not None
        if is_over and not was_over:
            yield _finish(record, state.player, turns, at=record.created_at, was_rewound=was_rewound)
        was_over = is_over


def _finish(record: TurnRecord, player: Player, turns: int, *, at: datetime, was_rewound: bool) -> Finish:
    assert player.finish is not None
    return Finish(record.number, player.finish.id, turns, was_rewound, tuple(player.cells), at)


def _together(session: GameSession) -> Finding:
    last = session.records.order_by("number").last()
    if last is None:
        return Finding(fault="The game has no records.")
    player = state_of(session).player
    finish = (player.finish.id, player.finish.type) if player.finish else ("", "")
    turns = session.records.filter(TURNS).count()
    for name, expected, found in (
        ("number", last.number, session.number),
        ("state_hash", last.state_hash, session.state_hash),
        ("state", last.state_hash, stored_hash(session.state)),
        ("turn", player.turn, session.turn),
        ("turns_played", turns, session.turns_played),
        ("cells", list(player.cells), session.cells),
        ("tier", grid.tier(player.cells), session.tier),
        ("ending", finish, (session.ending_id, session.ending_type)),
    ):
        if expected != found:
            raise Altered(last, expected=f"{name} {expected}", found=str(found))
    if player.finish is None:
        return Finding()
    return Finding((_finish(last, player, turns, at=session.finished_at or last.created_at, was_rewound=False),))


def _told(altered: Altered) -> str:
    difference = altered.difference
    return (
        f"The log does not match at record {difference['number']} (turn {difference['turn']}): "
        f"replaying gives {difference['expected']}, but {difference['found']} is stored."
    )
