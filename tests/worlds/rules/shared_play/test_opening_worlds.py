"""How a shared world begins, and how everybody begins in it."""

from tests.worlds.rules.shared_play.harbour import HARBOUR
from tests.worlds.rules.shared_play.party import Party
from tests.worlds.rules.small_stories import started, story
from worlds.rules.party import open_world

CAMP = story(
    """
travel_config: {default_travel_minutes: 30}
initial_character: {traits: {courage: 5}}
initial_world:
  current_location: road
  flags: {fire_lit: false}
  locations:
    - {id: road, name: Road}
    - {id: camp, name: Camp, items: [blanket]}
  scheduled_events:
    - event_id: dawn
      trigger_at: 0
      consequences: [{type: modify_trait, trait: courage, delta: 2}, {type: set_environment, property: light, value: red}]
    - {event_id: noon, trigger_at: 7200, consequences: [{type: modify_trait, trait: courage, delta: 1}]}
nodes:
  start:
    narrative: A camp by the road.
    on_enter:
      - {type: move_to, location: camp}
      - {type: gain_item, item: blanket}
      - {type: set_flag, flag: fire_lit}
      - {type: set_flag, flag: warm}
      - {type: modify_location_property, location: current, property: smoke, delta: 1}
      - {type: add_history, entry: You came to the camp.}
      - {type: schedule_event, event_id: rain, delay: {amount: 1, unit: hours}, consequences: [{type: add_history, entry: Rain.}]}
    options:
      wait: {next_node: rest, consequence: [{type: advance_time, amount: 1, unit: hours}]}
  rest: {narrative: You rest.}
"""
)


def test_the_start_does_to_the_world_once_what_it_does_to_it() -> None:
    party = Party.of(CAMP, "ann", "bo", "cy")
    assert party.world.flags == {"fire_lit": True}
    assert party.world.local["camp"].properties == {"smoke": 1}
    assert party.world.local["camp"].environment == {"light": "red"}
    assert party.world.time == 1800
    assert party.world.triggered == ["dawn"]


def test_everybody_who_joins_goes_through_the_private_part_of_the_start() -> None:
    party = Party.of(CAMP, "ann", "bo")
    for player in party.players.values():
        assert (player.location, player.scene_location, player.clock) == ("camp", "camp", 1800)
        assert player.character.traits == {"courage": 7}
        assert player.character.flags == {"warm": True}
        assert player.history == ["You came to the camp."]


def test_the_first_to_join_finds_things_as_a_player_alone_does() -> None:
    party = Party.of(CAMP, "ann")
    alone = started(CAMP)
    assert party.players["ann"].character == alone.player.character
    assert party.world.items == alone.world.items


def test_a_single_thing_at_the_start_is_for_whoever_joins_first() -> None:
    party = Party(CAMP)
    first, second = party.join("ann"), party.join("bo")
    assert [(change.path, change.action, change.item) for change in first.shared] == [
        ("world.locations.camp.items", "removed", "blanket")
    ]
    assert second.shared == ()
    assert party.world.holders == {"blanket": ["ann"]}


def test_what_the_start_schedules_concerns_everybody() -> None:
    party = Party.of(CAMP, "ann", "bo")
    party.play("bo", "wait")
    party.settle()
    assert [player.history[-1] for player in party.players.values()] == ["Rain.", "Rain."]


def test_joining_leaves_the_world_as_it_is() -> None:
    world = open_world(HARBOUR)
    party = Party.of(HARBOUR, "ann", "bo")
    assert party.world == world
    assert party.join("cy").shared == ()


def test_joining_tells_of_the_start_and_names_the_character() -> None:
    party = Party(CAMP)
    step = party.join("ann")
    assert (step.kind, step.cell, step.narrative, step.new_scene) == ("start", None, "A camp by the road.", True)
    assert party.players["ann"].character.name == "Ada"


def test_coming_back_tells_where_the_story_was_left() -> None:
    party = Party.of(CAMP, "ann", "bo")
    party.play("ann", "wait")
    party.leave("ann")
    step = party.rejoin("ann")
    assert (step.kind, step.narrative, party.players["ann"].turn) == ("rejoin", "You rest.", 2)


def test_a_world_that_nobody_has_joined_keeps_no_trace_of_a_player() -> None:
    assert open_world(CAMP).holders == {}
    assert [event.owner for event in open_world(CAMP).scheduled] == [None, None]


def test_leaving_leaves_the_story_as_it_stands() -> None:
    party = Party.of(CAMP, "ann", "bo")
    step = party.leave("bo")
    assert (step.kind, step.cell, step.shared, step.after) == ("leave", None, (), step.before)
    assert step.narrative == "You step out of this world. Your story waits where you leave it."
