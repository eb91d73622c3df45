"""Preconditions and consequences in words, close to how a scenario file spells them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import Field, fields, is_dataclass
from typing import Any, Final

from worlds.rules.conditions import Condition
from worlds.rules.effects import Effect
from worlds.rules.quantities import Span
from worlds.rules.wire import wire_name

# The key that we keep an event by, and what it tells, which is prose.
APART: Final = frozenset({"schedule", "narrative"})


def needed_words(condition: Condition | None) -> str:
    """`has item rope`; empty without a condition."""
    return "" if condition is None else piece_words(condition)


def effect_words(effects: Iterable[Effect]) -> tuple[str, ...]:
    """`modify trait luck -1`, one for each effect."""
    return tuple(piece_words(effect) for effect in effects)


def piece_words(piece: Any) -> str:
    name = wire_name(type(piece)).replace("_", " ")
    values = ((field, getattr(piece, field.name)) for field in fields(piece) if field.name not in APART)
    return " ".join([name, *(_value(field.name, value) for field, value in values if not _untold(field, value))])


def _untold(field: Field[Any], value: object) -> bool:
    """A switch that stands as it stands by itself, or nothing: an author leaves it out, too."""
    return (value is None or isinstance(value, bool)) and value == field.default


def _value(key: str, value: object) -> str:
    match value:
        case bool():
            return key if value else f"{key} false"
        case Span(amount, unit):
            return f"in {amount} {unit}"
        case tuple():
            return f"({'; '.join(piece_words(part) if is_dataclass(part) else str(part) for part in value)})"
        case _:
            return str(value)
