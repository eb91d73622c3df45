"""Ids that could be taken for something else once they stand in a path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.checks.subject import Subject
    from worlds.rules.reading.notes import Path

# Keys whose value is an id, keys that list ids, and keys below which the author's own ids are keys.
_IDS: Final = frozenset({"id", "item", "flag", "trait", "npc", "location", "property", "event_id", "item_id"})
_LISTS: Final = frozenset({"inventory", "items", "triggered_events"})
_OPEN: Final = frozenset({"nodes", "endings", "location_state"})
_NAMED: Final = frozenset({("items",), ("npcs",)})  # the same, where the document itself holds them
OWN_KEYS: Final = frozenset({"flags", "traits", "relationships", "properties", "environment", "npc_locations"})
OPAQUE: Final = OWN_KEYS | {"metadata"}  # below these no key means anything to us


def ids_with_dots(subject: Subject) -> None:
    """Once for each id, where it stands first: `world.locations.r.flags.x` must have one meaning."""
    first: dict[str, Path] = {}
    for path, identifier in ids_of(subject):
        if "." in identifier:
            first.setdefault(identifier, path)
    for identifier, path in first.items():
        message = f"the id {quoted(identifier)} contains a dot, which separates the parts of a path"
        advice = f"write {quoted(identifier.strip('.').replace('.', '_') or 'another')}"
        subject.notes.error(path, message, advice, "dotted_id")


def ids_of(subject: Subject) -> Iterator[tuple[Path, str]]:
    """Every id that a document gives or names, where it stands."""
    for path, value in subject.values(not_below=OPAQUE):
        if isinstance(value, str) and _is_id_at(path):
            yield path, value
        elif isinstance(value, dict) and (path[-1] in _OPEN | OWN_KEYS or path in _NAMED):
            yield from (((*path, name), name) for name in value)


def _is_id_at(path: Path) -> bool:
    if path[-2:-1] == ("look",):
        return False  # a noun, which may be any word
    return path[-1] in _IDS or (isinstance(path[-1], int) and path[-2] in _LISTS)
