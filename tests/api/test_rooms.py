"""One place of a world over the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.worlds.living_world import Living, shared_world
from worlds.services.membership import spectating
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def living() -> Living:
    return shared_world("ada", "ben", "cleo")


def asked(living: Living, who: int, place: str) -> tuple[int, Any]:
    client = Client()
    client.force_login(living.people[who])
    answer = client.get(f"/api/v1/worlds/{living.world.short_id}/locations/{place}")
    return answer.status_code, answer.json()


def plays(living: Living, who: int, option: str) -> None:
    person = living.people[who]
    session = living.world.sessions.get(user=person)
    play_turn(user_id=person.pk, session_id=session.pk, request=TurnRequest(option))


def test_the_place_where_one_is_tells_who_and_what_is_there(living: Living) -> None:
    status, room = asked(living, 0, "road")
    assert status == 200
    told = "Dust, and a gate at its end. Ada, Ben, Cleo and Keeper are here. The key lies here."
    assert (room["name"], room["description"]) == ("The road", told)
    assert [player["display_name"] for player in room["players"]] == ["Ada", "Ben", "Cleo"]
    assert {player["status"] for player in room["players"]} == {"online"}
    assert room["items"] == [{"id": "key", "name": "key"}]
    assert room["npcs"] == [{"id": "keeper", "name": "Keeper"}]
    assert [way["target"] for way in room["exits"]] == ["garden"]


def test_of_a_place_that_one_has_not_seen_only_the_name_and_who_is_there_is_told(living: Living) -> None:
    plays(living, 0, "take_key")
    plays(living, 0, "open_gate")
    _, room = asked(living, 1, "garden")
    assert (room["name"], room["description"], room["is_seen"], room["items"]) == ("The garden", "", False, [])
    assert [player["display_name"] for player in room["players"]] == ["Ada"]
    assert asked(living, 0, "garden")[1]["description"] == "Quiet. Ada is here."


def test_a_place_that_is_not_on_the_map_is_not_there(living: Living) -> None:
    status, refusal = asked(living, 0, "cellar")
    assert (status, refusal["error"]["code"]) == (404, "not_found")


def test_a_spectator_sees_where_players_are_and_not_who_hides(living: Living, django_user_model: Any) -> None:
    watcher = django_user_model.objects.create_user("watcher")
    spectating.spectate_world(user_id=watcher.pk, world_id=living.world.pk)
    client = Client()
    client.force_login(watcher)
    hidden = client.get(f"/api/v1/worlds/{living.world.short_id}/locations/road")
    assert hidden.status_code == 404
    living.world.participants.filter(user=living.people[0]).update(shows_character=True)
    room = client.get(f"/api/v1/worlds/{living.world.short_id}/locations/road").json()
    assert len(room["players"]) == 1
    assert room["players"][0]["user_id"] is None
