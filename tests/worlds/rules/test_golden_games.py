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
    0: "1e19a453545063224cb38d6528220044b6d72254551b21bbec9979f4c52af6a9",
    1: "27234bf8603c0baa158a9ce1fcce05a501baccc0497670462c290b0418067928",
    2: "03046ae2662e96214ffeedec9945e214c90b55ece25c2a53d94b2383c67255ee",
    3: "b77da5be951a6ce6366e3e1981c446b9eed26e8e5581e2ae457946aadfc9cdc4",
    5: "0ae63ba8ea3a82b8bc07423296609bda53c5e5a1cdadd5a9b56051317a017628",
    8: "9650b2b712872220eb00bfecc3fa0fff05615c0f4c916ff131871f32ce16e535",
    13: "d2737e43ce20684fb3ffa0068db2592122b9449fbf1655595ce7ee9f43f07192",
}
WALKED = {
    "basic": "f26f226bc29dcca7eb9dab5c639c8cd7094fb221835550c06c2c354d157cb94d",
    "dragon_quest": "4337b13616be1328da70fdfbfa0f201d47a757479a27b4b3d9e759968c3c2441",
    "intermediate": "3bf196a79c4f6474247ef060087926fe69549c68c4476e38cb2f434496cd0c92",
    "minimal": "3f6a94e9fe9b203445d61846faa22c0b5b400e03c22df92069ed9ada717caaf5",
    "temporal_example": "bf93b245de99226fce922f7d0911daa50bafa4f4db9d0b0c9cefd3672d7e2b22",
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
