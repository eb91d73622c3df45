"""Records of kind `migrate`, played again: the state that one leads to, and what it says of the record before it."""

from __future__ import annotations

from collections.abc import Iterator

from worlds.models import TurnRecord
from worlds.rules import state_migrations
from worlds.rules.canonical import stored_hash
from worlds.rules.state_migrations import StateVersion, Stored, migrated


def is_replayed(record: TurnRecord) -> bool:
    """Whether the rules can play a record again; of the others the seals alone are proof."""
    return record.engine_version in state_migrations.REPLAYED or record.kind == TurnRecord.Kind.MIGRATE


def migrated_state(record: TurnRecord) -> Stored:
    """The state, or the part of it, that a record of kind `migrate` leads to. Raises as `state_migrations.migrated` does."""
    before = record.command["from"]
    return migrated(record.command["state"], StateVersion(before["engine_version"], before["schema_version"]))


def migration_claims(record: TurnRecord) -> Iterator[tuple[str, object, object]]:
    """A path, what is expected there and what was found: that the record begins with what the one before it led to."""
    engine, state_hash = _before(record)
    yield "command.from.engine_version", engine, record.command["from"]["engine_version"]
    yield "command.to.engine_version", record.engine_version, record.command["to"]["engine_version"]
    yield "command.state", state_hash, stored_hash(record.command["state"])


def _before(record: TurnRecord) -> tuple[str, str]:
    """The engine that wrote the record before, of the same world or game, and the hash that it led to there."""
    if record.session_id is None:
        row = TurnRecord.objects.filter(world_id=record.world_id, world_seq=(record.world_seq or 0) - 1).first()
        return ("", "") if row is None else (row.engine_version, row.world_hash)
    row = TurnRecord.objects.filter(session_id=record.session_id, number=record.number - 1).first()
    return ("", "") if row is None else (row.engine_version, row.state_hash)
