"""Older spellings of the file format, put into today's before anything reads them.

The tree is changed in place and keeps its lines, so that a mistake in an old spelling is still found where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.problems import Problem, Problems
from worlds.rules.quantities import SECONDS
from worlds.rules.tree import MarkedList, MarkedMapping, OddNumber, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Every key that the published format has renamed, by what it stands in: the older name and today's.
RENAMED: Final[Mapping[str, Mapping[str, str]]] = {
    "scenario": {"title": "name"},
    "metadata": {"title": "name", "description": "description"},  # moved to the scenario itself
    "node": {"consequence": "on_enter"},
    "outcome_nodes": {"revelation": "constraint"},
    "modify_trait": {"amount": "delta"},
    "modify_relationship": {"amount": "delta", "target": "npc"},
    "modify_location_property": {"amount": "delta"},
    "modify_environment": {"amount": "delta"},
    "advance_time": {"delta": "amount"},
}
# Every word that it has renamed, by the key whose value it is.
RENAMED_WORDS: Final[Mapping[str, Mapping[str, str]]] = {"cell": {"revelation": "constraint"}}


def normalise(document: MarkedMapping, problems: Problems) -> None:
    """Rewrite every legacy spelling below `document`; what deserves a warning goes to `problems`."""
    _version_as_text(document)
    _whole_numbers(document)
    _names(document)
    world = document.get("initial_world")
    if isinstance(world, MarkedMapping):
        _world(world)
    for node_id, node in _mappings(document, "nodes"):
        _node(node, f"nodes.{node_id}", problems)


def _version_as_text(document: MarkedMapping) -> None:
    version = document.get("version")
    if isinstance(version, int | OddNumber) and not isinstance(version, bool):
        document["version"] = str(version)


def _whole_numbers(document: Value) -> None:
    pending = [document]
    while pending:
        holder = pending.pop()
        entries: list[tuple[str | int, Value]] = []
        if isinstance(holder, dict):
            entries.extend(holder.items())
        elif isinstance(holder, list):
            entries.extend(enumerate(holder))
        for key, entry in entries:
            if isinstance(entry, OddNumber) and entry.whole is not None:
                holder[key] = entry.whole  # type: ignore[index]
            elif isinstance(entry, dict | list):
                pending.append(entry)


def _names(document: MarkedMapping) -> None:
    """`name`, else `title`, else `metadata.title`; `description`, else `metadata.description`."""
    _rename(document, "scenario")
    metadata = document.get("metadata")
    if isinstance(metadata, MarkedMapping):
        for old, new in RENAMED["metadata"].items():
            if old in metadata and document.get(new) is None:
                document.put(new, metadata[old], metadata.lines[old])
            metadata.pop(old, None)


def _world(world: MarkedMapping) -> None:
    for _, event in _entries(world, "scheduled_events"):
        _effects(event, "consequences")
    for _, location in _entries(world, "locations"):
        _condition(location, "precondition")
        _variants(location)
        _connections(location)


def _connections(location: MarkedMapping) -> None:
    """A way out may be a bare id; lists may mix both."""
    ways = location.get("connections")
    if not isinstance(ways, MarkedList):
        return
    for index, way in enumerate(ways):
        if isinstance(way, str):
            ways[index] = _mapping(ways.lines[index], target=way)


def _node(node: MarkedMapping, path: str, problems: Problems) -> None:
    _consequence_as_on_enter(node, path, problems)
    _effects(node, "on_enter")
    _condition(node, "precondition")
    _variants(node)
    choice = node.get("choice")
    if not isinstance(choice, MarkedMapping):
        return
    for _, option in _entries(choice, "options"):
        _option(option)


def _option(option: MarkedMapping) -> None:
    _effects(option, "consequence")
    _condition(option, "precondition")
    _variants(option)
    outcomes = option.get("outcome_nodes")
    if isinstance(outcomes, MarkedMapping):
        _rename(outcomes, "outcome_nodes")
    cell = option.get("cell")
    if isinstance(cell, str) and cell in RENAMED_WORDS["cell"]:
        option["cell"] = RENAMED_WORDS["cell"][cell]


def _consequence_as_on_enter(node: MarkedMapping, path: str, problems: Problems) -> None:
    """A node's `consequence` is in no document of the format, but in published files: it runs on entering."""
    if "consequence" not in node:
        return
    _as_list(node, "on_enter")
    _as_list(node, "consequence")
    late, early = node["consequence"], node.get("on_enter")
    line = node.lines["consequence"]
    message = "a node's `consequence` is taken as `on_enter`"
    problems.add(Problem("warning", line, f"{path}.consequence", message, "rename it to on_enter", "node_consequence"))
    if isinstance(early, MarkedList) and isinstance(late, MarkedList):
        for entry, entry_line in zip(late, late.lines, strict=True):
            early.put(entry, entry_line)
        del node["consequence"]
    else:
        _rename(node, "node")


