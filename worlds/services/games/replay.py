"""Playing a log again: the proof that a game is what its records say."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Final, TypedDict

from django.db.models import QuerySet

from worlds.models import GameSession, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.models.versions import check_session
from worlds.rules.canonical import state_hash
from worlds.rules.commands import Choose, Command
from worlds.rules.errors import RuleError
from worlds.rules.messages import recalled_from_json, ruling_from_json
from worlds.rules.opening import begin
from worlds.rules.scenario import Scenario
from worlds.rules.state import Preferences, State
from worlds.rules.storage import state_from_json
from worlds.rules.turns import ROAMING, play
from worlds.services.budgets import REPLAYS
from worlds.services.games import sessions
from worlds.services.games.world_differences import WorldDifference, without_values
from worlds.services.games.world_verification import verify_world
from worlds.services.turns import record_log
from worlds.services.turns.counting import TurnCount
from worlds.services.turns.state_rows import write_state

PLAYED: Final = frozenset({TurnRecord.Kind.CHOICE, TurnRecord.Kind.TEXT, *ROAMING})  # a command of the player's


class Difference(TypedDict):
    """Where log and replay part: `expected` by the replay, `found` in the rows."""

    turn: int
    number: int
    expected: str
    found: str


class Verification(TypedDict):
    ok: bool
    turns: int
    state_hash: str
    first_difference: Difference | None


class Altered(Exception):
    """A row does not say what replaying says it must."""

    def __init__(self, record: TurnRecord, *, expected: str, found: str) -> None:
        super().__init__(f"record {record.number}")
        self.difference: Difference = {
            "turn": record.turn,
            "number": record.number,
            "expected": expected,
            "found": found,
        }


def verify_own(*, user_id: uuid.UUID, session_id: str | uuid.UUID) -> Verification:
    """`verify_game` for the game's player, who pays for it; what others keep to themselves is not shown.

    Raises NotFound, IncompatibleVersion, RateLimited.
    """
    REPLAYS.spend(str(user_id))
    session = sessions.get_owned(user_id=user_id, session_id=session_id)
    return verify_game(session=session) if session.world_id is None else _verify_together(session, show=without_values)


def verify_game(*, session: GameSession) -> Verification:
    """Replay a session's whole log and compare every hash, and the row, with what comes out.

    In a shared world that is the log of the world, to which the game's records belong; `number` is then its number there.
    Reads only; needs no lock, but alone a turn played meanwhile may show as a difference. Raises IncompatibleVersion.
    """
    if session.world_id is not None:
        return _verify_together(session, show=lambda difference: difference)
    try:
        turns = _check_log(session)
    except Altered as altered:
        return _verification(session, turns=altered.difference["turn"], difference=altered.difference)
    return _verification(session, turns=turns, difference=None)


def _verify_together(session: GameSession, *, show: Callable[[WorldDifference], WorldDifference]) -> Verification:
    assert session.world_id is not None, "a game of a shared world"
    found = verify_world(world_id=session.world_id)["first_difference"]
    if found is None:
        return _verification(session, turns=session.turn, difference=None)
    shown = show(found)
    difference: Difference = {
        "turn": session.turn,
        "number": shown["record"],
        "expected": f"{shown['path']} {shown['expected']}",
        "found": shown["found"],
    }
    return _verification(session, turns=session.turn, difference=difference)


def state_after(session: GameSession, *, number: int) -> State:
    """The state that a session's record `number` led to, replayed from its beginning."""
    played = replay_records(session, session.records.filter(number__lte=number))
    *_, (_, state) = played
    return state


def replay_records(session: GameSession, records: QuerySet[TurnRecord]) -> Iterator[tuple[TurnRecord, State]]:
    """Each record in order with the state after it.

    Raises IncompatibleVersion. Only states that a later rewind returns to are kept: memory stays flat over ten thousand turns.
    """
    check_session(session)
    scenario = compiled_scenario(session.revision)
    ordered = records.select_related("text", "revision").defer("revision__content_text").order_by("number")
    # Asked first, so that one pass over the log knows which states it will be sent back to.
    targets = set(records.filter(kind=TurnRecord.Kind.REWIND).values_list("command__target", flat=True))
    kept: dict[int, State] = {}
    state: State | None = None
    # In batches: ten thousand records must not stand in memory at once.
    for record in ordered.iterator(chunk_size=500):
        state = _allowed(scenario, state, record, kept)
        if record.number in targets:
            kept[record.number] = state
        yield record, state


