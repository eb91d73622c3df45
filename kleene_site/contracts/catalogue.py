"""The list of all contracts, each made by a module beside this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from kleene_site.contracts import commands, cosmos, errors, events, policies, snapshots

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
CONTRACTS: Final[Mapping[str, Callable[[], Schema]]] = {
    "commands": commands.schema,
    "cosmos": cosmos.schema,
    "errors": errors.schema,
    "events": events.schema,
    "policies": policies.schema,
    "snapshots": snapshots.schema,
}


def contract(name: str) -> Schema:
    """One contract, whole: it refers to nothing outside itself. Raises KeyError for an unknown name."""
    return {"$schema": DIALECT, "$id": f"/api/v1/contracts/{name}.json", **CONTRACTS[name]()}
