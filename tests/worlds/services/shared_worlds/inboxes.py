"""A world in which an event concerns everybody, wherever they are and whoever makes it happen."""

from typing import Final

TIDE: Final = b"""
name: The tide
description: It comes for everybody.
travel_config: {default_travel_minutes: 1}
initial_character: {name: Walker, traits: {luck: 3}, flags: {}}
initial_world:
  current_location: beach
  flags: {}
  scheduled_events:
    - event_id: tide
      trigger_at: 7200
      consequences: [{type: modify_trait, trait: luck, delta: -1}, {type: add_history, entry: The tide came.}]
    - event_id: flood
      trigger_at: 14400
      consequences: [{type: character_dies, reason: The flood took you.}]
  locations: [{id: beach, name: The beach, connections: []}]
start_node: beach
nodes:
  beach:
    narrative: Sand.
    choice:
      prompt: What do you do?
      options:
        - {id: wait, text: Wait an hour, cell: avoids, consequence: [{type: advance_time, amount: 1, unit: hours}], next_node: beach}
        - {id: look, text: Look at the sea, cell: chooses, precondition: {type: event_triggered, event_id: tide}, next_node: beach}
        - {id: fled, text: Go home, cell: avoids, precondition: {type: event_not_triggered, event_id: flood}, next_node: home}
endings:
  home: {type: unchanged, narrative: Home.}
  drowned: {type: death, narrative: Under.}
"""
