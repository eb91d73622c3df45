"""Reading preconditions."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, Final

from worlds.rules.conditions import CONDITIONS, AnyOf, Condition, NoneOf
from worlds.rules.problems import listed, quoted
from worlds.rules.reading.fields import Fields
from worlds.rules.reading.notes import Sighting
from worlds.rules.suggestions import has_opposite, same_in_other_words

if TYPE_CHECKING:
    from collections.abc import Mapping

NEVER: Final = AnyOf(())  # stands in for a condition that could not be read


def gate(holder: Fields, key: str = "precondition") -> Condition | None:
    """The precondition at `key`, None if there is none."""
    if holder.entries.get(key) is None:
        return None
    return read_condition(holder.inner(key), negated=False)


def read_condition(given: Fields, *, negated: bool) -> Condition:
    kind = _kind(given)
    if kind is None:
        return NEVER
    given.only("type", *(field.name for field in fields(kind)))
    within = negated != (kind is NoneOf)
    condition = kind(**{field.name: _argument(given, field, within) for field in fields(kind)})
    given.notes.conditions.append(Sighting(condition, given.path, negated))
    return condition


def _kind(given: Fields) -> type[Condition] | None:
    name = given.needed_text("type")
    kind = CONDITIONS.get(name)
    if kind is None and name:
        advice = given.suggest(name, tuple(CONDITIONS), _other_advice(name))
        message = f"{quoted(name)} is not a precondition: it would lock this for good"
        given.notes.error((*given.path, "type"), message, advice, "unknown_precondition")
    return kind


def _other_advice(name: str) -> str:
    same = same_in_other_words(name, CONDITIONS)
    if same is not None:
        return f"did you mean {quoted(same)}?"
    if has_opposite(name, CONDITIONS):
        return "write `type: none_of`, with a condition that must not hold in its `conditions`"
    return f"use {listed(CONDITIONS)}"


def _argument(given: Fields, field: Any, negated: bool) -> Any:  # noqa: FBT001 - handed on, not decided by
    if field.type == "tuple[Condition, ...]":
        return tuple(read_condition(inner, negated=negated) for inner in given.listed(field.name))
    return argument(given, field.name, field.type, None if field.default is MISSING else field.default)


def argument(given: Fields, name: str, kind: str, default: Any) -> Any:
    """The value of a dataclass field, read by the field's own annotation."""
    return _READERS[kind](given, name, default)


_READERS: Final[Mapping[str, Any]] = {
    "str": lambda given, name, _: given.needed_identifier(name),
    "str | None": lambda given, name, _: given.identifier(name),
    "int": lambda given, name, _: given.needed_whole(name),
    "bool": lambda given, name, default: given.truth(name, default),
    "str | int": lambda given, name, _: given.setting(name),
    "Unit": lambda given, name, default: given.unit(name, default),
}
