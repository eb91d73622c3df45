"""A story of which every private datum has a name that is easily found, should it turn up where it does not belong."""

from typing import Final

PRIVATE: Final = ("hushnerve", "hushbond", "hushvow", "hushtold")

MEADOW: Final = b"""
name: The meadow
description: A bell, a hill, and what one keeps to oneself.
travel_config: {default_travel_minutes: 5}
initial_character: {name: Stray, traits: {hushnerve: 3}, relationships: {hushbond: 0}, flags: {hushvow: false}}
initial_world:
  current_location: meadow
  flags: {fogged: false, bell_hung: true}
  scheduled_events:
    - event_id: fog
      trigger_at: 10800
      consequences:
        - {type: set_flag, flag: fogged}
        - {type: modify_trait, trait: hushnerve, delta: -1}
        - {type: add_history, entry: hushtold of the fog}
  locations:
    - id: meadow
      name: The meadow
      items: [pebble]
      initial_state: {properties: {rings: 0}}
      connections: [{target: hill, travel_minutes: 5}]
    - {id: hill, name: The hill, connections: [{target: meadow, travel_minutes: 5}], initial_state: {properties: {cairn: 0}}}
start_node: meadow
nodes:
  meadow:
    narrative: Grass, and a bell.
    choice:
      prompt: What do you do?
      options:
        - id: act
          text: Ring the bell
          cell: chooses
          consequence:
            - {type: modify_location_property, location: meadow, property: rings, delta: 1}
            - {type: modify_trait, trait: hushnerve, delta: 1}
          next_node: meadow
        - id: brood
          text: Keep it to yourself
          cell: avoids
          consequence:
            - {type: modify_relationship, npc: hushbond, delta: 1}
            - {type: set_flag, flag: hushvow}
            - {type: add_history, entry: hushtold to nobody}
          next_node: meadow
        - {id: take, text: Take the pebble, cell: chooses, consequence: [{type: gain_item, item: pebble}], next_node: meadow}
        - {id: wait, text: Wait an hour, cell: avoids, consequence: [{type: advance_time, amount: 1, unit: hours}], next_node: meadow}
        - {id: walk, text: Walk up, cell: chooses, consequence: [{type: move_to, location: hill}], next_node: hill}
        - id: sing
          text: Sing
          cell: unknown
          next: improvise
          improvise_context: {theme: singing, permits: [song], blocks: [scream], limbo_fallback: Nothing comes.}
        - {id: rest, text: Lie down for good, cell: avoids, next_node: resting}
  hill:
    narrative: Wind.
    choice:
      prompt: And here?
      options:
        - id: act
          text: Put a stone on the cairn
          cell: chooses
          consequence: [{type: modify_location_property, location: hill, property: cairn, delta: 1}]
          next_node: hill
        - {id: brood, text: Keep it to yourself, cell: avoids, consequence: [{type: modify_trait, trait: hushnerve, delta: 1}], next_node: hill}
        - {id: wait, text: Wait an hour, cell: avoids, consequence: [{type: advance_time, amount: 1, unit: hours}], next_node: hill}
        - {id: walk, text: Walk down, cell: chooses, consequence: [{type: move_to, location: meadow}], next_node: meadow}
        - id: sing
          text: Sing
          cell: unknown
          next: improvise
          improvise_context: {theme: singing, permits: [song], blocks: [scream], limbo_fallback: Nothing comes.}
endings:
  resting: {type: victory, narrative: Enough.}
"""
