"""Policies of critical items: what each promises, and which are in force in a world."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from worlds.rules.critical_items.shape import PolicyTold, PolicyType
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import World


@dataclass(frozen=True, slots=True)
class Policy:
    """What is promised of one placed item.

    `anchors` are the places where it is brought back, the first that can be reached; none are those where the story lists
    it. A tick is a turn of the world. `cooldown_ticks` pass between two recoveries. With a `quest_gate` nothing is brought
    back before that flag of the world is set, or that event has happened. Whoever has played no turn for more than
    `holder_timeout_ticks` loses it; None never takes it. `public` is what everybody is told.
    """

    item: str
    kind: PolicyType
    min_count: int = 1
    anchors: tuple[str, ...] = ()
    cooldown_ticks: int = 0
    quest_gate: str | None = None
    holder_timeout_ticks: int | None = None
    public: str = ""

    @property
    def is_unique(self) -> bool:
        return self.kind != "instance_quota"

    @property
    def wanted(self) -> int:
        """How many copies there must be to be had."""
        return 1 if self.is_unique else self.min_count

    def cools(self, last: int | None, tick: int) -> bool:
        """Whether it is too early after the last recovery, if there was one."""
        return last is not None and tick - last < self.cooldown_ticks


@dataclass(frozen=True, slots=True)
class Maintenance:
    """The part of a world's state by which critical items are kept; a world without it has none.

    `policies` None: those of the story. `recovered` has the tick of each item's last recovery, `seen` that of each seated
    player's last turn, both as far as a policy asks for it.
    """

    policies: tuple[Policy, ...] | None = None
    recovered: Mapping[str, int] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)


def policies_in(scenario: Scenario, world: World) -> tuple[Policy, ...]:
    """The policies in force in a world, in order of their items."""
    if world.maintenance is None:
        return ()
    own = world.maintenance.policies
    return scenario.critical_items if own is None else own


def maintenance_of(scenario: Scenario) -> Maintenance | None:
    """What the state of a new world of a story begins with."""
    return Maintenance() if scenario.critical_items else None


def put_in_force(world: World, policies: tuple[Policy, ...]) -> World:
    """The same world with policies of its own from now on; what was recovered before still delays what is to come."""
    return replace(world, maintenance=replace(world.maintenance or Maintenance(), policies=policies))


def forgetting(kept: Maintenance | None, player: str) -> Maintenance | None:
    """The same for a world that somebody leaves: who comes back is seen anew."""
    if kept is None or player not in kept.seen:
        return kept
    return replace(kept, seen={other: tick for other, tick in kept.seen.items() if other != player})


def in_order(policies: tuple[Policy, ...]) -> tuple[Policy, ...]:
    return tuple(sorted(policies, key=lambda policy: policy.item))


def policy_to_json(policy: Policy) -> PolicyTold:
    """The keys of a scenario's file; what was not said is left out."""
    told: PolicyTold = {
        "item_id": policy.item,
        "policy_type": policy.kind,
        "anchor_locations": list(policy.anchors),
        "cooldown_ticks": policy.cooldown_ticks,
    }
    if not policy.is_unique:
        told["min_count"] = policy.min_count
    if policy.quest_gate is not None:
        told["quest_gate"] = policy.quest_gate
    if policy.holder_timeout_ticks is not None:
        told["holder_timeout_ticks"] = policy.holder_timeout_ticks
    if policy.public:
        told["public"] = policy.public
    return told


def policy_from_json(stored: Mapping[str, Any]) -> Policy:
    """What `policy_to_json` was given. Raises LookupError for anything else."""
    return Policy(
        stored["item_id"],
        stored["policy_type"],
        stored.get("min_count", 1),
        tuple(stored["anchor_locations"]),
        stored["cooldown_ticks"],
        stored.get("quest_gate"),
        stored.get("holder_timeout_ticks"),
        stored.get("public", ""),
    )


def policies_to_command(policies: tuple[Policy, ...]) -> dict[str, object]:
    """What a record of kind policy holds."""
    return {"policies": [policy_to_json(policy) for policy in policies]}


def policies_of(command: Mapping[str, Any]) -> tuple[Policy, ...]:
    return tuple(policy_from_json(policy) for policy in command["policies"])


def maintenance_to_json(kept: Maintenance) -> dict[str, object]:
    told: dict[str, object] = {}
    if kept.policies is not None:
        told["policies"] = [policy_to_json(policy) for policy in kept.policies]
    return told | {"recovered": dict(kept.recovered), "seen": dict(kept.seen)}


def maintenance_from_json(stored: Mapping[str, Any]) -> Maintenance:
    own = stored.get("policies")
    policies = None if own is None else tuple(policy_from_json(policy) for policy in own)
    return Maintenance(policies, dict(stored["recovered"]), dict(stored["seen"]))
