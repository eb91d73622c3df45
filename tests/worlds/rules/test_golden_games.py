"""Games played alone, pinned by the hashes of their states: stored games depend on every one of them.

A hash here may change only with STATE_SCHEMA or ENGINE_VERSION, which old records are replayed by. Free text is
played as a record keeps it, by its meaning, so that the rules may come to know more words.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.worlds.rules.small_stories import WALKTHROUGHS, published_scenarios, story
from worlds.rules.canonical import digest, state_hash
from worlds.rules.commands import Choose, Command, Recalled
from worlds.rules.loading import load_scenario
from worlds.rules.offering import offers
from worlds.rules.opening import begin
from worlds.rules.rulings import Judgement
from worlds.rules.turns import play

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.scenario import Scenario
    from worlds.rules.state import State

ISLAND = """
travel_config: {default_travel_minutes: 30, improvisation_time: {explore: 15, interact: 10, act: 20, limbo: 5}}
initial_character: {traits: {courage: 5, wit: 2}, inventory: [rope], relationships: {keeper: 0}, flags: {bold: false}}
initial_world:
  current_location: quay
  time: 3600
  flags: {gate_open: false, lamp_lit: false}
  npc_locations: {keeper: tower, gull: quay}
  locations:
    - {id: quay, name: The Quay, items: [oar, lamp], connections: [{target: tower, travel_minutes: 20}, cave]}
    - {id: tower, name: The Tower, items: [lamp, key], connections: [quay], initial_state: {properties: {dust: 3}}}
    - id: cave
      name: The Cave
      connections: [quay]
      precondition: {type: flag_set, flag: gate_open}
      access_mode: show_locked
      access_denied_narrative: Water stands in it.
  location_state: {tower: {environment: {light: dim, wind: 2}}}
  scheduled_events:
    - event_id: dusk
      trigger_at: 10800
      consequences:
        - {type: set_environment, property: light, value: dark, location: all}
        - {type: modify_trait, trait: courage, delta: -1}
        - {type: move_npc, npc: gull, location: current}
nodes:
  quay:
    narrative: Boats knock against the quay.
    on_enter: [{type: add_history, entry: You stood on the quay.}]
    options:
      take_lamp: {next_node: quay, consequence: [{type: gain_item, item: lamp}, {type: set_flag, flag: bold}]}
      climb: {next_node: tower, consequence: [{type: move_to, location: tower}]}
      open: {next_node: quay, consequence: [{type: set_flag, flag: gate_open}, {type: advance_time, amount: 10, unit: minutes}]}
      dive: {next_node: cave, cell: unknown, consequence: [{type: move_to, location: cave}]}
      wait: {next_node: quay, cell: avoids, consequence: [{type: advance_time, amount: 1, unit: hours}]}
      drop: {next_node: quay, precondition: {type: has_item, item: lamp}, consequence: [{type: lose_item, item: lamp}]}
  tower:
    narrative: Stairs, and the keeper's lantern.
    elapsed_since_previous: {amount: 5, unit: minutes}
    on_enter: [{type: modify_location_property, location: current, property: dust, delta: -1}]
    options:
      take_lamp: {next_node: tower, consequence: [{type: gain_item, item: lamp}]}
      take_key: {next_node: tower, consequence: [{type: gain_item, item: key}, {type: modify_relationship, npc: keeper, delta: -2}]}
      light:
        next_node: tower
        precondition: {type: has_item, item: lamp}
        consequence:
          - {type: lose_item, item: lamp}
          - {type: set_flag, flag: lamp_lit}
          - {type: set_location_flag, location: tower, flag: lit}
          - type: schedule_event
            event_id: ship
            delay: {amount: 90, unit: minutes}
            consequences: [{type: modify_relationship, npc: keeper, delta: 3}, {type: gain_item, item: oar}]
      ask:
        text: Ask the keeper about her lantern
        next: improvise
        consequence: [{type: modify_trait, trait: wit, delta: 1}]
        improvise_context: {theme: trust, permits: [please], blocks: [now], limbo_fallback: She waits.}
        outcome_nodes: {discovery: quay}
      down: {next_node: quay, consequence: [{type: move_to, location: quay}]}
  cave:
    narrative: Light moves on the roof.
    precondition: {type: trait_minimum, trait: courage, minimum: 4}
    options:
      row: {next_node: home, precondition: {type: event_triggered, event_id: ship}}
      back: {next_node: quay, consequence: [{type: move_to, location: quay}]}
      sink: {next_node: cave, consequence: [{type: lose_item, item: rope}, {type: character_dies, reason: The tide came in.}]}
