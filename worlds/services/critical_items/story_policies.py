"""The policies of critical items that the staff gives a story: new worlds of it begin with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from common.errors import NotFound
from worlds.models import CriticalItemPolicy, Scenario, SharedWorld
from worlds.models.compiled import compiled_scenario
from worlds.rules.critical_items.policies import Policy, policy_to_json
from worlds.rules.critical_items.requests import BadPolicy, policies_from
from worlds.rules.critical_items.shape import PolicyTold
from worlds.rules.scenario import Scenario as Story
from worlds.services.stories.publishing import lock_scenario


def story_policies(scenario: Scenario) -> list[PolicyTold]:
    """The policies that new worlds of a story begin with: the staff's, or else those of its newest file."""
    own = [row.policy for row in scenario.critical_items.all()]
    return [policy_to_json(policy) for policy in own or _newest_of(scenario).critical_items]


@transaction.atomic
def change_story_policies(*, scenario_id: int, policies: Any) -> list[PolicyTold]:
    """Give a story policies for the worlds that are made from now on; none leave it to its file. Raises BadPolicy, NotFound."""
    scenario = lock_scenario(pk=scenario_id)
    wanted = policies_from(policies, _newest_of(scenario))
    scenario.critical_items.all().delete()
    CriticalItemPolicy.objects.bulk_create(_row(scenario, policy) for policy in wanted)
    return [policy_to_json(policy) for policy in wanted]


def staff_policies(world: SharedWorld) -> tuple[Policy, ...] | None:
    """What the staff gave the story of a new world, as far as it fits the story as it is now; None where they gave nothing."""
    rows = list(CriticalItemPolicy.objects.filter(scenario_id=world.scenario_id).order_by("item_id"))
    return tuple(_fitting([row.policy for row in rows], world)) if rows else None


def _newest_of(scenario: Scenario) -> Story:
    """The story as new worlds play it. Raises NotFound for one that was never imported."""
    newest = scenario.newest
    if newest is None:
        raise NotFound("This scenario has no revision.")
    return compiled_scenario(newest)


def _fitting(policies: Sequence[Policy], world: SharedWorld) -> list[Policy]:
    story = compiled_scenario(world.revision)
    fitting: list[Policy] = []
    for policy in policies:
        told: Any = policy_to_json(policy)
        try:
            fitting += policies_from([told], story)
        except BadPolicy:  # a newer file has lost the item, or its anchor
            continue
    return fitting


def _row(scenario: Scenario, policy: Policy) -> CriticalItemPolicy:
    return CriticalItemPolicy(
        scenario=scenario,
        item_id=policy.item,
        policy_type=policy.kind,
        min_count=policy.min_count,
        anchor_locations=list(policy.anchors),
        cooldown_ticks=policy.cooldown_ticks,
        quest_gate=policy.quest_gate or "",
        holder_timeout_ticks=policy.holder_timeout_ticks,
        public=policy.public,
    )
