"""Maintenance of critical items at a tick: what is missing, out of reach or held by nobody at play is brought back.

It follows from the state, the policies and who has a seat where: equal states come to equal recoveries. Items are looked
at in order of their ids, each in the world as the ones before it left it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from worlds.rules.critical_items.policies import policies_in
from worlds.rules.critical_items.survey import Survey
from worlds.rules.outcome import Change
from worlds.rules.turns import is_turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from worlds.rules.critical_items.policies import Maintenance, Policy
    from worlds.rules.critical_items.survey import Spot
    from worlds.rules.outcome import Step
    from worlds.rules.party import Company
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import World

Reason = Literal["missing", "below_min_count", "unreachable", "holder_inactive", "holder_gone", "duplicate"]
Seats = Mapping[str, str]  # the places of those who have a seat, by player


@dataclass(frozen=True, slots=True)
class Recovery:
    """One copy of a critical item that was put where it can be had, or taken away where it was one too many.

    It lay at `old_place`, or `old_holder` had it, or it was nowhere. `new_place` is None for a duplicate alone.
    """

    tick: int
    item: str
    reason: Reason
    old_place: str | None = None
    old_holder: str | None = None
    new_place: str | None = None
    public: str = ""


@dataclass(frozen=True, slots=True)
class Maintained:
    """A world after maintenance; the very world before it where nothing had to be kept or noted."""

    world: World
    recoveries: tuple[Recovery, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        return changes_of(self.recoveries)


def changes_of(recoveries: Iterable[Recovery]) -> tuple[Change, ...]:
    """What they changed of the shared state, as everybody may know it: who held an item is in none of them."""
    return tuple(change for recovery in recoveries for change in _changes(recovery))


def after_turn(scenario: Scenario, step: Step, company: Company, *, turns: int) -> Step:
    """A step with the maintenance at the tick that it comes to, if it is a turn; the world had so many turns before it.

    `company` is the one that the step was played in.
    """
    if not is_turn(step.kind, step.cell):
        return step
    seats = dict(company.whereabouts)
    if step.after.player.finish is None:
        seats[company.me] = step.after.player.location
    maintained = maintain(scenario, step.after.world, seats, tick=turns + 1, actor=company.me)
    if maintained.world is step.after.world:
        return step
    return replace(
        step,
        after=replace(step.after, world=maintained.world),
        shared=(*step.shared, *maintained.changes),
        recoveries=maintained.recoveries,
    )


def maintain(scenario: Scenario, world: World, seats: Seats, *, tick: int, actor: str | None = None) -> Maintained:
    """Keep the critical items of a world, which stays as it was; `actor` has just played the turn of this tick."""
    policies = policies_in(scenario, world)
    if world.maintenance is None or not policies:
        return Maintained(world)
    kept = replace(world.maintenance, seen=_seen(policies, world.maintenance, seats, tick=tick, actor=actor))
    survey, recoveries = Survey(scenario, world, seats, kept.seen, tick), list[Recovery]()
    for policy in policies:
        if policy.item in scenario.placed_items:  # what is stored may be older than the checker
            recoveries += _keep(policy, survey, kept.recovered.get(policy.item), tick)
    # A copy that was taken away is no recovery: it delays none.
    recovered = {recovery.item: tick for recovery in recoveries if recovery.new_place is not None}
    kept = replace(kept, recovered={**kept.recovered, **recovered})
    if kept == world.maintenance and not recoveries:
        return Maintained(world)
    return Maintained(replace(survey.world, maintenance=kept), tuple(recoveries))


def _seen(
    policies: tuple[Policy, ...], kept: Maintenance, seats: Seats, *, tick: int, actor: str | None
) -> Mapping[str, int]:
    """The tick of each seated player's last turn; of those who came since the last tick, this one."""
    if all(policy.holder_timeout_ticks is None for policy in policies):
        return {}
    return {player: tick if player == actor else kept.seen.get(player, tick) for player in seats}


def _keep(policy: Policy, survey: Survey, last: int | None, tick: int) -> Iterator[Recovery]:
    if policy.is_unique:
        for spot in survey.surplus(policy):
            survey.take(policy.item, spot)
            yield Recovery(tick, policy.item, "duplicate", *spot)
    if policy.cools(last, tick) or not survey.is_open(policy.quest_gate) or survey.has_enough(policy):
        return
    yield from _bring_back(policy, survey, tick)


def _bring_back(policy: Policy, survey: Survey, tick: int) -> Iterator[Recovery]:
    """Lost copies are moved, and new ones made for what is missing: never more of them than are wanted."""
    anchor, anchors = survey.open_anchor(policy), survey.anchors(policy)
    spots: list[Spot] = [(None, None)] * survey.missing(policy)
    if anchor is not None:
        spots = [*survey.lost_copies(policy), *spots][: survey.short_of(policy)]
    for spot in spots:
        target = anchor or anchors[0]  # out of reach, but no longer out of the world
        survey.take(policy.item, spot)
        survey.put(policy.item, target)
        yield Recovery(tick, policy.item, _why(policy, survey, spot), *spot, target, policy.public)


def _why(policy: Policy, survey: Survey, spot: Spot) -> Reason:
    match spot:
        case (None, None):
            return "missing" if policy.is_unique else "below_min_count"
        case (None, holder):
            return "holder_inactive" if holder in survey.seats else "holder_gone"
    return "unreachable"


def _changes(recovery: Recovery) -> Iterator[Change]:
    if recovery.old_place is not None:
        yield Change(f"world.locations.{recovery.old_place}.items", action="removed", item=recovery.item)
    if recovery.new_place is not None:
        yield Change(f"world.locations.{recovery.new_place}.items", action="added", item=recovery.item)
