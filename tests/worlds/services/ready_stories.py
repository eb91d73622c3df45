"""Small stories that the services' tests play."""

from __future__ import annotations

from typing import Final

GATE: Final = b"""
name: The gate
description: A gate, a key, and somebody who listens.
travel_config: {default_travel_minutes: 10}
initial_character:
  name: Wanderer
  traits: {courage: 1}
  relationships: {keeper: 0}
  flags: {}
initial_world:
  current_location: road
  flags: {gate_open: false}
  npc_locations: {keeper: road}
  locations:
    - id: road
      name: The road
      description: Dust, and a gate at its end.
      items: [key]
      connections: [{target: garden, travel_minutes: 5}]
    - id: garden
      name: The garden
      description: Quiet.
      connections: [{target: road, travel_minutes: 5}]
start_node: road
nodes:
  road:
    narrative: The gate stands shut, and the keeper looks at you.
    choice:
      prompt: What do you do?
      options:
        - id: take_key
          text: Take the key
          cell: chooses
          precondition: {type: missing_item, item: key}
          consequence: [{type: gain_item, item: key}]
          narrative: It is cold.
          next_node: road
        - id: open_gate
          text: Open the gate
          cell: chooses
          precondition: {type: has_item, item: key}
          consequence:
            - {type: set_flag, flag: gate_open}
            - {type: move_to, location: garden}
          narrative: It swings.
          next_node: garden
        - id: ask
          text: Ask the keeper
          cell: unknown
          next: improvise
          narrative: The keeper waits.
          improvise_context:
            theme: asking for a way in
            permits: [please]
            blocks: [threaten]
            limbo_fallback: The keeper says nothing.
        - id: wait
          text: Wait
          cell: avoids
          consequence: [{type: advance_time, amount: 1, unit: hours}]
          narrative: An hour goes.
          next_node: road
        - id: run
          text: Run at the gate
          cell: chooses
          consequence: [{type: character_dies}]
          next_node: broken
  garden:
    narrative: Grass, at last.
    choice:
      prompt: And now?
      options:
        - {id: stay, text: Stay, cell: chooses, next_node: home}
        - {id: back, text: Go back, cell: avoids, consequence: [{type: move_to, location: road}], next_node: road}
endings:
  home: {type: victory, narrative: You stay.}
  broken: {type: death, narrative: The gate was stronger.}
"""
