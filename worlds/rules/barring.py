"""Why a precondition that fails bars the way: a sentence for each kind of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import conditions as c
from worlds.rules.texts import SOMETHING, capitalised, humanise, person_name, place_name, the_item

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from worlds.rules.situation import Situation


def barred(condition: c.Condition | None, now: Situation) -> str:
    """Why a precondition that fails bars the way, in one or two sentences."""
    explain = _REASONS.get(type(condition))
    return SOMETHING if explain is None else explain(condition, now)


def _has_item(condition: c.HasItem, now: Situation) -> str:
    return f"You would need {the_item(now.scenario, condition.item)}, and you do not have it."


def _missing_item(condition: c.MissingItem, now: Situation) -> str:
    return f"{capitalised(the_item(now.scenario, condition.item))} that you carry is in the way."


def _trait_minimum(condition: c.TraitMinimum, now: Situation) -> str:
    name, value = humanise(condition.trait), now.trait(condition.trait)
    return f"Your {name} is not up to this: it stands at {value}, and {condition.minimum} is needed."


def _trait_maximum(condition: c.TraitMaximum, now: Situation) -> str:
    name, value = humanise(condition.trait), now.trait(condition.trait)
    return f"Your {name} stands in your way: it is {value}, and more than {condition.maximum} is too much."


def _relationship(condition: c.RelationshipMinimum, now: Situation) -> str:
    return f"{capitalised(person_name(now.scenario, condition.npc))} does not think enough of you for that. Not yet."


def _at_location(condition: c.AtLocation, now: Situation) -> str:
    return f"This is not the place for it. You would have to be at {place_name(now, condition.location)}."


def _state_of_place(condition: c.LocationFlagSet | c.LocationFlagNotSet, now: Situation) -> str:
    return f"Not as things stand at {place_name(now, condition.location)}."


def _property(condition: c.LocationPropertyMinimum | c.LocationPropertyMaximum, now: Situation) -> str:
    verb = "low" if isinstance(condition, c.LocationPropertyMinimum) else "high"
    return f"The {humanise(condition.property)} at {place_name(now, condition.location)} is too {verb} for that."


def _environment(
    condition: c.EnvironmentIs | c.EnvironmentMinimum | c.EnvironmentMaximum,
    now: Situation,
) -> str:
    return f"The {humanise(condition.property)} at {place_name(now, condition.location)} does not allow it."


def _npc_at(condition: c.NpcAtLocation, now: Situation) -> str:
    return f"{capitalised(person_name(now.scenario, condition.npc))} is not at {place_name(now, condition.location)}."


def _npc_not_at(condition: c.NpcNotAtLocation, now: Situation) -> str:
    return f"Not while {person_name(now.scenario, condition.npc)} is at {place_name(now, condition.location)}."


def _too_early(_: object, __: Situation) -> str:
    return "It is too early for that. Something has to happen first."


def _too_late(_: object, __: Situation) -> str:
    return "It is too late for that. The moment has passed."


def _first_failing(condition: c.AllOf, now: Situation) -> str:
    return barred(next((part for part in condition.conditions if not part.holds(now)), None), now)


# One function for each type: the generic sentence stands for flags, any_of and none_of, which name no single cause.
_REASONS: Final[dict[type, Callable[[Any, Situation], str]]] = {
    c.HasItem: _has_item,
    c.MissingItem: _missing_item,
    c.TraitMinimum: _trait_minimum,
    c.TraitMaximum: _trait_maximum,
    c.RelationshipMinimum: _relationship,
    c.AtLocation: _at_location,
    c.LocationFlagSet: _state_of_place,
    c.LocationFlagNotSet: _state_of_place,
    c.LocationPropertyMinimum: _property,
    c.LocationPropertyMaximum: _property,
    c.EnvironmentIs: _environment,
    c.EnvironmentMinimum: _environment,
    c.EnvironmentMaximum: _environment,
    c.NpcAtLocation: _npc_at,
    c.NpcNotAtLocation: _npc_not_at,
    c.TimeElapsedMinimum: _too_early,
    c.TimeElapsedMaximum: _too_late,
    c.EventTriggered: _too_early,
    c.EventNotTriggered: _too_late,
    c.AllOf: _first_failing,
}
