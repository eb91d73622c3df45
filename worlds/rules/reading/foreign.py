"""Files of another kind: one line says so, instead of one for every key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from worlds.rules.tree import Value

# A file with any of these was meant to be a scenario, whatever else is wrong with it.
_OURS: Final = frozenset({"initial_character", "initial_world", "start_node", "nodes", "endings"})
_MODEST: Final = frozenset({"name", "title", "description", "version", "language", "travel_config", "critical_items"})
# What these keys together speak of; the first that fits counts.
_KINDS: Final[tuple[tuple[frozenset[str], str], ...]] = (
    (frozenset({"format", "view", "turns"}), "a story that Kleene exported"),
    (frozenset({"scenarios"}), "a registry of scenarios"),
    (frozenset({"current_node"}), "a saved game"),
    (frozenset({"character", "world"}), "a saved game"),
    (frozenset({"character", "turn"}), "a saved game"),
    (frozenset({"session_id"}), "a saved game"),
    (frozenset({"openapi"}), "a description of an API"),
    (frozenset({"services"}), "a Compose file"),
    (frozenset({"jobs"}), "a workflow of continuous integration"),
    (frozenset({"apiVersion", "kind"}), "a Kubernetes manifest"),
    (frozenset({"passages"}), "a Twine story"),
    (frozenset({"inkVersion"}), "an Ink story"),
)


def foreign_kind(document: Mapping[str, Value]) -> str | None:
    """What a file is that has nothing of a scenario; None for one that was meant to be a scenario."""
    keys = frozenset(document)
    if keys & _OURS or keys <= _MODEST | {"metadata"}:
        return None
    return next((kind for told, kind in _KINDS if told <= keys), "a file of another kind")
