"""Verifying a game alone: its log is played again, and every record and its row are compared with what comes out."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import TypedDict

from django.db.models import QuerySet

from worlds.models import GameSession, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.models.versions import UNREADABLE, is_stored_by_older, records_too_old, require_known
from worlds.rules.canonical import state_hash
from worlds.rules.errors import RuleError
from worlds.rules.state import State
from worlds.services.budgets import REPLAYS
from worlds.services.games import sessions
from worlds.services.games.checked_game import CheckedGame
from worlds.services.games.first_path import first_path
from worlds.services.games.game_replay import PlayedGame
from worlds.services.games.migrations import migration_claims
from worlds.services.games.session_rows import sealed_claims, session_claims
from worlds.services.games.world_differences import Differs, WorldDifference, without_values
from worlds.services.games.world_verification import verify_world
from worlds.services.snapshots.comparing import KeptSnapshots
from worlds.services.snapshots.game_snapshots import game_content, game_since
from worlds.services.texts import text_matches
from worlds.services.turns import record_log


class Difference(TypedDict):
    """Where log and replay part: `expected` by the replay, `found` in the rows, at `path` of the record or of the game's row."""

    turn: int
    number: int
    path: str
    expected: str
    found: str


class Verification(TypedDict):
    ok: bool
    turns: int
    state_hash: str
    first_difference: Difference | None


class Altered(Exception):
    """A row does not say what replaying says it must."""

    def __init__(self, turn: int, number: int, path: str, *, expected: object, found: object) -> None:
        super().__init__(f"record {number} differs at {path}")
        self.difference: Difference = {
            "turn": turn,
            "number": number,
            "path": path,
            "expected": str(expected),
            "found": str(found),
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
    except Differs as differs:
        return _verification(session, turns=session.turn, difference=_as_of_game(session, differs.difference))
    return _verification(session, turns=turns, difference=None)


def _verify_together(session: GameSession, *, show: Callable[[WorldDifference], WorldDifference]) -> Verification:
    assert session.world_id is not None, "a game of a shared world"
    found = verify_world(world_id=session.world_id)["first_difference"]
    if found is None:
        return _verification(session, turns=session.turn, difference=None)
    return _verification(session, turns=session.turn, difference=_as_of_game(session, show(found)))


def _as_of_game(session: GameSession, found: WorldDifference) -> Difference:
    return {
        "turn": session.turn,
        "number": found["record"],
        "path": found["path"],
        "expected": found["expected"],
        "found": found["found"],
    }


def state_after(session: GameSession, *, number: int) -> State:
    """The state that a session's record `number` led to, replayed from the last snapshot before it that is good for it.

    Raises IncompatibleVersion for a record of an engine whose rules are not kept.
    """
    played = game_since(session, upto=number).played
    for _ in replay_records(session, session.records.filter(number__lte=number), played):
        pass
    if played.state is None:
        raise records_too_old(session, session.records.get(number=number).engine_version)
    return played.state


def replay_records(
    session: GameSession, records: QuerySet[TurnRecord], played: PlayedGame
) -> Iterator[tuple[TurnRecord, State | None]]:
    """Each of these records that was not played yet, in order, with the state after it; None where it is `PlayedGame`'s.

    Raises IncompatibleVersion, and Altered for a record that the rules do not allow.
    """
    require_known(session)
    scenario = compiled_scenario(session.revision)
    ordered = records.filter(number__gt=played.number).select_related("text", "revision")
    # Asked first, so that one pass over the log knows which states it will be sent back to.
    targets = set(records.filter(kind=TurnRecord.Kind.REWIND).values_list("command__target", flat=True))
    unread = ("revision__content_text", "revision__report")
    # In batches: ten thousand records must not stand in memory at once.
    for record in ordered.defer(*unread).order_by("number").iterator(chunk_size=500):
        try:
            state = played.play(scenario, record, targets=targets)
        except (RuleError, *UNREADABLE) as refusal:  # what no service of ours has written
            raise _altered(record, "command", "a record that the rules allow", refusal) from refusal
        yield record, state


def replay_and_check(session: GameSession, game: CheckedGame) -> Iterator[tuple[TurnRecord, State | None]]:
    """Each further record with the state after it, once both are found to be what replaying says; in the end the row, too.

    Of a record of an engine whose rules are not kept there is no state: its seal alone is proof.

    Raises Altered at the first difference, so that what came before it must not be believed until the end is reached.
    """
    # Numbers are counted here and not believed: a record that was taken out leaves a gap.
    for number, (record, state) in enumerate(
        replay_records(session, session.records.all(), game.played), start=game.played.number + 1
    ):
        _same(record, "number", number, record.number)
        _same(record, "previous_hash", game.record_hash, record.previous_hash)
        _same(record, "record_hash", record_log.record_seal(record), record.record_hash)
        if state is not None:
            _same(record, "state_hash", state_hash(state), record.state_hash)
        if record.kind == TurnRecord.Kind.MIGRATE:
            _check_migration(record)
        # A game alone is in no world, and its records' seals say nothing of one.
        _same(record, "world_seq", None, record.world_seq)
        _same(record, "world_hash", "", record.world_hash)
        _check_words(record)
        game.take(record)
        yield record, state
    _check_row(session, game)


def _check_log(session: GameSession) -> int:
    game, kept = CheckedGame(), KeptSnapshots(session, since=0)
    for _ in replay_and_check(session, game):
        kept.look(game.played.number, lambda: game_content(game))
    kept.finish()
    return session.turn if game.played.state is None else game.played.state.player.turn


def _check_migration(record: TurnRecord) -> None:
    for path, expected, found in migration_claims(record):
        _same(record, path, expected, found)


def _check_words(record: TurnRecord) -> None:
    text = record.text
    if text is not None and text.redacted_at is None and not text_matches(text, text.text):
        raise _altered(record, "text", "the words that the record is sealed with", "other words")


def _check_row(session: GameSession, game: CheckedGame) -> None:
    """The session's own row must say what its log says."""
    state, counts = game.played.state, game.counts
    if counts is None or (state is None and not is_stored_by_older(session)):
        raise Altered(0, 0, "kind", expected="a record of kind start", found="no record")
    claims = sealed_claims(session, counts) if state is None else session_claims(session, state, counts)
    for column, expected, found in claims:
        difference = first_path(expected, found, column)
        if difference is not None:
            path, wanted, there = difference
            raise Altered(
                session.turn if state is None else state.player.turn, counts.number, path, expected=wanted, found=there
            )


def _same(record: TurnRecord, path: str, expected: object, found: object) -> None:
    if expected != found:
        raise _altered(record, path, expected, found)


def _altered(record: TurnRecord, path: str, expected: object, found: object) -> Altered:
    return Altered(record.turn, record.number, path, expected=expected, found=found)


def _verification(session: GameSession, *, turns: int, difference: Difference | None) -> Verification:
    return {
        "ok": difference is None,
        "turns": turns,
        "state_hash": session.state_hash,
        "first_difference": difference,
    }
