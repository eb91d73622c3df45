"""Critical items in the back office: policies as they would stand in a scenario's file, and what was brought back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from django import forms
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminTextareaWidget

from common.backoffice import Act, note, who
from common.form_fields import AsWritten
from worlds import limits
from worlds.models import Scenario, SharedWorld
from worlds.rules.critical_items.requests import content_of_text
from worlds.rules.critical_items.shape import PolicyTold
from worlds.services.critical_items.policies import change_world_policies, world_policies
from worlds.services.critical_items.recoveries import RecoveryTold, kept_recoveries, recovery_told
from worlds.services.critical_items.requested_maintenance import run_maintenance
from worlds.services.critical_items.story_policies import change_story_policies, story_policies

SHOWN = 50  # recoveries


class PoliciesForm(forms.Form):
    policies = AsWritten(
        required=False,
        max_length=limits.POLICIES,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 24, "spellcheck": "false"}),
        help_text="YAML, as under critical_items in a scenario's file: item_id, policy_type, and what else it promises.",
    )


def as_text(policies: Sequence[PolicyTold]) -> str:
    """Empty where there are none."""
    return yaml.safe_dump(list(policies), sort_keys=False, allow_unicode=True, width=120) if policies else ""


def set_world_policies(request: HttpRequest, world: SharedWorld, data: Mapping[str, Any]) -> str:
    wanted = content_of_text(data["policies"])
    kept = change_world_policies(world_id=world.pk, policies=wanted, by=who(request))
    note(request, world, f"Critical items set: {items_of(kept)}.")
    return f"From the next turn on, the world {world} keeps: {items_of(kept)}."


def set_story_policies(request: HttpRequest, scenario: Scenario, data: Mapping[str, Any]) -> str:
    kept = change_story_policies(scenario_id=scenario.pk, policies=content_of_text(data["policies"]))
    note(request, scenario, f"Critical items set: {items_of(kept)}.")
    return f"New worlds of “{scenario}” keep: {items_of(kept)}." if kept else f"“{scenario}” follows its file again."


def bring_back(request: HttpRequest, world: SharedWorld, _data: Mapping[str, Any]) -> str:
    record = run_maintenance(world_id=world.pk, by=who(request))
    if record is None:
        return "Nothing had to be brought back."
    note(request, world, f"Critical items brought back, in record {record}.")
    return f"Brought back, in record {record} of the world."


def items_of(policies: Sequence[PolicyTold]) -> str:
    return ", ".join(policy["item_id"] for policy in policies) or "nothing"


def newest_recoveries(world: SharedWorld) -> list[RecoveryTold]:
    return [recovery_told(row) for row in kept_recoveries(world_id=world.pk)[:SHOWN]]


WORLD_POLICIES = Act(
    name="critical_items",
    label="Change critical items",
    icon="key",
    permission="worlds.change_sharedworld",
    perform=set_world_policies,
    fits=lambda world: not world.is_archived,
    form=PoliciesForm,
    initial=lambda world: {"policies": as_text(world_policies(world_id=world.pk))},
)
MAINTENANCE = Act(
    name="maintenance",
    label="Bring back lost items",
    icon="build",
    permission="worlds.change_sharedworld",
    perform=bring_back,
    fits=lambda world: not world.is_archived,
)
STORY_POLICIES = Act(
    name="critical_items",
    label="Change critical items",
    icon="key",
    permission="worlds.change_scenario",
    perform=set_story_policies,
    form=PoliciesForm,
    initial=lambda scenario: {"policies": as_text(story_policies(scenario))},
)
