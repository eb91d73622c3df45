"""What the staff gives a story holds in the worlds that are made from then on, as far as the story still has it."""

from __future__ import annotations

from typing import Any

import pytest

from profiles.models import User
from tests.worlds.services.critical_items.conftest import POLICIES, STORY, Mill
from worlds.models import Scenario, SharedWorld, TurnRecord
from worlds.rules.critical_items.requests import BadPolicy
from worlds.services.critical_items.policies import change_world_policies, world_policies
from worlds.services.critical_items.story_policies import change_story_policies, story_policies
from worlds.services.games.world_verification import verify_world
from worlds.services.membership import creating
from worlds.services.stories.scenarios import import_scenario

pytestmark = pytest.mark.django_db

ROPE: dict[str, Any] = {"item_id": "rope", "policy_type": "instance_quota", "min_count": 2}
PIN: dict[str, Any] = {"item_id": "pin", "policy_type": "unique_persistent", "quest_gate": "dawn", "cooldown_ticks": 7}


def new_world(person: User) -> SharedWorld:
    return creating.create_world(user_id=person.pk, scenario_slug="mill").world


def items_in(world: SharedWorld) -> list[str]:
    return [policy["item_id"] for policy in world_policies(world_id=world.pk)]


def test_the_file_says_what_holds_until_the_staff_does(mill: Mill) -> None:
    scenario = Scenario.objects.get(slug="mill")
    assert items_in(mill.world) == ["pin"]
    given = change_story_policies(scenario_id=scenario.pk, policies=[ROPE, PIN])
    assert given == story_policies(scenario)
    assert items_in(mill.world) == ["pin"]  # a running world keeps its own
    later = new_world(mill.people[0])
    assert world_policies(world_id=later.pk) == given
    assert [policy["item_id"] for policy in given] == ["pin", "rope"]
    assert given[0]["quest_gate"] == "dawn"
    kinds = TurnRecord.objects.filter(world=later).order_by("world_seq").values_list("kind", flat=True)
    assert list(kinds) == ["start", "policy", "join"]
    assert verify_world(world_id=later.pk)["first_difference"] is None


def test_giving_none_leaves_it_to_the_file_again(mill: Mill) -> None:
    scenario = Scenario.objects.get(slug="mill")
    change_story_policies(scenario_id=scenario.pk, policies=[ROPE])
    change_story_policies(scenario_id=scenario.pk, policies=[])
    assert items_in(new_world(mill.people[0])) == ["pin"]


def test_what_a_newer_file_has_lost_is_left_out_of_new_worlds(mill: Mill) -> None:
    scenario = Scenario.objects.get(slug="mill")
    change_story_policies(scenario_id=scenario.pk, policies=[ROPE, PIN])
    import_scenario(source=STORY.replace("items: [rope, rope], ", "").encode(), slug="mill")
    assert items_in(new_world(mill.people[0])) == ["pin"]


def test_what_does_not_fit_the_story_is_refused_and_changes_nothing(mill: Mill) -> None:
    scenario = Scenario.objects.get(slug="mill")
    change_story_policies(scenario_id=scenario.pk, policies=[ROPE])
    with pytest.raises(BadPolicy):
        change_story_policies(scenario_id=scenario.pk, policies=[PIN | {"quest_gate": "noon"}])
    assert [policy["item_id"] for policy in story_policies(scenario)] == ["rope"]


def test_a_world_without_policies_is_given_some_while_it_is_played(plain_mill: Mill) -> None:
    plain_mill.plays(0, "take_pin")
    change_world_policies(
        world_id=plain_mill.world.pk, policies=[PIN | {"quest_gate": None, "holder_timeout_ticks": 1}]
    )
    plain_mill.waits(1, 3)
    assert plain_mill.recoveries() == [("pin", "holder_inactive", "", "yard")]
    change_world_policies(world_id=plain_mill.world.pk, policies=[])
    plain_mill.plays(1, "take_pin")
    plain_mill.waits(0, 9)
    assert len(plain_mill.recoveries()) == 1
    assert verify_world(world_id=plain_mill.world.pk)["first_difference"] is None


def test_a_story_of_which_the_file_names_none_has_none(plain_mill: Mill) -> None:
    assert story_policies(Scenario.objects.get(slug="mill")) == []
    assert POLICIES not in STORY
