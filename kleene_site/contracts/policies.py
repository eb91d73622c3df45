"""The policies of a world's critical items."""

from __future__ import annotations

from typing import Any

from kleene_site.contracts.components import answer_schema, definitions_for, moved


def schema() -> dict[str, Any]:
    """All policies of a world, as they are read and written."""
    told = answer_schema("/api/v1/worlds/{world_id}/critical-items/policy")
    return {"title": "Policies of critical items", **moved(told), "$defs": definitions_for(told)}
