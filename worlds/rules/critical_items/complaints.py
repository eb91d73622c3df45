"""What is wrong with policies beside their story: items and anchors that it does not have, promises that cannot be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from worlds import limits
from worlds.rules.effects import ScheduleEvent
from worlds.rules.lexicon import every_effect, known_items
from worlds.rules.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from worlds.rules.critical_items.policies import Policy
    from worlds.rules.reading.notes import Path, Sighting
    from worlds.rules.scenario import Scenario


class Complaint(NamedTuple):
    """`word` is wrong, and one of `known` may have been meant."""

    path: Path
    message: str
    advice: str
    code: str
    word: str = ""
    known: Sequence[str] = ()


def complaints(policies: Sequence[Sighting[Policy]], scenario: Scenario) -> Iterator[Complaint]:
    if len(policies) > limits.CRITICAL_ITEMS:
        advice = f"use {limits.CRITICAL_ITEMS} or fewer"
        yield Complaint(
            policies[0].path[:-1], f"there are too many critical items: {len(policies)}", advice, "too_many"
        )
        return
    seen: set[str] = set()
    for sighting in policies:
        policy, path = sighting.value, sighting.path
        if policy.item in seen:
            message = f"there is a policy for {quoted(policy.item)} already"
            yield Complaint((*path, "item_id"), message, "keep one of them", "repeated_policy")
        seen.add(policy.item)
        yield from _of_item(policy, path, scenario)
        yield from _of_anchors(policy, path, scenario)
        yield from _of_gate(policy, path, scenario)
        if len(policy.public) > limits.LINE:
            message = f"this text is too long: {len(policy.public)} characters"
            yield Complaint((*path, "public"), message, f"use {limits.LINE} or fewer", "text_too_long")


def _of_item(policy: Policy, path: Path, scenario: Scenario) -> Iterator[Complaint]:
    item, known, at = policy.item, known_items(scenario), (*path, "item_id")
    if item not in known:
        yield Complaint(
            at, f"there is no item {quoted(item)}", "name one of the story's", "unknown_item", item, sorted(known)
        )
    elif item not in scenario.placed_items:
        message = f"{quoted(item)} lies nowhere: each player has their own, and nobody can lose it for the others"
        yield Complaint(at, message, "list it in the `items:` of a place, or remove the policy", "unplaced_item")
    elif policy.is_unique:
        yield from _of_uniqueness(policy, path, scenario)


def _of_uniqueness(policy: Policy, path: Path, scenario: Scenario) -> Iterator[Complaint]:
    listed = sum(place.items.count(policy.item) for place in scenario.locations.values())
    brought = policy.item in scenario.protagonist.inventory
    if listed > 1 or brought:
        where = "every character brings one" if brought else f"it is listed {listed} times"
        message = f"{quoted(policy.item)} cannot be unique: {where}"
        yield Complaint((*path, "policy_type"), message, "use instance_quota", "not_unique")
    if policy.min_count != 1:
        message = f"there is one of a unique item, not {policy.min_count}"
        yield Complaint((*path, "min_count"), message, "remove it, or use instance_quota", "not_unique")


def _of_anchors(policy: Policy, path: Path, scenario: Scenario) -> Iterator[Complaint]:
    if policy.min_count > limits.CRITICAL_COPIES:
        advice = f"use {limits.CRITICAL_COPIES} or fewer"
        yield Complaint((*path, "min_count"), f"{policy.min_count} copies are too many", advice, "too_many")
    for index, anchor in enumerate(policy.anchors):
        if anchor not in scenario.locations:
            at, advice = (*path, "anchor_locations", index), "name a place of the story"
            message = f"there is no place {quoted(anchor)}"
            yield Complaint(at, message, advice, "unknown_anchor", anchor, tuple(scenario.locations))


def _of_gate(policy: Policy, path: Path, scenario: Scenario) -> Iterator[Complaint]:
    known = {*scenario.world_flags, *_events(scenario)}
    if policy.quest_gate is not None and policy.quest_gate not in known:
        message = f"{quoted(policy.quest_gate)} is no flag of the world and no event"
        advice = "name a flag that `initial_world` declares, or an event"
        yield Complaint((*path, "quest_gate"), message, advice, "unknown_gate", policy.quest_gate, sorted(known))


def _events(scenario: Scenario) -> Iterable[str]:
    yield from (event.event_id for event in scenario.opening.scheduled)
    yield from scenario.opening.triggered
    yield from (effect.event_id for effect in every_effect(scenario) if isinstance(effect, ScheduleEvent))
