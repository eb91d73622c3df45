"""A place to roam, with people in it, for commands that are typed."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth import get_user_model
from django.test import Client

from tests.worlds.living_world import Living
from worlds.models import SharedWorld
from worlds.services.membership import creating, joining
from worlds.services.stories import scenarios

GREEN: Final = b"""
name: The green
travel_config: {default_travel_minutes: 10}
initial_character: {name: Wanderer, traits: {courage: 1}, inventory: [knife]}
items:
  lamp: {name: storm lantern, look: It smells of oil.}
initial_world:
  current_location: green
  npc_locations: {miller: green}
  locations:
    - {id: green, name: The Green, description: Grass., items: [lamp, rope], connections: [mill, bench], look: {grass: It is wet.}}
    - {id: mill, name: The Mill, description: It turns., connections: [green]}
    - {id: bench, name: The Bench, connections: [green]}
start_node: green
nodes:
  green:
    narrative: A green, and the miller on it.
    free_roam: true
    choice:
      prompt: What do you do?
      options:
        - {id: sing, text: Sing a song, narrative: You sing., next_node: green}
        - {id: climb, text: Climb the oak, narrative: Up., next_node: roof}
  roof:
    narrative: High up.
    choice: {options: [{id: down, text: Climb down, next_node: green}, {id: home, text: Go home, next_node: home}]}
endings:
  home: {narrative: Home., type: victory}
"""


def green_world(*names: str) -> Living:
    """A world of the green in which these people play, by their names."""
    people = tuple(get_user_model().objects.create_user(name, display_name=name.title()) for name in names)
    scenarios.import_scenario(source=GREEN, slug="green")
    joined = creating.create_world(user_id=people[0].pk, scenario_slug="green", character_name=names[0].title())
    for person, name in zip(people[1:], names[1:], strict=True):
        joining.join_world(user_id=person.pk, world_id=joined.world.pk, character_name=name.title())
    return Living(SharedWorld.objects.get(pk=joined.world.pk), people)


def over_http(living: Living, person: Any, line: str) -> dict[str, Any]:
    client = Client()
    client.force_login(person)
    path = f"/api/v1/worlds/{living.world.short_id}/commands"
    answer = client.post(path, {"command": line}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told
