"""Which rows this engine can read: games and worlds that another version stored are refused, and left as they are."""

from __future__ import annotations

from typing import TypedDict

import structlog

from common.errors import Conflict
from worlds.models import GameSession, SharedWorld
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA

log = structlog.get_logger("kleene.versions")


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

    def __init__(self, found: Version, *, start_again: str) -> None:
        super().__init__(found=found, known=KNOWN)
        self.start_again = start_again


def check_session(session: GameSession) -> None:
    """Raises IncompatibleVersion unless this engine can read the session's row; logs which row it was."""
    _check(session, _found(session.engine_version, session.schema_version, session.state))


def check_world(world: SharedWorld) -> None:
    """Raises IncompatibleVersion unless this engine can read the world's row; logs which row it was."""
    _check(world, _found(world.engine_version, world.schema_version, world.world_state))


def is_foreign(session: GameSession) -> bool:
    """Whether another version stored a session's row: work that goes round leaves it alone. One without any schema is forged."""
    found = _found(session.engine_version, session.schema_version, session.state)
    return found != KNOWN and found["schema_version"] is not None


def _found(engine_version: str, schema_version: int, state: object) -> Version:
    """What a row says; its state's own schema where it differs from what its column says."""
    schema = state.get("schema") if isinstance(state, dict) else None
    return {
        "engine_version": engine_version,
        "schema_version": schema_version if schema_version != STATE_SCHEMA else schema,
    }


def _check(row: GameSession | SharedWorld, found: Version) -> None:
    if found != KNOWN:
        log.warning("incompatible version", row=row.short_id, found=found, known=KNOWN)
        raise IncompatibleVersion(found, start_again=row.revision.scenario.slug)
