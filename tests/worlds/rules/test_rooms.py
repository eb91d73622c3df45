"""What is told of a place, and of which places anew."""

from __future__ import annotations

from typing import Final

import pytest

from worlds.rules.loading import load_scenario
from worlds.rules.outcome import Change
from worlds.rules.party import open_world
from worlds.rules.rooms import is_alike_for_all, name_there, room_for_anybody, rooms_changed

STORY: Final = """
name: The house
initial_character: {name: Guest, flags: {brave: false}}
initial_world:
  current_location: hall
  flags: {lit: false}
  npc_locations: {cat: hall}
  locations:
    - id: hall
      name: The hall
      description: Dark.
      variants: [{when: {type: flag_set, flag: lit}, text: Bright.}]
      items: [lamp, old_rope]
      connections: [loft]
    - {id: loft, name: The loft, description: Dusty., connections: [hall, cellar]}
    - id: cellar
      name: The cellar
      precondition: {type: any_of, conditions: [{type: flag_set, flag: brave}]}
      access_mode: show_locked
start_node: house
nodes:
  house:
    narrative: A house.
    choice: {prompt: And now?, options: [{id: rest, text: Rest, cell: avoids, next_node: sleep}]}
endings:
  sleep: {type: unchanged, narrative: You sleep.}
"""


def test_a_place_names_who_and_what_is_there_and_follows_the_world() -> None:
    story = load_scenario(STORY.encode(), name="house")
    world = open_world(story)
    seen = room_for_anybody("hall", story, world, ["Ada", "Ben (away)"])
    assert seen.description == "Dark. Ada, Ben (away) and Cat are here. The lamp and the old rope lie here."
    world.flags["lit"], world.items["hall"], world.npc_locations["cat"] = True, [], "loft"
    assert room_for_anybody("hall", story, world, []).description == "Bright."
    assert [way.target for way in seen.exits] == ["loft"]


def test_a_way_that_depends_on_the_player_makes_a_place_another_for_each() -> None:
    story = load_scenario(STORY.encode(), name="house")
    assert is_alike_for_all("hall", story)
    assert not is_alike_for_all("loft", story)


@pytest.mark.parametrize(("status", "name"), [("online", "Ada"), ("busy", "Ada"), ("idle", "Ada (away)")])
def test_who_does_not_answer_is_marked(status: str, name: str) -> None:
    assert name_there("Ada", status) == name


CHANGES: Final = [
    (Change("world.locations.cellar.items", action="added", item="lamp"), {"cellar"}),
    (Change("world.locations.cellar.environment.light", value="dim"), {"cellar", "hall", "loft"}),
    (Change("world.npc_locations.cat", before="cellar", value="attic"), {"cellar", "attic", "hall", "loft"}),
    (Change("world.flags.lit", value=True), {"hall", "loft"}),
    (Change("world.time", value=60), set()),
]


@pytest.mark.parametrize(("change", "places"), CHANGES, ids=[change.path for change, _ in CHANGES])
def test_what_becomes_of_a_place_is_told_there_and_where_a_text_may_depend_on_it(
    change: Change, places: set[str]
) -> None:
    assert rooms_changed([change], load_scenario(STORY.encode(), name="house")) == places