endings:
  home: {narrative: You row home., type: victory}
  drowned: {narrative: The sea keeps you., type: death}
"""
WORDS = ("please", "now", "hm", "please do", "later")
DEEDS = (
    Recalled(judgement=Judgement("discovery", "explore", None, "", "", "", None), flag="improv_explore_lamp"),
    Recalled(judgement=Judgement("constraint", "act", None, "", "", "", None), flag="improv_act_steal"),
    Recalled(judgement=Judgement("limbo", "limbo", None, "", "", "", None), flag="improv_limbo_wait"),
    Recalled(judgement=Judgement("discovery", "interact", None, "", "", "", None), flag="improv_interact_gull"),
)

PLAYED = {
    0: "f2e17fb87243d1d7448b74e99d63c4fc6cb55731b090d0fae57cef71215b864c",
    1: "d90d80b9baacf42912dba2b13cf2bebd484403624ac22f9a6c8c778fedbb2cb4",
    2: "03046ae2662e96214ffeedec9945e214c90b55ece25c2a53d94b2383c67255ee",
    3: "5f5c0fdfa21105b5bfc3f34b6ff0f3fbeae872acd1cd838788023c1674f2ea9c",
    5: "98aafc9e472724348f28070b477aa0213e0156f2309e5aeedbdb2bb0c3760ee1",
    8: "5f929026af15b27f2f94385346aa7f24a2a512d57b4c8d0851ca26cd458446d6",
    13: "d2737e43ce20684fb3ffa0068db2592122b9449fbf1655595ce7ee9f43f07192",
}
WALKED = {
    "basic": "f26f226bc29dcca7eb9dab5c639c8cd7094fb221835550c06c2c354d157cb94d",
    "dragon_quest": "e44935e1b3ecc815593f2d28239cfb908c4576d0fa8c16d190cde56d70d16868",
    "intermediate": "01bee57472547a131529f6f74b30a44f1fdc90d86da6f6277c2ff12c9cc4ab2f",
    "minimal": "3f6a94e9fe9b203445d61846faa22c0b5b400e03c22df92069ed9ada717caaf5",
    "temporal_example": "03bb9f172bd8fe9ee8648c93b2f6495102cf2cea5e6e1207c8fe7dae16502b0b",
    "zork1-mini": "b567519520bdceedf94be61baf3a819e42da4ef7e378151929ac558e723bbe2e",
}


@pytest.mark.parametrize("stride", PLAYED)
def test_a_game_played_before_has_the_hashes_that_it_had(stride: int) -> None:
    scenario = story(ISLAND)
    assert digest(hashes(scenario, stride)) == PLAYED[stride]


@pytest.mark.parametrize("name", WALKED)
def test_the_published_walkthroughs_have_the_hashes_that_they_had(name: str) -> None:
    folder = published_scenarios()
    scenario = load_scenario((folder / f"{name}.yaml").read_bytes(), name=name)
    walks = json.loads((folder / WALKTHROUGHS).read_text())[name]["endings_reached"]
    assert digest({ending: walked(scenario, walk["path"]) for ending, walk in walks.items()}) == WALKED[name]


def hashes(scenario: Scenario, stride: int) -> list[str]:
    """The hashes of a game that picks by counting: every third move is free text."""
    state, found = begin(scenario).after, list[str]()
    for move in range(60):
        if state.player.finish is not None:
            break
        state = play(scenario, state, command_at(scenario, state, move, stride)).after
        found.append(state_hash(state))
    return found


def walked(scenario: Scenario, path: Sequence[Sequence[str]]) -> list[str]:
    state, found = begin(scenario).after, list[str]()
    for choice in path:
        state = play(scenario, state, Choose(*choice)).after
        found.append(state_hash(state))
    return found


def command_at(scenario: Scenario, state: State, move: int, stride: int) -> Command:
    if move % 3 == 2:
        return DEEDS[move * (stride + 1) % len(DEEDS)]
    listed = offers(scenario, state)
    return Choose(listed[(move * stride + move + stride) % len(listed)].option.id, WORDS[move % len(WORDS)])
