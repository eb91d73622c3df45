"""The endings that a game came to, read off its records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from common.database import one_moment
from common.errors import KleeneError
from worlds.models import GameSession, ScenarioRevision, SharedWorld, TurnRecord
from worlds.rules import state_migrations
from worlds.rules.state import Player
from worlds.services.games.checked_game import CheckedGame
from worlds.services.games.left_worlds import was_left_there
from worlds.services.games.replay import Altered, replay_and_check
from worlds.services.games.world_differences import Differs, sentence_of
from worlds.services.games.world_records import read_world
from worlds.services.games.world_verification import checked_log
from worlds.services.snapshots.snapshot_rows import played_since
from worlds.services.snapshots.world_payload import PlayedWorld

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
    """What replaying a whole log found; `fault` says why nothing here can be believed."""

    finishes: tuple[Finish, ...] = ()
    fault: str = ""


def endings_of(session: GameSession) -> Finding:
    """Every ending of a game, also those that it was taken back from.

    A game alone is replayed whole, and one of a shared world with the whole log of that world. A game that left a world
    must have begun with a state that it had there. Reads only; alone a turn played meanwhile may look like a fault.
    """
    if not _is_replayed(session):
        return Finding(fault="Part of it was played with an older version of Kleene, and cannot be played again.")
    try:
        return _together(session) if session.world_id is not None else _alone(session)
    except Altered as altered:
        return Finding(fault=_told(altered))
    except Differs as differs:
        return Finding(fault=f"The world's log does not match: {sentence_of(differs.difference)}.")
    except UNREADABLE as trouble:
        return Finding(fault=f"The records cannot be read: {type(trouble).__name__} {trouble}")


def _is_replayed(session: GameSession) -> bool:
    """Whether rules can play the whole log again: versions only rise along it, so that the first record tells."""
    of_log = Q(session=session, number=1) if session.world_id is None else Q(world=session.world_id, world_seq=1)
    return not TurnRecord.objects.filter(of_log).exclude(engine_version__in=state_migrations.REPLAYED).exists()


def is_curated(session: GameSession) -> bool:
    """Whether no turn of a game was played in an overlay, which is one world's own."""
    overlay = ScenarioRevision.Origin.OVERLAY
    return session.revision.origin != overlay and not session.records.filter(revision__origin=overlay).exists()


def _alone(session: GameSession) -> Finding:
    imported = session.records.filter(kind=TurnRecord.Kind.IMPORT).first()
    if imported is not None and not was_left_there(imported):
        return Finding(fault="The game began with a state that it never had in its world.")
    return Finding(tuple(_replayed(session)))


def _replayed(session: GameSession) -> Iterator[Finish]:
    was_over = was_rewound = False
    game = CheckedGame()
    for record, state in replay_and_check(session, game):
        turns = game.turns.now
        was_rewound |= record.kind == TurnRecord.Kind.REWIND
        assert state is not None, "the rules can play the whole log"
        is_over = state.player.finish is not None
        if is_over and not was_over:
            yield _finish(record.number, state.player, turns, at=record.created_at, was_rewound=was_rewound)
        was_over = is_over


def _finish(number: int, player: Player, turns: int, *, at: datetime, was_rewound: bool) -> Finish:
    assert player.finish is not None
    return Finish(number, player.finish.id, turns, was_rewound, tuple(player.cells), at)


def _together(session: GameSession) -> Finding:
    """What others did is part of how an ending came about, so the world's log is replayed on from its newest snapshot.

    Whatever is in a snapshot was verified when it was taken.
    """
    assert session.world_id is not None, "a game of a shared world"
    with one_moment():
        world = read_world(session.world_id)
        return Finding(tuple(_reached_in(world, played_since(world), str(session.pk))))


def _reached_in(world: SharedWorld, played: PlayedWorld, me: str) -> Iterator[Finish]:
    """A game of a world ends once at most, by its last record."""
    for _ in checked_log(world, played):
        pass
    game, player = played.counts.games[me], played.replay.players[me]
    if player.finish is not None:
        yield _finish(game.number, player, game.turns, at=game.written_at, was_rewound=False)


def _told(altered: Altered) -> str:
    difference = altered.difference
    return (
        f"The log does not match at record {difference['number']} (turn {difference['turn']}): "
        f"replaying gives {difference['expected']}, but {difference['found']} is stored."
    )
