"""Going back: the log keeps the branch that was left, and the way back is itself a record."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from typing import Final

from django.db import transaction
from django.utils import timezone

from common.errors import Conflict, InvalidInput
from worlds.models import GameSession, TurnRecord
from worlds.rules.state import State
from worlds.rules.turns import is_turn
from worlds.services.budgets import REPLAYS
from worlds.services.games import sessions
from worlds.services.games.game_replay import with_preferences
from worlds.services.games.replay import state_after
from worlds.services.games.view import View, session_view
from worlds.services.membership.players import note_place
from worlds.services.turns import record_log
from worlds.services.turns.counting import TurnCount
from worlds.services.turns.state_rows import state_of, write_state

KIND: Final = TurnRecord.Kind.REWIND


class RewindImpossible(Conflict):
    code = "rewind_impossible"
    message = "The story cannot go back that far."


@transaction.atomic
def rewind_game(
    *, user_id: uuid.UUID, session_id: str | uuid.UUID, to: str | None = None, steps: int | None = None
) -> View:
    """Take a solo game back to where it came to a node (`to="T6"`), or by that many turns (`steps`).

    Also from an ending, and out of a game given up. Settings stay as they are. Raises NotFound,
    InvalidInput, RewindImpossible, RateLimited.
    """
    REPLAYS.spend(str(user_id))
    session = sessions.lock_owned(user_id=user_id, session_id=session_id)
    if session.world_id is not None:
        raise RewindImpossible("Games in a shared world cannot be rewound.")
    branch = current_branch(session)
    _go_back(
        session,
        branch,
        _target(_since_migration(branch), to=to, steps=steps),
        record_log.Entry(kind=KIND, at=timezone.now()),
    )
    return session_view(session)


def undo_turn(session: GameSession, said: record_log.Entry) -> State:
    """Take a solo game back by one turn, in a record that says what `said` does; returns the state. Assumes its row locked.

    Raises RewindImpossible where there is no turn to undo, RateLimited.
    """
    branch = current_branch(session)
    target = _back(_since_migration(branch), 1)
    REPLAYS.spend(str(session.user_id))
    return _go_back(session, branch, target, said)


def _go_back(session: GameSession, branch: list[TurnRecord], target: int, said: record_log.Entry) -> State:
    command: dict[str, object] = {"target": target}
    if session.ending_id:  # an ending stays found
        command["ending"] = session.ending_id
    past = with_preferences(state_after(session, number=target), state_of(session).player.preferences)
    write_state(session, past, at=said.at)
    session.rewinds += 1
    session.turns_played = _turns_until(branch, target)
    record_log.append_record(session, replace(said, command=command))
    session.save()
    note_place(session)
    return past


def current_branch(session: GameSession) -> list[TurnRecord]:
    """The records that led to where the game stands, without branches that a rewind left; ordered.

    The records carry only number, kind, turn, cell and command.
    """
    kept: list[TurnRecord] = []
    ordered = session.records.order_by("number")
    for record in ordered.only("session_id", "number", "kind", "turn", "cell", "command"):
        if record.kind == TurnRecord.Kind.REWIND:
            target = record.command["target"]
            kept = [earlier for earlier in kept if earlier.number <= target]
        else:
            kept.append(record)
    return kept


def _since_migration(branch: list[TurnRecord]) -> list[TurnRecord]:
    """A state from before the newest migration is an older version's: nobody can go back to it."""
    migrated = [at for at, record in enumerate(branch) if record.kind == TurnRecord.Kind.MIGRATE]
    return branch[migrated[-1] :] if migrated else branch


def _turns_until(branch: list[TurnRecord], number: int) -> int:
    count = TurnCount()
    for record in branch:
        if record.number <= number:
            count.take(record)
    return count.now


def _target(records: list[TurnRecord], *, to: str | None, steps: int | None) -> int:
    if (to is None) == (steps is None):
        raise InvalidInput('Give a target: {"to": "T6"} or {"steps": 1}.')
    if to is not None:
        return _arrival(records, to)
    assert steps is not None
    return _back(records, steps)


def _arrival(records: list[TurnRecord], to: str) -> int:
    found = re.fullmatch(r"[Tt]?(\d{1,9})", to, re.ASCII)
    if found is None:
        raise InvalidInput('Write the turn as "T6".', to=to)
    turn = int(found[1])
    number = next((record.number for record in records if record.turn == turn), None)
    if number is None:
        raise RewindImpossible(f"This story has no turn {turn} to go back to.", to=to)
    return number


def _back(records: list[TurnRecord], steps: int) -> int:
    if steps < 1:
        raise InvalidInput("Go back by at least one turn.", steps=steps)
    turns = [position for position, record in enumerate(records) if is_turn(record.kind, record.cell)]
    if steps > len(turns):
        raise RewindImpossible(f"Cannot go back that many turns: this story has {len(turns)}.", steps=steps)
    return records[turns[-steps] - 1].number
