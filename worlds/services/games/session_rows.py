"""What a game's row must say by its records: every column, as a path with what is expected there and what was found."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from worlds.models import GameSession, ScenarioAddition, SharedWorld, TurnRecord
from worlds.models.compiled import story_of
from worlds.models.versions import is_stored_by_older
from worlds.rules.canonical import stored_hash
from worlds.rules.offering import BONUS, HELP, INVENTORY, LOOK
from worlds.rules.state import State
from worlds.rules.storage import state_to_json
from worlds.services.games.record_counts import GameCounts
from worlds.services.turns.state_rows import private_part, state_of, write_state

SAID_BY_STATE: Final = ("turn", "scene", "beat", "cells", "tier", "ending_id", "ending_type", "state_hash")
OF_NO_FILE: Final = frozenset({LOOK, INVENTORY, HELP, BONUS})  # options that are offered in every story
A_MINUTE: Final = timedelta(minutes=1)  # that two moments of one transaction may lie apart
Claim = tuple[str, object, object]


def session_claims(session: GameSession, state: State, counts: GameCounts) -> Iterator[Claim]:
    """The row's columns in the order in which a difference is told; values of `state` are compared by their paths."""
    world, is_given_up = session.world, counts.kind == TurnRecord.Kind.ABANDON
    row = _written(session, state)
    yield "state", state_to_json(state) if world is None else private_part(state.player), session.state
    for column in SAID_BY_STATE:
        yield column, getattr(row, column), getattr(session, column)
    yield "number", counts.number, session.number
    yield "record_hash", counts.record_hash, session.record_hash
    yield "turns_played", counts.turns, session.turns_played
    yield "rewinds", counts.rewinds, session.rewinds
    yield "character_name", state.player.character.name, session.character_name
    # Giving a game up is told by its newest record and not by its state.
    yield "status", str(GameSession.Status.ABANDONED if is_given_up else row.status), session.status
    alone = GameSession.Mode.PREVIEW if counts.is_preview else GameSession.Mode.SOLO
    yield "game_mode", str(alone) if world is None else world.game_mode, session.game_mode
    yield "revision", counts.begun_in, session.revision.content_hash
    yield "user", counts.player or str(session.user_id), str(session.user_id)
    yield "may_score", counts.may_score, session.may_score
    yield from _moments(session, counts, is_given_up=is_given_up, is_over=state.player.finish is not None)
    yield "offered", _known(session), session.offered
    saved_by: GameSession | SharedWorld = session if world is None else world
    if is_stored_by_older(session):  # each game of a world is migrated when it is touched
        yield "engine_version", _newest(session, counts).engine_version, session.engine_version
    else:
        yield "engine_version", saved_by.engine_version, session.engine_version
        yield "schema_version", saved_by.schema_version, session.schema_version


def sealed_claims(session: GameSession, counts: GameCounts) -> Iterator[Claim]:
    """Of a game that an engine stored whose rules are not kept: its state is the one that its newest record is sealed with."""
    newest = _newest(session, counts)
    yield "engine_version", newest.engine_version, session.engine_version
    yield "state_hash", newest.state_hash, session.state_hash
    yield "state", session.state_hash, stored_hash(session.state)
    migrated = copy.copy(session)  # in memory, and never saved
    migrated.world = copy.copy(session.world)
    yield from session_claims(migrated, state_of(migrated), counts)


def _newest(session: GameSession, counts: GameCounts) -> TurnRecord:
    return TurnRecord.objects.get(session_id=session.pk, number=counts.number)


def _written(session: GameSession, state: State) -> GameSession:
    """Written by the same code that writes turns, onto rows that are never saved: no second list of columns to forget."""
    world = None if session.world is None else SharedWorld(pk=session.world.pk)
    row = GameSession(pk=session.pk, user_id=session.user_id, world=world)
    write_state(row, state, at=session.last_turn_at)
    return row


def _moments(session: GameSession, counts: GameCounts, *, is_given_up: bool, is_over: bool) -> Iterator[Claim]:
    yield "created_at", nearly_same(counts.began_at, session.created_at), session.created_at
    yield "last_turn_at", counts.written_at, session.last_turn_at
    finished = counts.at if is_given_up else counts.written_at if is_over else None
    yield "finished_at", finished, session.finished_at


def nearly_same(expected: datetime, found: datetime) -> datetime:
    """What was found, where it is of the same transaction as what was expected: each took the time for itself."""
    return found if abs(expected - found) <= A_MINUTE else expected


def _known(session: GameSession) -> list[str]:
    """Of the options that a player was shown those that their story has: none, alone, where nobody can close them."""
    if session.world is None:
        return []
    known = {option.id for node in story_of(session).nodes.values() for option in node.options} | OF_NO_FILE
    if not known.issuperset(session.offered):  # the world's players may have taken an option out since
        known.update(ScenarioAddition.objects.of_world(session.world.pk).values_list("key", flat=True))
    return [option for option in session.offered if option in known]
