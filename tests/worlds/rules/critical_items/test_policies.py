"""Policies of critical items: in a scenario's file, in a request, and as they are stored."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.worlds.rules.critical_items.mill import MILL, pin
from tests.worlds.rules.files import finds, report_on, spoiled
from worlds.rules.critical_items.policies import (
    Maintenance,
    Policy,
    maintenance_from_json,
    maintenance_to_json,
    policies_of,
    policies_to_command,
    policy_from_json,
    policy_to_json,
)
from worlds.rules.critical_items.requests import BadPolicy, policies_from
from worlds.rules.loading import content_of, load_scenario, scenario_from

PLACES = "initial_world: {locations: [{id: yard, name: Yard, connections: [wood], items: [rope]}, {id: wood, name: Wood, connections: [yard]}]}"
FULL = Policy("pin", "instance_quota", 2, ("barn", "yard"), 30, "dawn", 40, "The pin has come back.")


def in_file(*policies: str) -> str:
    listed = "\n".join(f"  - {{{policy}}}" for policy in policies)
    return f"{PLACES}\ncritical_items:\n{listed}\n"


ROPE = "item_id: rope, policy_type: unique_persistent, public: The rope hangs on its hook again."


class TestInAFile:
    def test_a_policy_is_read_with_what_is_usual_where_nothing_is_said(self) -> None:
        (policy,) = load_scenario(spoiled(in_file(ROPE)), name="quiet").critical_items
        assert policy == Policy("rope", "unique_persistent", public="The rope hangs on its hook again.")

    def test_policies_stand_in_order_of_their_items_and_survive_storing(self) -> None:
        two = in_file(ROPE, "item_id: axe, policy_type: instance_quota, min_count: 2, anchor_locations: [wood, yard]")
        loaded = load_scenario(spoiled(two), name="quiet")
        assert [policy.item for policy in loaded.critical_items] == ["axe", "rope"]
        assert loaded.critical_items[0].anchors == ("wood", "yard")
        content = content_of(spoiled(two), name="quiet")
        assert scenario_from(content, name="quiet").critical_items == loaded.critical_items

    def test_a_policy_that_fits_is_no_finding(self) -> None:
        report = report_on(in_file(ROPE))
        assert (report.errors, report.warnings, report.infos) == ((), (), ())

    @pytest.mark.parametrize(
        ("policies", "code", "path"),
        [
            (["item_id: ropes, policy_type: instance_quota, public: A."], "unknown_item", "[0].item_id"),
            (["item_id: lamp, policy_type: instance_quota, public: A."], "unplaced_item", "[0].item_id"),
            ([f"{ROPE}, anchor_locations: [yard, wod]"], "unknown_anchor", "[0].anchor_locations[1]"),
            ([f"{ROPE}, quest_gate: moon"], "unknown_gate", "[0].quest_gate"),
            ([f"{ROPE}, cooldown_ticks: -1"], "bad_number", "[0].cooldown_ticks"),
            ([f"{ROPE}, holder_timeout_ticks: -1"], "bad_number", "[0].holder_timeout_ticks"),
            ([f"{ROPE}, min_count: 0"], "bad_number", "[0].min_count"),
            ([f"{ROPE}, min_count: 2"], "not_unique", "[0].min_count"),
            (["item_id: rope, policy_type: instance_quota, min_count: 51, public: A."], "too_many", "[0].min_count"),
            ([ROPE, ROPE], "repeated_policy", "[1].item_id"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_kept_is_one_error_at_its_place(self, policies: list[str], code: str, path: str) -> None:
        finds(in_file(*policies), "error", code, f"critical_items{path}")

    def test_a_near_miss_is_told(self) -> None:
        problem = finds(in_file("item_id: rop, policy_type: instance_quota, public: A."), "error", "unknown_item", "critical_items[0].item_id")  # fmt: skip
        assert problem.advice == "did you mean 'rope'?"

    def test_a_copy_that_every_character_brings_is_not_unique(self) -> None:
        placed = in_file("item_id: lamp, policy_type: unique_persistent, public: A.").replace("[rope]", "[lamp]")
        finds(placed, "error", "not_unique", "critical_items[0].policy_type")

    def test_two_copies_are_not_unique(self) -> None:
        finds(in_file(ROPE).replace("[rope]", "[rope, rope]"), "error", "not_unique", "critical_items[0].policy_type")

    def test_a_recovery_that_nobody_is_told_of_is_a_warning(self) -> None:
        finds(
            in_file("item_id: rope, policy_type: unique_persistent"), "warning", "recovery_untold", "critical_items[0]"
        )

    def test_a_revision_that_is_stored_already_loads_whatever_its_policies_promise(self) -> None:
        content = content_of(spoiled(in_file(ROPE)), name="quiet")
        assert isinstance(content["critical_items"], list)
        assert isinstance(content["critical_items"][0], dict)
        content["critical_items"][0] |= {"cooldown_ticks": -5, "item_id": "moon", "public": 7}
        (policy,) = scenario_from(content, name="quiet").critical_items
        assert (policy.item, policy.cooldown_ticks, policy.public) == ("moon", 0, "")


class TestInARequest:
    def test_a_list_as_a_file_has_it_is_taken(self) -> None:
        asked: list[Any] = [policy_to_json(FULL), {"item_id": "boat", "policy_type": "regenerative_unique"}]
        assert policies_from(asked, MILL) == (Policy("boat", "regenerative_unique"), FULL)
        assert policies_from([], MILL) == ()

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"item_id": "moon"}, "unknown_item"),
            ({"item_id": None}, "missing_key"),
            ({"item_id": 7}, "wrong_type"),
            ({"policy_type": "magic"}, "unknown_policy_type"),
            ({"policy_type": None}, "missing_key"),
            ({"anchor_locations": ["moon"]}, "unknown_anchor"),
            ({"anchor_locations": "yard"}, "wrong_type"),
            ({"anchor_locations": [3]}, "wrong_type"),
            ({"cooldown_ticks": -1}, "bad_number"),
            ({"cooldown_ticks": "7"}, "not_a_number"),
            ({"holder_timeout_ticks": -1}, "bad_number"),
            ({"min_count": True}, "not_a_number"),
            ({"quest_gate": "moon"}, "unknown_gate"),
            ({"public": "x" * 2001}, "text_too_long"),
            ({"surprise": 1}, "unknown_key"),
        ],
    )
    def test_each_mistake_is_refused_with_its_place(self, change: dict[str, Any], code: str) -> None:
        asked: list[Any] = [policy_to_json(pin()) | change]
        with pytest.raises(BadPolicy) as refusal:
            policies_from(asked, MILL)
        told = refusal.value.details["problems"]
        assert isinstance(told, list)
        assert [problem["code"] for problem in told] == [code]
        assert told[0]["path"].startswith("policies[0]")
        assert (refusal.value.code, refusal.value.status) == ("bad_policy", 400)

    def test_two_policies_for_one_item_are_refused(self) -> None:
        asked: list[Any] = [policy_to_json(pin())] * 2
        with pytest.raises(BadPolicy, match="already"):
            policies_from(asked, MILL)

    @pytest.mark.parametrize("content", [None, 7, "x", {}, [1], [None], [[]], [1.5], [{"item_id": 2**60}], [{"é": 1}]])
    def test_what_is_no_list_of_policies_is_refused(self, content: Any) -> None:
        with pytest.raises(BadPolicy):
            policies_from(content, MILL)

    def test_of_very_many_mistakes_a_few_are_told(self) -> None:
        with pytest.raises(BadPolicy) as refusal:
            policies_from([{"item_id": f"thing_{number}", "policy_type": "x"} for number in range(300)], MILL)
        told = refusal.value.details["problems"]
        assert isinstance(told, list)
        assert len(told) == 5

    def test_too_many_policies_are_refused(self) -> None:
        asked: list[Any] = [{"item_id": f"thing_{number}", "policy_type": "instance_quota"} for number in range(51)]
        with pytest.raises(BadPolicy, match="too many"):
            policies_from(asked, MILL)


@pytest.mark.parametrize("policy", [FULL, pin(), Policy("rope", "regenerative_unique", anchors=("barn",))])
def test_a_policy_reads_back_as_the_same_value(policy: Policy) -> None:
    stored = json.loads(json.dumps(policy_to_json(policy), sort_keys=True))
    assert policy_from_json(stored) == policy
    assert policies_of(json.loads(json.dumps(policies_to_command((policy,))))) == (policy,)


@pytest.mark.parametrize("kept", [Maintenance(), Maintenance((FULL,), {"pin": 7}, {"ann": 3}), Maintenance(())])
def test_what_a_world_keeps_of_it_reads_back_as_the_same_value(kept: Maintenance) -> None:
    assert maintenance_from_json(json.loads(json.dumps(maintenance_to_json(kept)))) == kept
