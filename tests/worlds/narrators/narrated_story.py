"""A small story to narrate, and ways to ask for a ruling in it."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from typing import Any

import yaml

from worlds.narrators.templates import TemplateNarrator
from worlds.rules.commands import Choose, Command, Say
from worlds.rules.improvise import judge
from worlds.rules.loading import load_scenario
from worlds.rules.opening import begin
from worlds.rules.rulings import Judgement, Ruling
from worlds.rules.scenario import Scenario
from worlds.rules.state import State

INN = textwrap.dedent(
    """
    name: The Drowned Bell
    initial_character:
      name: The Guest
      traits: {nerve: 2}
      inventory: [brass_key]
    initial_world:
      current_location: taproom
      npc_locations: {innkeeper: taproom, ferryman: landing}
      locations:
        - id: taproom
          name: The Taproom
          description: A low room with one lamp and too many chairs.
          connections: [landing]
          items: [tin_whistle]
          initial_state:
            environment: {lighting: lamplight}
        - id: landing
          name: Ferry Landing
          description: Where the ferry ties up.
          connections: [taproom]
          items: []
    start_node: evening
    nodes:
      evening:
        narrative: >
          The innkeeper wipes the counter and does not look at the cellar door. Rain runs down the windows.
        choice:
          prompt: What do you do?
          options:
            - {id: leave, text: Go down to the landing, next_node: evening}
            - {id: stay, text: Order another cup of soup, next_node: evening}
            - id: secret
              text: Lift the loose floorboard
              precondition: {type: flag_set, flag: told}
              consequence: [{type: set_flag, flag: told}]
              next_node: evening
            - id: ask
              text: Ask what is behind the cellar door
              next: improvise
              improvise_context:
                theme: earning the trust of a careful man
                permits: [please, help]
                blocks: [demand, threat]
                limbo_fallback: The innkeeper polishes a glass that is already clean
                answers:
                  - {pattern: lullaby, narrative: "He knows the tune. \\"My mother's,\\" he says, and {nothing} more."}
              outcome_nodes: {discovery: home}
            - {id: home, text: Go home, next_node: home}
    endings:
      home: {type: unchanged, narrative: You go home.}
    """
)


def story(**changes: Any) -> Scenario:
    """The story of the inn; `changes` replace its top-level keys."""
    return load_scenario(yaml.safe_dump(yaml.safe_load(INN) | changes, sort_keys=False).encode(), name="inn")


def opened(scenario: Scenario, *, temperature: int = 5) -> State:
    state = begin(scenario).after
    state.player.preferences = replace(state.player.preferences, improvisation_temperature=temperature)
    return state


def judged(scenario: Scenario, state: State, command: Command) -> Judgement:
    judgement = judge(scenario, state, command)
    assert judgement is not None, f"{command} is no improvisation"
    return judgement


def ruling(scenario: Scenario, state: State, command: Command) -> Ruling:
    return TemplateNarrator().rule(scenario=scenario, state=state, judgement=judged(scenario, state, command))


def told(text: str, *, temperature: int = 5, option: str | None = None, beat: int = 1, **changes: Any) -> str:
    """What the narrator makes of a text at the beginning of the story."""
    scenario = story(**changes)
    state = opened(scenario, temperature=temperature)
    state.player.beat = beat
    return ruling(scenario, state, Say(text) if option is None else Choose(option, text)).text
