"""Scheduled events in company: fired once, felt by whom they concern."""

import pytest

from tests.worlds.rules.shared_play.party import Party
from tests.worlds.rules.small_stories import story
from worlds.rules.effects import CharacterDies, GainItem, ModifyTrait, MoveTo
from worlds.rules.outcome import Errand
from worlds.rules.party import settle

COAST = story(
    """
travel_config: {default_travel_minutes: 30}
initial_character: {traits: {courage: 5}}
initial_world:
  current_location: beach
  flags: {tide_in: false}
  npc_locations: {gull: dune}
  locations:
    - {id: beach, name: Beach, items: [net], connections: [dune]}
    - {id: dune, name: Dune, connections: [beach]}
    - {id: wreck, name: Wreck}
  scheduled_events:
    - event_id: tide
      trigger_at: 3600
      consequences:
        - {type: modify_trait, trait: courage, delta: -1}
        - {type: set_flag, flag: tide_in}
        - {type: modify_location_property, location: beach, property: water, delta: 1}
        - {type: set_flag, flag: wet}
        - {type: set_environment, property: light, value: grey}
        - {type: add_history, entry: The tide came in.}
nodes:
  start:
    options:
      wait: {next_node: start, consequence: [{type: advance_time, amount: 1, unit: hours}]}
      walk: {next_node: start, consequence: [{type: move_to, location: dune, instant: true}]}
      take_net: {next_node: start, consequence: [{type: gain_item, item: net}]}
      whistle:
        next_node: start
        consequence:
          - type: schedule_event
            event_id: gull
            delay: {amount: 30, unit: minutes}
            consequences:
              - {type: modify_trait, trait: courage, delta: 2}
              - {type: move_npc, npc: gull, location: current}
      dare:
        next_node: start
        consequence:
          - type: schedule_event
            event_id: wave
            delay: {amount: 30, unit: minutes}
            consequences: [{type: gain_item, item: net}, {type: move_to, location: dune}, {type: character_dies, reason: A wave.}]
      trigger_gull: {next_node: start, consequence: [{type: trigger_event, event_id: gull}]}
      nest:
        next_node: start
        consequence:
          - type: schedule_event
            event_id: outer
            delay: {amount: 30, unit: minutes}
            consequences:
              - type: schedule_event
                event_id: inner
                delay: {amount: 0, unit: minutes}
                consequences: [{type: modify_trait, trait: courage, delta: 7}]
endings: {drowned: {narrative: The sea keeps you., type: death}}
"""
)


def courage(party: Party) -> dict[str, int]:
    return {name: player.character.traits["courage"] for name, player in party.players.items()}


@pytest.fixture
def party() -> Party:
    return Party.of(COAST, "ann", "bo", "cy")


def test_whoever_moves_time_past_an_event_fires_it_once_for_everybody(party: Party) -> None:
    assert party.play("ann", "wait").fired == ("tide",)
    assert party.play("bo", "wait").fired == ()
    assert party.world.triggered == ["tide"]
    assert party.world.local["beach"].properties == {"water": 1}


def test_what_it_does_to_the_world_is_told_with_the_event_as_its_cause(party: Party) -> None:
    step = party.play("ann", "wait")
    told = [(change.path, change.value, change.action, change.caused_by, change.event_id) for change in step.shared]
    assert told == [
        ("world.time", 3600, None, "ann", None),
        ("world.scheduled_events", None, "removed", None, "tide"),
        ("world.triggered_events", None, "added", None, "tide"),
        ("world.flags.tide_in", True, None, None, "tide"),
        ("world.locations.beach.properties.water", 1, None, None, "tide"),
        ("world.locations.beach.environment.light", "grey", None, None, "tide"),
    ]


def test_an_event_of_the_opening_reaches_everybody_the_others_by_errand(party: Party) -> None:
    step = party.play("ann", "wait")
    assert courage(party) == {"ann": 4, "bo": 5, "cy": 5}
    assert [(errand.player, errand.event_id, len(errand.effects)) for errand in step.errands] == [
        ("bo", "tide", 3),
        ("cy", "tide", 3),
    ]
    party.settle()
    assert courage(party) == {"ann": 4, "bo": 4, "cy": 4}
    assert party.players["bo"].character.flags["wet"]
    assert party.players["cy"].history == ["The tide came in."]


def test_who_has_left_is_spared_and_so_is_who_joins_later(party: Party) -> None:
    party.leave("bo")
    step = party.play("ann", "wait")
    party.join("di")
    assert [errand.player for errand in step.errands] == ["cy"]
    assert courage(party) == {"ann": 4, "bo": 5, "cy": 5, "di": 5}


def test_what_a_players_turn_scheduled_falls_to_that_player_alone(party: Party) -> None:
    party.play("bo", "whistle")
    assert [event.owner for event in party.world.scheduled] == [None, "bo"]
    party.play("ann", "wait")
    party.settle()
    assert courage(party) == {"ann": 4, "bo": 6, "cy": 4}


def test_in_anothers_event_the_current_place_is_where_that_player_is(party: Party) -> None:
    party.play("bo", "whistle")
    party.play("bo", "walk")
    party.play("ann", "wait")
    assert party.world.npc_locations == {"gull": "dune"}


