"""A world in which every turn adds one to a counter that everybody shares."""

from typing import Final

COUNTING: Final = b"""
name: The tally
description: One wall, many hands.
travel_config: {default_travel_minutes: 1}
initial_character: {name: Hand, traits: {}, flags: {}}
initial_world:
  current_location: wall
  flags: {}
  locations:
    - id: wall
      name: The wall
      items: [chalk]
      initial_state: {properties: {marks: 0}}
      connections: [{target: yard, travel_minutes: 1}]
    - {id: yard, name: The yard, connections: [{target: wall, travel_minutes: 1}], initial_state: {properties: {steps: 0}}}
start_node: wall
nodes:
  wall:
    narrative: Chalk marks, row on row.
    choice:
      prompt: What do you do?
      options:
        - id: mark
          text: Make a mark
          cell: chooses
          consequence: [{type: modify_location_property, location: wall, property: marks, delta: 1}]
          next_node: wall
        - {id: take, text: Take the chalk, cell: chooses, consequence: [{type: gain_item, item: chalk}], next_node: wall}
        - {id: out, text: Go out, cell: chooses, consequence: [{type: move_to, location: yard}], next_node: yard}
        - id: sing
          text: Sing
          cell: unknown
          next: improvise
          improvise_context: {theme: singing, permits: [song], blocks: [scream], limbo_fallback: Nothing comes.}
        - {id: fall, text: Fall off the wall, cell: chooses, consequence: [{type: character_dies}], next_node: fallen}
  yard:
    narrative: Gravel.
    choice:
      prompt: And here?
      options:
        - id: step
          text: Take a step
          cell: chooses
          consequence: [{type: modify_location_property, location: yard, property: steps, delta: 1}]
          next_node: yard
        - {id: in, text: Go in, cell: chooses, consequence: [{type: move_to, location: wall}], next_node: wall}
        - {id: rest, text: Rest for good, cell: avoids, next_node: resting}
endings:
  fallen: {type: death, narrative: Down.}
  resting: {type: victory, narrative: Enough.}
"""
