"""Preconditions and consequences in words, close to how a scenario file spells them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any

from worlds.rules.conditions import Condition
from worlds.rules.effects import Effect
from worlds.rules.quantities import Span
from worlds.rules.wire import wire_name


def needed(condition: Condition | None) -> str:
    """`has item rope`; empty without a condition."""
    return "" if condition is None else told(condition)


def done(effects: Iterable[Effect]) -> tuple[str, ...]:
    """`modify trait luck -1`, one for each effect."""
    return tuple(told(effect) for effect in effects)


def told(piece: Any) -> str:
    name = wire_name(type(piece)).replace("_", " ")
    values = (_value(getattr(piece, field.name)) for field in fields(piece) if field.name != "schedule")
    return " ".join([name, *filter(None, values)])


def _value(value: object) -> str:
    match value:
        case None | True:
            return ""
        case False:
            return "to false"
        case Span(amount, unit):
            return f"in {amount} {unit}"
        case tuple():
            return f"({'; '.join(told(part) if is_dataclass(part) else str(part) for part in value)})"
        case _:
            return str(value)
