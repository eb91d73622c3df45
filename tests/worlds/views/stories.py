"""A story with everything that a page has to show, and one that tries to break out of it."""

from __future__ import annotations

from typing import Final

HOUSE: Final = b"""
name: The empty house
description: A house, a cellar, and somebody who waits in it.
travel_config: {default_travel_minutes: 10}
initial_character:
  name: Visitor
  traits: {courage: 3}
  relationships: {old_keeper: -2}
  flags: {}
initial_world:
  current_location: hall
  time: 28800
  flags: {}
  npc_locations: {old_keeper: hall}
  locations:
    - id: hall
      name: The hall
      description: Dust lies on everything.
      items: [brass_lamp]
      connections: [{target: cellar, travel_minutes: 90}, garden]
      initial_state: {environment: {light: dim}}
    - id: cellar
      name: The cellar
      description: Cold air.
      connections: [hall]
      precondition: {type: has_item, item: brass_lamp}
      access_mode: show_locked
      access_denied_narrative: It is too dark without a lamp.
    - id: garden
      name: The garden
      description: Nettles.
      connections: [hall]
start_node: hall
nodes:
  hall:
    narrative: |
      The door falls shut behind you.

      Somebody is breathing.
    choice:
      prompt: What do you do?
      options:
        - id: take_lamp
          text: Take the lamp
          cell: chooses
          precondition: {type: missing_item, item: brass_lamp}
          consequence:
            - {type: gain_item, item: brass_lamp}
            - {type: modify_trait, trait: courage, delta: 1}
            - {type: modify_relationship, npc: old_keeper, delta: -1}
            - {type: advance_time, amount: 20, unit: minutes}
          narrative: It is heavier than it looks.
          next_node: hall
        - id: go_down
          text: Go down
          cell: chooses
          consequence: [{type: move_to, location: cellar}]
          next_node: below
        - id: listen
          text: Listen to the breathing
          cell: unknown
          next: improvise
          narrative: You hold your own breath.
          improvise_context:
            theme: finding out who is there
            permits: [who]
            blocks: [shout]
            limbo_fallback: It goes on.
        - id: leave
          text: Leave by the garden
          cell: avoids
          next_node: outside
  below:
    narrative: Stairs, and then no more stairs.
    choice:
      prompt: It is very quiet.
      options:
        - {id: stay, text: Stay, cell: chooses, next_node: found}
        - {id: up, text: Go up again, cell: avoids, consequence: [{type: move_to, location: hall}], next_node: hall}
endings:
  found: {type: victory, tone: bittersweet, method: wisdom, narrative: You know who it was.}
  outside: {type: unchanged, narrative: The nettles close behind you.}
"""

STUCK: Final = """
name: Ein verschlossener Raum
language: de
initial_character: {name: Gast}
initial_world: {current_location: raum, locations: [{id: raum, name: Der Raum}]}
start_node: raum
nodes:
  raum:
    narrative: Keine Tür.
    choice:
      prompt: Und nun?
      options:
        - {id: hinaus, text: Hinaus, precondition: {type: flag_set, flag: offen}, next_node: frei}
        - {id: hinein, text: Hinein, precondition: {type: flag_not_set, flag: drin}, consequence: [{type: set_flag, flag: drin}], next_node: raum}
        - {id: auf, text: Auf, precondition: {type: flag_set, flag: offen}, consequence: [{type: set_flag, flag: offen}], next_node: raum}
endings:
  frei: {type: victory, narrative: Frei.}
""".encode()

ATTACK: Final = "<script>alert(1)</script>"

HOSTILE: Final = """
name: "{x}name"
description: "{x}description"
initial_character: {name: "{x}hero", inventory: ["{x}item"], traits: {"{x}trait": 1}, relationships: {"{x}npc": 1}}
initial_world:
  current_location: here
  npc_locations: {"{x}npc": here}
  locations:
    - {id: here, name: "{x}place", description: "{x}described", items: ["{x}lying"], connections: [there], initial_state: {environment: {"{x}air": "{x}thick"}}}
    - {id: there, name: "{x}there"}
start_node: one
nodes:
  one:
    title: "{x}title"
    narrative: "{x}narrative"
    choice:
      prompt: "{x}prompt"
      options:
        - {id: "on", text: "{x}option", narrative: "{x}told", next_node: one, consequence: [{type: gain_item, item: "{x}gained"}]}
        - {id: say, text: "{x}ask", next: improvise, narrative: "{x}question"}
        - {id: stop, text: "{x}stop", next_node: end}
endings:
  end: {type: victory, narrative: "{x}ending", tone: hollow}
""".replace("{x}", ATTACK).encode()
