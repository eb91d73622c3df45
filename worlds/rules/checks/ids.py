"""Ids that could be taken for something else once they stand in a path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.checks.subject import Subject
    from worlds.rules.reading.notes import Path
    from worlds.rules.tree import Value

# Keys whose value is an id, keys that list ids, and keys below which the author's own ids are keys.
_IDS: Final = frozenset({"id", "item", "flag", "trait", "npc", "location", "property", "event_id", "item_id"})
_LISTS: Final = frozenset({"inventory", "items", "triggered_events"})
_OPEN: Final = frozenset({"nodes", "endings", "location_state"})
OWN_KEYS: Final = frozenset({"flags", "traits", "relationships", "properties", "environment", "npc_locations"})


def ids_with_dots(subject: Subject) -> None:
    """Once for each id, where it stands first: `world.locations.r.flags.x` must have one meaning."""
    first: dict[str, Path] = {}
    for path, identifier in ids_of(subject.notes.document, ()):
        if "." in identifier:
            first.setdefault(identifier, path)
    for identifier, path in first.items():
        message = f"the id {quoted(identifier)} contains a dot, which separates the parts of a path"
        advice = f"write {quoted(identifier.strip('.').replace('.', '_') or 'another')}"
        subject.notes.error(path, message, advice, "dotted_id")


def ids_of(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Every id that a document gives or names, where it stands."""
    if isinstance(value, list):
        for index, entry in enumerate(value):
            yield from ids_of(entry, (*path, index))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _ids_at(key, entry, (*path, key))


def _ids_at(key: str, value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    if key in _IDS and isinstance(value, str):
        yield path, value
    elif key in _LISTS and isinstance(value, list):
        yield from (((*path, index), entry) for index, entry in enumerate(value) if isinstance(entry, str))
    elif isinstance(value, dict) and key in _OPEN | OWN_KEYS:
        yield from (((*path, name), name) for name in value)
    if key not in OWN_KEYS and key != "metadata":
        yield from ids_of(value, path)
