"""Critical items over HTTP: their policies, maintenance and audit, for the staff and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from profiles.models import User
from tests.api.claims import START, WORLDS, Answered, play, posted, refusal
from tests.api.test_shared_document import Caller
from tests.staff import staff_with
from worlds.models import SharedWorld, TurnRecord
from worlds.services.games.world_verification import verify_world

pytestmark = pytest.mark.django_db

KEY = {
    "item_id": "key", "policy_type": "unique_persistent", "anchor_locations": ["road"], "cooldown_ticks": 2,
    "holder_timeout_ticks": 1, "public": "The key hangs on its nail.",
}  # fmt: skip


@pytest.fixture
def staff(signed_in: Callable[[User], APIClient]) -> APIClient:
    return signed_in(staff_with("worlds.view_sharedworld", "worlds.change_sharedworld"))


@pytest.fixture
def two(adas: APIClient, bobs: APIClient, started: Answered) -> tuple[str, str]:
    """The games of Ada and Bob in one world."""
    body = {"scenario_id": "gate", "game_mode": "shared", "world_id": started["world_id"]}
    joined = posted(bobs, START, body)
    return f"/api/v1/game/{started['session_id']}", f"/api/v1/game/{joined['session_id']}"


def put(client: APIClient, world: str, policies: Any) -> Any:
    return client.put(f"{world}/critical-items/policy", {"policies": policies})


def test_a_world_has_the_policies_that_it_was_given_last(staff: APIClient, world: str) -> None:
    assert staff.get(f"{world}/critical-items/policy").json() == {"policies": []}
    assert put(staff, world, [KEY]).json() == {"policies": [KEY]}
    assert staff.get(f"{world}/critical-items/policy/").json() == {"policies": [KEY]}
    assert put(staff, world, []).json() == {"policies": []}
    assert staff.get(f"{world}/critical-items/policy").json() == {"policies": []}


def test_each_change_is_a_record_of_the_world_and_the_same_again_is_none(staff: APIClient, world: str) -> None:
    for wanted in ([KEY], [KEY], []):
        assert put(staff, world, wanted).status_code == 200
    records = TurnRecord.objects.filter(kind="policy").order_by("world_seq")
    by = str(User.objects.get(is_staff=True).pk)  # who did it is found later
    assert [record.command for record in records] == [{"policies": [KEY], "by": by}, {"policies": [], "by": by}]
    assert verify_world(world_id=SharedWorld.objects.get().pk)["ok"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"item_id": "moon"}, "policies[0].item_id"),
        ({"anchor_locations": ["moon"]}, "policies[0].anchor_locations[0]"),
        ({"cooldown_ticks": -1}, "policies[0].cooldown_ticks"),
        ({"holder_timeout_ticks": -1}, "policies[0].holder_timeout_ticks"),
        ({"min_count": -1}, "policies[0].min_count"),
        ({"quest_gate": "moon"}, "policies[0].quest_gate"),
        ({"policy_type": "magic"}, "policies[0].policy_type"),
        ({"surprise": True}, "policies[0].surprise"),
    ],
)
def test_a_policy_that_does_not_fit_is_refused_and_changes_nothing(
    staff: APIClient, world: str, change: dict[str, Any], path: str
) -> None:
    details = refusal(put(staff, world, [KEY | change]), 400, "bad_policy")["details"]
    assert details["problems"][0]["path"] == path
    assert staff.get(f"{world}/critical-items/policy").json() == {"policies": []}


@pytest.mark.parametrize("policies", [None, 5, "x", {}, [7], [[]], [None], [KEY, KEY], [{}]])
def test_nor_is_anything_else_that_is_no_list_of_policies(staff: APIClient, world: str, policies: Any) -> None:
    answer = put(staff, world, policies)
    assert (answer.status_code, answer.json()["error"]["code"]) in {(400, "bad_policy"), (400, "invalid_input")}


def test_a_body_without_policies_or_with_more_is_invalid(staff: APIClient, world: str) -> None:
    refusal(staff.put(f"{world}/critical-items/policy", {}), 400, "invalid_input")
    refusal(staff.put(f"{world}/critical-items/policy", {"policies": [], "tick": 5}), 400, "invalid_input")
    refusal(staff.post(f"{world}/critical-items/maintenance", {"tick": 5}), 400, "invalid_input")


def test_what_a_holder_kept_too_long_is_brought_back_and_listed(
    staff: APIClient, adas: APIClient, bobs: APIClient, two: tuple[str, str], world: str
) -> None:
    put(staff, world, [KEY])
    play(adas, two[0], option_id="take_key")
    for _ in range(2):
        play(bobs, two[1], option_id="wait")
    (entry,) = staff.get(f"{world}/audit").json()["results"]
    about = {
        "kind": "critical_item_recovery", "tick": 3, "item_id": "key", "reason": "holder_inactive",
        "old_location": None, "old_holder": User.objects.get(username="Ada").short_id, "restored_to": "road",
    }  # fmt: skip
    assert {key: entry[key] for key in about} == about
    assert adas.get(two[0]).json()["character"]["inventory"] == []


def test_maintenance_that_is_asked_for_does_once_what_the_next_turn_would_do(
    staff: APIClient, adas: APIClient, bobs: APIClient, two: tuple[str, str], world: str
) -> None:
    play(adas, two[0], option_id="take_key")
    play(bobs, two[1], option_id="wait")
    put(staff, world, [KEY | {"holder_timeout_ticks": 0}])
    assert posted(staff, f"{world}/critical-items/maintenance") == {"events": []}  # nobody is known to be away yet
    play(bobs, two[1], option_id="wait")
    play(bobs, two[1], option_id="wait")
    assert len(staff.get(f"{world}/audit").json()["results"]) == 1
    assert posted(staff, f"{world}/critical-items/maintenance") == {"events": []}
    put(staff, world, [KEY | {"policy_type": "instance_quota", "min_count": 2, "cooldown_ticks": 0}])
    told = posted(staff, f"{world}/critical-items/maintenance")["events"]
    assert [(event["item_id"], event["reason"], event["restored_to"]) for event in told] == [
        ("key", "below_min_count", "road")
    ]
    assert TurnRecord.objects.get(kind="maintenance").command == {"by": str(User.objects.get(is_staff=True).pk)}
    assert posted(staff, f"{world}/critical-items/maintenance") == {"events": []}
    assert verify_world(world_id=SharedWorld.objects.get().pk)["first_difference"] is None


def test_players_and_staff_without_the_right_are_refused_before_anything_is_looked_up(
    adas: APIClient, world: str, signed_in: Callable[[User], APIClient]
) -> None:
    looker = signed_in(staff_with("worlds.view_sharedworld", name="looker"))
    assert looker.get(f"{world}/critical-items/policy").status_code == 200
    for client in (adas, looker):
        refusal(put(client, world, []), 403, "forbidden")
        refusal(client.post(f"{world}/critical-items/maintenance"), 403, "forbidden")
    refusal(adas.get(f"{WORLDS}/wld_aaaaaaaa/audit"), 403, "forbidden")
    refusal(adas.get(f"{world}/critical-items/policy"), 403, "forbidden")


@pytest.mark.parametrize("unknown", ["wld_aaaaaaaa", "x", "1b4e28ba-2fa1-11d2-883f-0016d3cca427"])
def test_a_world_that_is_not_there_is_not_found(staff: APIClient, unknown: str) -> None:
    refusal(put(staff, f"{WORLDS}/{unknown}", []), 404, "not_found")
    refusal(staff.post(f"{WORLDS}/{unknown}/critical-items/maintenance"), 404, "not_found")
    refusal(staff.get(f"{WORLDS}/{unknown}/audit"), 404, "not_found")


def test_an_archived_world_is_read_and_not_changed(adas: APIClient, staff: APIClient, world: str) -> None:
    put(staff, world, [KEY])
    posted(adas, f"{world}/archive")
    assert staff.get(f"{world}/critical-items/policy").json() == {"policies": [KEY]}
    refusal(put(staff, world, []), 410, "world_archived")
    refusal(staff.post(f"{world}/critical-items/maintenance"), 410, "world_archived")


def test_answers_are_as_the_document_says(staff: APIClient, bobs: APIClient, adas: APIClient, two: tuple[str, str], started: Answered) -> None:  # fmt: skip
    calls = Caller(staff, {"world_id": started["world_id"]})
    calls(
        "put",
        "/worlds/{world_id}/critical-items/policy",
        {
            "policies": [
                KEY,
            ]
        },
    )
    calls("get", "/worlds/{world_id}/critical-items/policy")
    play(adas, two[0], option_id="take_key")
    play(bobs, two[1], option_id="wait")
    play(bobs, two[1], option_id="wait")
    calls("post", "/worlds/{world_id}/critical-items/maintenance", {})
    assert calls("get", "/worlds/{world_id}/audit")["count"] == 1