def _effects(holder: MarkedMapping, key: str) -> None:
    _as_list(holder, key)
    for _, effect in _entries(holder, key):
        _effect(effect)


def _effect(effect: MarkedMapping) -> None:
    kind = effect.get("type")
    if isinstance(kind, str):
        _rename(effect, kind)
    if kind == "advance_time":
        _unit_as_key(effect)
    elif kind == "schedule_event":
        _effects(effect, "consequences")


def _unit_as_key(effect: MarkedMapping) -> None:
    """`hours: 2` for `amount: 2` and `unit: hours`."""
    unit = next((key for key in effect if key in SECONDS), None)
    if unit is not None and "amount" not in effect and "unit" not in effect:
        line = effect.lines[unit]
        effect.put("amount", effect.pop(unit), line)
        effect.put("unit", unit, line)


def _condition(holder: MarkedMapping, key: str) -> None:
    """A list of conditions means all of them; an empty list or mapping means none."""
    if key not in holder:
        return
    given = holder[key]
    if given is None or given in ([], {}):
        del holder[key]
    elif isinstance(given, MarkedList):
        holder[key] = _mapping(holder.lines[key], type="all_of", conditions=given)
        _conditions(given)
    elif isinstance(given, MarkedMapping):
        _as_list(given, "conditions")
        _conditions(given.get("conditions"))


def _variants(holder: MarkedMapping) -> None:
    """Their conditions may be written as short as any other."""
    for _, variant in _entries(holder, "variants"):
        _condition(variant, "when")


def _conditions(conditions: Value) -> None:
    for condition in conditions if isinstance(conditions, MarkedList) else ():
        if isinstance(condition, MarkedMapping):
            _as_list(condition, "conditions")
            _conditions(condition.get("conditions"))


def _rename(holder: MarkedMapping, what: str) -> None:
    """Give the keys of a `what` today's names; where both stand and differ, today's counts, and the older one stays to be told."""
    for old, new in RENAMED.get(what, {}).items():
        if old in holder and holder.get(new) in (None, holder[old]):
            value = holder.pop(old)
            if holder.get(new) is None:
                holder.put(new, value, holder.lines[old])


def _as_list(holder: MarkedMapping, key: str) -> None:
    alone = holder.get(key)
    if isinstance(alone, MarkedMapping):
        wrapped = MarkedList(alone.line)
        wrapped.put(alone, alone.line)
        holder[key] = wrapped


def _mapping(line: int, **entries: Value) -> MarkedMapping:
    made = MarkedMapping(line)
    for key, value in entries.items():
        made.put(key, value, line)
    return made


def _entries(holder: MarkedMapping, key: str) -> Iterator[tuple[int, MarkedMapping]]:
    listed = holder.get(key)
    for index, entry in enumerate(listed if isinstance(listed, MarkedList) else ()):
        if isinstance(entry, MarkedMapping):
            yield index, entry


def _mappings(holder: MarkedMapping, key: str) -> Iterator[tuple[str, MarkedMapping]]:
    named = holder.get(key)
    for name, entry in named.items() if isinstance(named, MarkedMapping) else ():
        if isinstance(entry, MarkedMapping):
            yield name, entry
