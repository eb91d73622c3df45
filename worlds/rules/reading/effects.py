"""Reading consequences."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from typing import Any, Final

from worlds.rules.canonical import digest
from worlds.rules.conditions import CONDITIONS
from worlds.rules.effects import EFFECTS, Effect, ScheduleEvent
from worlds.rules.problems import listed, quoted
from worlds.rules.quantities import Span
from worlds.rules.reading.fields import Fields
from worlds.rules.reading.gates import argument
from worlds.rules.reading.notes import Sighting
from worlds.rules.reading.words import late_text
from worlds.rules.tree import plain

_MADE_BY_US: Final = "schedule"


def deeds(holder: Fields, key: str) -> tuple[Effect, ...]:
    """The consequences listed at `key`, without those of an unknown type."""
    read = (_effect(given) for given in holder.listed(key))
    return tuple(effect for effect in read if effect is not None)


def schedule_of(holder: Fields, event_id: str) -> tuple[str, tuple[Effect, ...]]:
    """What an event does, and the key that this and what it tells are kept under.

    The key is the same in every process, and new when either changes.
    """
    effects, narrative = deeds(holder, "consequences"), late_text(holder, "narrative")
    done = plain(holder.entries.get("consequences"))
    key = f"{event_id}-{digest([done, narrative] if narrative else done)[:16]}"
    holder.notes.schedules[key] = effects
    if narrative:
        holder.notes.event_lines[key] = narrative
    return key, effects


def _effect(given: Fields) -> Effect | None:
    kind = _kind(given)
    if kind is None:
        return None
    names = [field.name for field in fields(kind) if field.name != _MADE_BY_US]
    given.only("type", *names)
    effect = _schedule_event(given) if kind is ScheduleEvent else kind(**_arguments(given, kind))
    given.notes.effects.append(Sighting(effect, given.path))
    return effect


def _kind(given: Fields) -> type[Effect] | None:
    name = given.needed_text("type")
    kind = EFFECTS.get(name)
    if kind is None and name:
        otherwise = f"use {listed(EFFECTS)}"
        if name in CONDITIONS:
            otherwise = "this is a precondition: move it there"
        advice = given.suggest(name, tuple(EFFECTS), otherwise)
        message = f"{quoted(name)} is not a consequence and does nothing"
        given.notes.warn((*given.path, "type"), message, advice, "unknown_consequence")
    return kind


def _arguments(given: Fields, kind: type[Effect]) -> dict[str, Any]:
    return {field.name: _argument(given, field) for field in fields(kind)}


def _argument(given: Fields, field: Any) -> Any:
    if field.name == "entry":
        return given.needed_text("entry")
    if field.name == "reason":
        return given.text("reason") or None
    return argument(given, field.name, field.type, None if field.default is MISSING else field.default)


def _schedule_event(given: Fields) -> ScheduleEvent:
    event_id = given.needed_identifier("event_id")
    delay = given.span("delay")
    if delay is None:
        given.missing("delay", "write `delay: {amount: 1, unit: hours}`")
    schedule, effects = schedule_of(given, event_id)
    event = ScheduleEvent(event_id, delay or Span(0, "seconds"), effects)
    return replace(event, schedule=schedule, narrative=given.notes.event_lines.get(schedule, ""))
