from __future__ import annotations

from tests.worlds.rules.small_stories import after, started, story
from worlds.rules.places import Exit
from worlds.rules.scene import OptionSeen, scene

STORY = story("""
travel_config: {default_travel_minutes: 20}
initial_character: {name: Ada, inventory: [lamp]}
initial_world:
  flags: {gate_open: true}
  time: 600
  npc_locations: {keeper: yard, hen: yard, wolf: wood}
  locations:
    - id: yard
      name: Old Yard
      description: A quiet yard.
      items: [rope, rope]
      initial_state: {environment: {light: dim}}
      connections:
        - {target: wood, travel_minutes: 60, description: Over the stile}
        - {target: cave}
        - shed
        - tower
        - unheard_of
    - {id: wood, name: Wood}
    - {id: cave, name: Cave, precondition: {type: has_item, item: map}, access_mode: show_locked}
    - {id: shed, name: Shed, precondition: {type: has_item, item: map}, access_mode: filter}
    - {id: tower, name: Tower, precondition: {type: has_item, item: map}, access_mode: show_normal}
  scheduled_events: [{event_id: secret, trigger_at: 9999, consequences: []}]
nodes:
  start:
    title: In the yard
    narrative: A yard.
    choice:
      prompt: What now?
      options:
        - {id: go, text: Go, next_node: next, consequence: [{type: move_to, location: wood}]}
        - {id: enter, text: Enter the cave, next_node: home, consequence: [{type: move_to, location: cave}]}
        - {id: ask, text: Ask, next: improvise, credit: {user_id: usr_1, name: Grace},
           improvise_context: {theme: talk, permits: [sure], limbo_fallback: Hm.}}
        - {id: hidden, text: Vanish, next_node: home, precondition: {type: has_item, item: map}}
  next: {options: {wait: {next_node: next, precondition: {type: has_item, item: map}}}}
""")


def test_a_scene_lists_what_can_be_picked_and_says_why_not() -> None:
    go, enter, ask = scene(STORY, started(STORY)).node.options
    assert go == OptionSeen("go", "Go", "scripted", locked=False, locked_reason=None, credit=None)
    assert (enter.locked, enter.locked_reason) == (True, "You would need the map, and you do not have it.")
    assert (ask.kind, ask.credit and ask.credit.name) == ("improvise", "Grace")


def test_a_scene_shows_the_place_with_who_and_what_is_there() -> None:
    place = scene(STORY, started(STORY)).location
    assert (place.id, place.name, place.description) == ("yard", "Old Yard", "A quiet yard.")
    assert (place.items, place.npcs, place.environment) == (("rope", "rope"), ("hen", "keeper"), {"light": "dim"})


def test_a_scene_shows_the_ways_out_that_a_player_may_know_of() -> None:
    wood, cave, tower, unheard_of = scene(STORY, started(STORY)).location.exits
    assert wood == Exit("wood", "Wood", "Over the stile", 60, locked=False, locked_reason=None)
    assert (cave.travel_minutes, cave.locked) == (20, True)
    assert cave.locked_reason == "You would need the map, and you do not have it."
    assert (tower.locked, tower.locked_reason) == (False, None)
    assert (unheard_of.name, unheard_of.locked) == ("Unheard Of", False)


def test_ways_have_no_length_where_the_scenario_does_not_count_them() -> None:
    scenario = story("""
initial_world: {locations: [{id: yard, name: Yard, connections: [wood]}, {id: wood, name: Wood}]}
nodes: {start: {}}
""")
    assert [way.travel_minutes for way in scene(scenario, started(scenario)).location.exits] == [None]


def test_a_scene_shows_the_character_the_world_and_the_grid() -> None:
    seen = scene(STORY, started(STORY))
    assert (seen.turn, seen.scene, seen.beat) == (1, 1, 1)
    assert (seen.character.name, seen.character.inventory, seen.character.traits) == ("Ada", ("lamp",), {"courage": 5})
    assert (seen.world.time, seen.world.flags, seen.world.triggered_events) == (600, {"gate_open": True}, ())
    assert (seen.grid.cells, seen.grid.tier, seen.ending, seen.stuck) == ((), "none", None, False)
    assert (seen.node.title, seen.node.prompt, seen.node.free_roam) == ("In the yard", "What now?", False)


def test_a_place_that_nobody_declared_can_be_shown() -> None:
    scenario = story("initial_world: {current_location: far_away}\nnodes: {start: {}}")
    place = scene(scenario, started(scenario)).location
    assert (place.name, place.description, place.exits, place.environment) == ("Far Away", "", (), {})


def test_a_player_is_stuck_where_every_option_is_hidden_and_words_remain() -> None:
    seen = scene(STORY, after(STORY, "go").after)
    assert (seen.stuck, seen.node.options, seen.ending) == (True, (), None)


def test_a_scene_after_the_ending_tells_it_and_offers_nothing() -> None:
    scenario = story("""
endings: {home: {narrative: You are home., type: victory, method: wisdom, tone: bittersweet}}
nodes: {start: {}}
""")
    seen = scene(scenario, after(scenario, "go_home").after)
    assert seen.ending is not None
    assert (seen.ending.id, seen.ending.type, seen.ending.narrative) == ("home", "victory", "You are home.")
    assert (seen.ending.method, seen.ending.tone) == ("wisdom", "bittersweet")
    assert (seen.node.options, seen.stuck) == ((), False)


def test_a_scene_can_be_kept_while_the_game_goes_on() -> None:
    state = started(STORY)
    seen = scene(STORY, state)
    state.player.character.traits["courage"] = 99
    state.world.flags["gate_open"] = False
    assert seen.character.traits == {"courage": 5}
    assert seen.world.flags == {"gate_open": True}
