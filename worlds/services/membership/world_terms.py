"""What is decided about a world besides its story: kept in its log, so that its row cannot say otherwise unnoticed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from worlds.models import SharedWorld, TurnRecord
from worlds.services.turns import record_log

TERMS: Final = (
    "game_mode", "time_policy", "visibility", "max_players", "quorum", "agents_allowed", "spectators_allowed",
    "spectators_talk", "ready_check", "host",
)  # fmt: skip


def terms_of(world: SharedWorld) -> dict[str, Any]:
    """The terms of a world as its row has them, as plain JSON values."""
    return {name: _plain(world, name) for name in TERMS}


def note_terms(world: SharedWorld, changed: Collection[str]) -> None:
    """Write a record of terms that were changed, if there are any. Assumes the world's row locked; the caller saves it."""
    if changed:
        command = {name: _plain(world, name) for name in changed}
        entry = record_log.Entry(kind=TurnRecord.Kind.SETTINGS, at=world.now(), command=command)
        record_log.append_own_record(world, entry)


def _plain(world: SharedWorld, name: str) -> Any:
    if name == "host":
        return str(world.host_id)
    value = getattr(world, name)
    return str(value) if isinstance(value, str) else value  # a member of a list of choices has no canonical spelling
