"""Conditions that can never hold."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from worlds.rules import conditions as when
from worlds.rules import effects as then
from worlds.rules.problems import quoted
from worlds.rules.reading.notes import of_kind
from worlds.rules.situation import CURRENT, IMPROVISED_FLAG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.checks.subject import Subject
    from worlds.rules.reading.notes import Path
    from worlds.rules.scenario import Surroundings

_GAME_START = "game_start"


def items_nobody_can_gain(subject: Subject) -> None:
    scenario = subject.scenario
    gained = (seen.value.item for seen in of_kind(subject.notes.effects, then.GainItem))
    known = dict.fromkeys(chain(scenario.protagonist.inventory, gained, _items_to_pick_up(subject)))
    for seen in of_kind(subject.notes.conditions, when.HasItem):
        if seen.value.item not in known and not seen.negated:
            advice = subject.suggest(seen.value.item, known, "add a gain_item, or put it in the inventory")
            message = f"no player can ever have {quoted(seen.value.item)}"
            subject.notes.error((*seen.path, "item"), message, advice, "unobtainable_item")


def _items_to_pick_up(subject: Subject) -> frozenset[str]:
    """Only where players roam freely can they take what no option gives them."""
    roams = any(node.free_roam for node in subject.scenario.nodes.values())
    return subject.scenario.placed_items if roams else frozenset()


def flags_never_set(subject: Subject) -> None:
    scenario = subject.scenario
    initial = {**scenario.opening.flags, **scenario.protagonist.flags}
    later = (seen.value.flag for seen in of_kind(subject.notes.effects, then.SetFlag) if seen.value.value)
    known = dict.fromkeys(chain((flag for flag, value in initial.items() if value), later))
    for seen in of_kind(subject.notes.conditions, when.FlagSet):
        flag = seen.value.flag
        wanted = seen.value.value and not seen.negated and not flag.startswith(IMPROVISED_FLAG)
        if wanted and flag not in known:
            advice = subject.suggest(flag, known, "add a set_flag, or set it to true at the start")
            subject.notes.error((*seen.path, "flag"), f"nothing ever sets {quoted(flag)}", advice, "flag_never_set")


def events_never_scheduled(subject: Subject) -> None:
    opening = subject.scenario.opening
    later = (seen.value.event_id for seen in of_kind(subject.notes.effects, then.ScheduleEvent))
    known = dict.fromkeys(chain((event.event_id for event in opening.scheduled), opening.triggered, later))
    for path, event in _events_waited_for(subject):
        if event not in known:
            advice = subject.suggest(event, known, "add a schedule_event, or an entry in scheduled_events")
            subject.notes.error(path, f"nothing ever schedules {quoted(event)}", advice, "event_never_scheduled")


def _events_waited_for(subject: Subject) -> Iterator[tuple[Path, str]]:
    for seen in of_kind(subject.notes.conditions, when.EventTriggered):
        if not seen.negated:
            yield (*seen.path, "event_id"), seen.value.event_id
    for since in of_kind(subject.notes.conditions, when.TimeElapsedMinimum, when.TimeElapsedMaximum):
        if since.value.since not in {None, _GAME_START} and not since.negated:
            yield (*since.path, "since"), str(since.value.since)


def traits_out_of_reach(subject: Subject) -> None:
    """No option raises a trait that far; improvising gives a point at a time."""
    highest = dict(subject.scenario.protagonist.traits)
    for set_to in of_kind(subject.notes.effects, then.SetTrait):
        highest[set_to.value.trait] = max(highest.get(set_to.value.trait, 0), set_to.value.value)
    for raised in of_kind(subject.notes.effects, then.ModifyTrait):
        highest[raised.value.trait] = highest.get(raised.value.trait, 0) + max(0, raised.value.delta)
    for seen in of_kind(subject.notes.conditions, when.TraitMinimum):
        trait, most = seen.value.trait, highest.get(seen.value.trait, 0)
        if seen.value.minimum > most and not seen.negated:
            message = f"{quoted(trait)} must be {seen.value.minimum}, but it can reach at most {most}"
            advice = "lower the minimum, or add a modify_trait"
            subject.notes.warn((*seen.path, "minimum"), message, advice, "trait_out_of_reach")


def place_flags_never_written(subject: Subject) -> None:
    written = {(place, flag) for place, state in _states(subject) for flag in state.flags}
    for seen in of_kind(subject.notes.effects, then.SetLocationFlag, then.ClearLocationFlag):
        written.add((seen.value.location, seen.value.flag))
    for tested in of_kind(subject.notes.conditions, when.LocationFlagSet, when.LocationFlagNotSet):
        if not _is_written(tested.value.location, tested.value.flag, written):
            _never_written(subject, (*tested.path, "flag"), tested.value.flag, "set_location_flag")


def place_properties_never_written(subject: Subject) -> None:
    written = {(place, name) for place, state in _states(subject) for name in state.properties}
    for seen in of_kind(subject.notes.effects, then.ModifyLocationProperty, then.SetLocationProperty):
        written.add((seen.value.location, seen.value.property))
    for tested in of_kind(subject.notes.conditions, when.LocationPropertyMinimum, when.LocationPropertyMaximum):
        if not _is_written(tested.value.location, tested.value.property, written):
            _never_written(subject, (*tested.path, "property"), tested.value.property, "set_location_property")


def _states(subject: Subject) -> Iterator[tuple[str, Surroundings]]:
    yield from subject.scenario.opening.surroundings.items()


def _is_written(place: str, name: str, written: set[tuple[str, str]]) -> bool:
    """`current` may be any place, when tested and when written."""
    if place == CURRENT:
        return any(name == known for _, known in written)
    return (place, name) in written or (CURRENT, name) in written


def _never_written(subject: Subject, path: Path, name: str, kind: str) -> None:
    advice = f"add a {kind}, or an entry in the place's initial_state"
    subject.notes.warn(path, f"nothing ever writes {quoted(name)} of this place", advice, "place_state_never_written")


def people_who_are_nowhere(subject: Subject) -> None:
    moved = (seen.value.npc for seen in of_kind(subject.notes.effects, then.MoveNpc))
    known = dict.fromkeys(chain(subject.scenario.opening.npc_locations, moved))
    for seen in of_kind(subject.notes.conditions, when.NpcAtLocation, when.NpcNotAtLocation):
        if seen.value.npc not in known:
            advice = subject.suggest(seen.value.npc, known, "add them to npc_locations")
            message = f"{quoted(seen.value.npc)} is never anywhere"
            subject.notes.warn((*seen.path, "npc"), message, advice, "npc_nowhere")