def test_in_an_event_whose_owner_left_it_is_where_it_was_fired(party: Party) -> None:
    party.play("bo", "whistle")
    party.play("bo", "walk")
    party.leave("bo")
    step = party.play("ann", "wait")
    assert party.world.npc_locations == {"gull": "beach"}
    assert {errand.player for errand in step.errands} == {"cy"}


def test_ones_own_event_knows_where_one_has_just_gone(party: Party) -> None:
    party.play("bo", "whistle")
    party.play("bo", "walk")
    party.play("bo", "wait")
    assert party.world.npc_locations == {"gull": "dune"}
    assert courage(party)["bo"] == 6


def test_who_triggers_anothers_event_does_not_make_it_theirs(party: Party) -> None:
    party.play("bo", "whistle")
    step = party.play("ann", "trigger_gull")
    assert courage(party) == {"ann": 5, "bo": 5, "cy": 5}
    assert step.errands == (Errand("bo", "gull", (ModifyTrait("courage", 2),)),)


def test_what_an_event_schedules_has_the_owner_of_that_event(party: Party) -> None:
    party.play("bo", "nest")
    step = party.play("ann", "wait")
    assert step.fired == ("outer", "tide", "inner")
    assert Errand("bo", "inner", (ModifyTrait("courage", 7),)) in step.errands


def test_an_errand_can_kill_and_then_what_was_held_is_dropped(party: Party) -> None:
    party.play("bo", "dare")
    party.play("ann", "wait")
    assert party.players["bo"].finish is None
    *_, step = [done for done in party.settle() if done.kind == "ended"]
    assert step.moved == ("beach", "dune")
    assert step.narrative == "The sea keeps you."
    assert party.world.items["dune"] == ["net"]
    assert party.players["bo"].history[-1] == "A wave."
    assert {(change.caused_by, change.event_id) for change in step.shared} == {(None, "wave"), ("bo", None)}


def test_the_way_an_errand_sends_somebody_takes_their_time(party: Party) -> None:
    party.inbox.append(Errand("bo", "call", (MoveTo("dune"),)))
    party.play("ann", "walk")
    (step,) = party.settle()
    assert (step.kind, step.moved, step.time_passed, step.cell) == ("inbox", ("beach", "dune"), 1800, None)
    assert party.players["bo"].clock == 1800


def test_settling_can_make_further_events_due(party: Party) -> None:
    party.play("bo", "wait")
    party.play("ann", "whistle")
    party.world.time = party.players["cy"].clock = 5000
    step = party.settle_one(Errand("cy", "call", (MoveTo("dune"),)))
    assert step.fired == ("gull",)
    assert step.errands == (Errand("ann", "gull", (ModifyTrait("courage", 2),)),)


def test_for_those_whose_story_has_ended_there_is_nothing_to_settle(party: Party) -> None:
    party.settle_one(Errand("bo", "wave", (CharacterDies(),)))
    state = party.state("bo")
    step = settle(COAST, state, party.company("bo"), Errand("bo", "tide", (ModifyTrait("courage", -1),)))
    assert step.after is step.before is state
    assert step.kind == "inbox"


def test_an_event_gives_a_single_thing_to_whom_it_reaches_first(party: Party) -> None:
    party.play("ann", "take_net")
    for name in ("bo", "cy"):
        party.settle_one(Errand(name, "gift", (GainItem("net"),)))
    assert party.world.holders == {"net": ["ann"]}


GATHERING = story(
    """
initial_world:
  current_location: beach
  locations: [{id: beach, name: Beach}, {id: dune, name: Dune}]
  scheduled_events:
    - {event_id: bell, trigger_at: 3600, consequences: [{type: move_to, location: current}]}
nodes:
  start:
    options:
      walk: {next_node: start, consequence: [{type: move_to, location: dune}]}
      wait: {next_node: start, consequence: [{type: advance_time, amount: 1, unit: hours}]}
"""
)


def test_everybody_is_called_to_where_the_event_was_fired() -> None:
    party = Party.of(GATHERING, "ann", "bo")
    party.play("ann", "walk")
    step = party.play("ann", "wait")
    assert step.errands == (Errand("bo", "bell", (MoveTo("dune"),)),)
    party.play("ann", "wait")
    (settled,) = party.settle()
    assert settled.moved == ("beach", "dune")


NESTED = story(
    """
initial_world:
  scheduled_events:
    - event_id: outer
      trigger_at: 3600
      consequences:
        - {type: set_trait, trait: courage, value: 1}
        - {type: trigger_event, event_id: inner}
        - {type: modify_trait, trait: courage, delta: 1}
        - {type: add_history, entry: It passed.}
    - {event_id: inner, trigger_at: 7200, consequences: [{type: set_trait, trait: courage, value: 8}]}
nodes:
  start:
    options:
      wait: {next_node: start, consequence: [{type: advance_time, amount: 1, unit: hours}]}
"""
)


def test_errands_keep_the_order_in_which_things_happened() -> None:
    party = Party.of(NESTED, "ann", "bo")
    step = party.play("ann", "wait")
    assert [(errand.event_id, len(errand.effects)) for errand in step.errands] == [
        ("outer", 1),
        ("inner", 1),
        ("outer", 2),
    ]
    party.settle()
    assert courage(party) == {"ann": 9, "bo": 9}
