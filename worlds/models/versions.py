"""Which rows this engine can read. Those of an older version are brought up to date, those of any other are refused and left as they are."""

from __future__ import annotations

from typing import Any, Final, TypedDict

import structlog

from common.errors import Conflict
from worlds.models import GameSession, SharedWorld
from worlds.rules.canonical import stored_hash
from worlds.rules.state_migrations import CURRENT, Older, StateVersion, is_older, migrated
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA

log = structlog.get_logger("kleene.versions")

Row = GameSession | SharedWorld
# What a state can bring about that no version of ours has stored.
UNREADABLE: Final = (LookupError, TypeError, ValueError, AttributeError)


class Version(TypedDict):
    engine_version: str
    schema_version: object  # what a row says, which may be anything


KNOWN: Version = {"engine_version": ENGINE_VERSION, "schema_version": STATE_SCHEMA}


class IncompatibleVersion(Conflict):
    """`details` are {found, known}, each {engine_version, schema_version}; `start_again` names the scenario."""

    code = "incompatible_version"
    title = "This story was saved by another version"
    message = (
        "This game was saved by another version of Kleene and cannot be continued here. "
        "It was not changed. You can start the story again."
    )

    def __init__(self, found: Version, *, start_again: str, message: str | None = None) -> None:
        super().__init__(message, found=found, known=KNOWN)
        self.start_again = start_again


def make_readable(row: Row) -> None:
    """Make sure that this engine reads a row, of a game or a world. Raises IncompatibleVersion; logs which row it was.

    A row of an older version says from here on what it says once it is migrated, in memory alone, with `migrated_from`
    set: whoever writes it calls `services.turns.migrating` first, under its lock.
    """
    found = _found(row)
    if found == KNOWN:
        return
    older = _older(row)
    if older is None:
        raise _refusal(row, found)
    try:
        state = migrated(older.state, older.version)
    except UNREADABLE as trouble:
        raise _refusal(row, found) from trouble
    row.migrated_from = older
    row.engine_version, row.schema_version = CURRENT
    row.state_hash = stored_hash(state)
    setattr(row, _column(row), state)


def require_known(row: Row) -> None:
    """Raises IncompatibleVersion for a row that this engine cannot read; one of an older version stays as it is stored."""
    found = _found(row)
    if found != KNOWN and _older(row) is None:
        raise _refusal(row, found)


def require_current(row: Row) -> None:
    """The same for what an older version may not have stored either."""
    found = _found(row)
    if found != KNOWN:
        raise _refusal(row, found)


def is_stored_by_older(row: Row) -> bool:
    """Whether an older version stored a row, which nobody has migrated yet."""
    return _older(row) is not None


def is_foreign(session: GameSession) -> bool:
    """Whether nobody here can read a session's row: work that goes round leaves it alone. One without any schema is forged."""
    found = _found(session)
    return found != KNOWN and found["schema_version"] is not None and _older(session) is None


def records_too_old(session: GameSession, engine: str) -> IncompatibleVersion:
    """For what needs records played again that only an older engine could play."""
    found: Version = {"engine_version": engine, "schema_version": None}
    message = "This part of the story was played with an older version of Kleene and cannot be played again."
    return IncompatibleVersion(found, start_again=session.revision.scenario.slug, message=message)


def _found(row: Row) -> Version:
    """What a row says; its state's own schema where it differs from what its column says."""
    schema = _own_schema(getattr(row, _column(row)))
    return {
        "engine_version": row.engine_version,
        "schema_version": row.schema_version if row.schema_version != STATE_SCHEMA else schema,
    }


def _older(row: Row) -> Older | None:
    version, state = StateVersion(row.engine_version, row.schema_version), getattr(row, _column(row))
    if not is_older(version) or _own_schema(state) != version.schema:
        return None
    return Older(version, state, row.state_hash)


def _column(row: Row) -> str:
    return "state" if isinstance(row, GameSession) else "world_state"


def _own_schema(state: object) -> Any:
    return state.get("schema") if isinstance(state, dict) else None


def _refusal(row: Row, found: Version) -> IncompatibleVersion:
    log.warning("incompatible version", row=row.short_id, found=found, known=KNOWN)
    return IncompatibleVersion(found, start_again=row.revision.scenario.slug)
