"""Where what a place tells depends on who looks, each there is told what they see."""

from __future__ import annotations

from typing import Any

import pytest

from tests.worlds.services.conftest import MakesPeople
from worlds.feed import publisher
from worlds.services.games.room_view import room_view
from worlds.services.membership import creating, joining
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)
STORY = b"""
name: Two of a kind
initial_character: {name: Guest, flags: {brave: false}}
initial_world:
  current_location: hall
  flags: {}
  locations:
    - id: hall
      name: The hall
      description: Long.
      variants: [{when: {type: flag_set, flag: brave}, text: Short.}]
      items: [lamp]
      connections: [loft]
    - {id: loft, name: The loft, precondition: {type: flag_set, flag: brave}, access_mode: filter, connections: [hall]}
start_node: house
nodes:
  house:
    narrative: A house.
    choice:
      prompt: And now?
      options:
        - {id: dare, text: Dare, cell: chooses, consequence: [{type: set_flag, flag: brave}], next_node: house}
        - {id: lamp, text: Take it, cell: chooses, consequence: [{type: gain_item, item: lamp}], next_node: house}
        - {id: rest, text: Rest, cell: avoids, next_node: sleep}
endings:
  sleep: {type: unchanged, narrative: You sleep.}
"""


def test_each_is_told_the_place_that_they_see(people: MakesPeople, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, ben = people(2)
    import_scenario(source=STORY, slug="two")
    made = creating.create_world(user_id=ada.pk, scenario_slug="two")
    joining.join_world(user_id=ben.pk, world_id=made.world.pk)
    told: dict[str, dict[str, Any]] = {}

    def send(message: Any) -> None:
        if message.get("kind") == "room_update":
            told.update(dict.fromkeys(message["audience"], message["data"]))

    monkeypatch.setattr(publisher.here, "send", send)
    for option in ("dare", "lamp"):
        play_turn(user_id=ada.pk, session_id=made.session.pk, request=TurnRequest(option))
    for person, text, ways in ((ada, "Short.", ["loft"]), (ben, "Long.", [])):
        heard = told[str(person.pk)]
        assert heard["description"].startswith(text)
        assert [way["target"] for way in heard["exits"]] == ways
        seen: Any = room_view(user_id=person.pk, world_id=made.world.pk, location="hall")
        assert {key: seen[key] for key in heard if key != "location"} == {
            k: v for k, v in heard.items() if k != "location"
        }
