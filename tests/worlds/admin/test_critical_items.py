"""The staff sets critical items of a story and of a world in the back office, in the words of a scenario's file."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from tests.admin_pages import act, page, read
from worlds.models import CriticalItemPolicy, GameSession, Scenario, SharedWorld
from worlds.services.critical_items.policies import world_policies
from worlds.services.games.world_verification import verify_world
from worlds.services.membership import creating
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

KEY = """
- item_id: key
  policy_type: unique_persistent
  anchor_locations: [road]
  holder_timeout_ticks: 3
  public: "Whoever reads this: <script>alert('kleene')</script>"
"""


@pytest.fixture
def world(elena: User, shared_story: str) -> SharedWorld:
    return creating.create_world(user_id=elena.pk, scenario_slug=shared_story).world


def test_a_world_gets_policies_and_its_page_shows_them_again(root: Client, world: SharedWorld) -> None:
    assert root.post(act(world, "critical_items"), {"policies": KEY}).status_code == 302
    (policy,) = world_policies(world_id=world.pk)
    assert (policy["item_id"], policy["anchor_locations"]) == ("key", ["road"])
    form = read(root, act(world, "critical_items"))
    assert "item_id: key" in form
    assert "<script>alert" not in form
    assert verify_world(world_id=world.pk)["ok"]


@pytest.mark.parametrize("text", ["critical_items:" + KEY.replace("\n", "\n  "), KEY, ""])
def test_the_block_of_a_file_is_taken_as_it_stands(root: Client, world: SharedWorld, text: str) -> None:
    assert root.post(act(world, "critical_items"), {"policies": text}).status_code == 302
    assert len(world_policies(world_id=world.pk)) == bool(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- {item_id: moon, policy_type: unique_persistent}", "there is no item"),
        ("- item_id: [", "not YAML"),
        ("just words", "write a list of policies"),
        ("- &x {item_id: *x}", "Line 1"),
        ("- {item_id: key, policy_type: unique_persistent, cooldown_ticks: -4}", "too little"),
    ],
)
def test_what_cannot_be_used_is_told_beside_the_text(root: Client, world: SharedWorld, text: str, told: str) -> None:
    answer = root.post(act(world, "critical_items"), {"policies": text})
    assert answer.status_code == 409
    assert told in answer.content.decode()
    assert world_policies(world_id=world.pk) == []


def test_a_story_gives_its_policies_to_worlds_that_are_made_from_then_on(
    root: Client, world: SharedWorld, elena: User, shared_story: str
) -> None:
    scenario = Scenario.objects.get(slug=shared_story)
    assert root.post(act(scenario, "critical_items"), {"policies": KEY}).status_code == 302
    later = creating.create_world(user_id=elena.pk, scenario_slug=shared_story).world
    assert world_policies(world_id=world.pk) == []
    assert [policy["item_id"] for policy in world_policies(world_id=later.pk)] == ["key"]
    assert verify_world(world_id=later.pk)["first_difference"] is None
    assert "item_id: key" in read(root, act(scenario, "critical_items"))
    root.post(act(scenario, "critical_items"), {"policies": ""})
    assert CriticalItemPolicy.objects.count() == 0


def test_lost_items_are_brought_back_by_a_button_and_listed(root: Client, world: SharedWorld, elena: User) -> None:
    session = GameSession.objects.get(world=world)
    playing.play_turn(user_id=elena.pk, session_id=session.pk, request=TurnRequest(option_id="take_key"))
    assert root.post(act(world, "maintenance")).status_code == 302
    assert "Critical items brought back" not in read(root, page(world))
    two = "- {item_id: key, policy_type: instance_quota, min_count: 2}"
    root.post(act(world, "critical_items"), {"policies": two})
    root.post(act(world, "maintenance"))
    shown = read(root, page(world))
    assert "Critical items brought back" in shown
    assert "below_min_count" in shown


def test_moderators_who_may_not_change_worlds_are_not_offered_it(mira: Client, world: SharedWorld) -> None:
    assert act(world, "critical_items") not in read(mira, page(world))
    assert mira.post(act(world, "critical_items"), {"policies": KEY}).status_code == 403
    assert mira.post(act(world, "maintenance")).status_code == 403