def _allowed(scenario: Scenario, state: State | None, record: TurnRecord, kept: dict[int, State]) -> State:
    try:
        return _after(scenario, state, record, kept)
    except (RuleError, KeyError, TypeError) as refusal:  # what a row says that the service never wrote
        raise Altered(record, expected="a record that the rules allow", found=str(refusal)) from refusal


def _after(scenario: Scenario, state: State | None, record: TurnRecord, kept: dict[int, State]) -> State:
    if record.kind == TurnRecord.Kind.START:
        return begin(scenario, character_name=record.command.get("character_name")).after
    if record.kind == TurnRecord.Kind.IMPORT:
        return state_from_json(record.command["state"])
    if state is None:
        raise Altered(record, expected="a first record of kind start or import", found=record.kind)
    match record.kind:
        case kind if kind in PLAYED:
            # The narrator is never asked again: its word stands in the record, and another would be another game.
            ruling = record.ruling and ruling_from_json(record.ruling)
            return play(scenario, state, _command(record), ruling, number=record.number).after
        case TurnRecord.Kind.REWIND:
            return with_preferences(kept[record.command["target"]], state.player.preferences)
        case TurnRecord.Kind.SETTINGS:
            return with_preferences(state, Preferences(**record.command))
    return state


def replay_and_check(session: GameSession) -> Iterator[tuple[TurnRecord, State]]:
    """Each record with the state after it, once both are found to be what replaying says; in the end the row, too.

    Raises Altered at the first difference, so that what came before it must not be believed until the end is reached.
    """
    previous = ""
    record, state = TurnRecord(number=0, turn=0), None
    count = TurnCount()
    # Numbers are counted here and not believed: a record that was taken out leaves a gap.
    for number, (record, state) in enumerate(replay_records(session, session.records.all()), start=1):
        _same(record, number, record.number)
        _same(record, previous, record.previous_hash)
        _same(record, record_log.record_seal(record), record.record_hash)
        _same(record, state_hash(state), record.state_hash)
        previous = record.record_hash
        count.take(record)
        yield record, state
    if state is None:
        raise Altered(record, expected="a record of kind start", found="no record")
    _same(record, count.now, session.turns_played)
    _check_row(session, record, state)


def _check_log(session: GameSession) -> int:
    turns = 0
    for _, state in replay_and_check(session):
        turns = state.player.turn
    return turns


def _check_row(session: GameSession, last: TurnRecord, state: State) -> None:
    """The session's own row must say what its last record says."""
    # Written by the same code that writes turns, onto a row that is never saved: no second list of columns to forget.
    row = GameSession(pk=session.pk, user_id=session.user_id)
    write_state(row, state, at=session.last_turn_at)
    for column in ("turn", "scene", "beat", "cells", "tier", "ending_id", "ending_type", "state_hash"):
        _same(last, getattr(row, column), getattr(session, column))
    _same(last, row.state_hash, state_hash(state_from_json(session.state)))
    _same(last, (last.number, last.record_hash), (session.number, session.record_hash))
    if last.kind != TurnRecord.Kind.ABANDON:  # giving up is not told by the state
        _same(last, row.status, session.status)


def _same(record: TurnRecord, expected: object, found: object) -> None:
    if expected != found:
        raise Altered(record, expected=str(expected), found=str(found))


def _verification(session: GameSession, *, turns: int, difference: Difference | None) -> Verification:
    return {
        "ok": difference is None,
        "turns": turns,
        "state_hash": session.state_hash,
        "first_difference": difference,
    }


def with_preferences(state: State, preferences: Preferences) -> State:
    """A copy of the state in which its player prefers this."""
    changed = state.copy()
    changed.player.preferences = preferences
    return changed


def _command(record: TurnRecord) -> Command:
    """Words may have been erased since, so what they meant is played."""
    if record.text_id is not None:
        return recalled_from_json(record.meaning)
    return Choose(record.command["option_id"])
