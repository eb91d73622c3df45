"""What a client loads to keep, and what it is told when it compares."""

from __future__ import annotations

from typing import Any, Final

from kleene_site.contracts.components import answer_schema, definitions_for, moved

WORLD: Final = "/api/v1/worlds/{world_id}"


def schema() -> dict[str, Any]:
    """A snapshot of a game or a world; the definitions also have what a save, a comparison and a clock answer."""
    told = {
        "game_snapshot": answer_schema("/api/v1/game/{session_id}/snapshot"),
        "world_snapshot": answer_schema(f"{WORLD}/snapshot"),
        "accepted": answer_schema("/api/v1/game/{session_id}/snapshot", "put"),
        "comparison": answer_schema(f"{WORLD}/checkpoints/compare", "post"),
        "clock": answer_schema(f"{WORLD}/clock"),
    }
    return {
        "title": "Snapshots",
        "description": "`snapshot_hash` is SHA-256 of the canonical JSON (RFC 8785) of `payload`, as lower-case hexadecimal digits.",
        "anyOf": [{"$ref": "#/$defs/game_snapshot"}, {"$ref": "#/$defs/world_snapshot"}],
        "$defs": {**moved(told), **definitions_for(told)},
    }
