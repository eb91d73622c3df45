"""A harbour that several people can turn upside down at once: the story of most tests of shared play."""

from tests.worlds.rules.small_stories import story

HARBOUR = story(
    """
travel_config: {default_travel_minutes: 30, improvisation_time: {explore: 15, interact: 10, act: 20, limbo: 5}}
initial_character: {traits: {courage: 5}, inventory: [knife], relationships: {keeper: 0}, flags: {brave: false}}
initial_world:
  current_location: quay
  time: 1000
  flags: {gate_open: false}
  npc_locations: {keeper: tower}
  locations:
    - {id: quay, name: The Quay, items: [lamp, oar, oar], connections: [{target: tower, travel_minutes: 10}]}
    - {id: tower, name: The Tower, items: [key], connections: [quay]}
    - {id: cave, name: The Cave, precondition: {type: flag_set, flag: gate_open}, access_denied_narrative: It is flooded.}
nodes:
  quay:
    narrative: Boats knock against the quay.
    options:
      take_lamp: {next_node: quay, consequence: [{type: gain_item, item: lamp}]}
      take_oar: {next_node: quay, consequence: [{type: gain_item, item: oar}]}
      take_key: {next_node: quay, consequence: [{type: gain_item, item: key}]}
      take_shell: {next_node: quay, consequence: [{type: gain_item, item: shell}]}
      ask_for_lamp:
        next: improvise
        consequence: [{type: gain_item, item: lamp}]
        improvise_context: {theme: the lamp, permits: [please]}
      drop_lamp: {next_node: quay, precondition: {type: has_item, item: lamp}, consequence: [{type: lose_item, item: lamp}]}
      drop_knife: {next_node: quay, precondition: {type: has_item, item: knife}, consequence: [{type: lose_item, item: knife}]}
      climb: {next_node: quay, consequence: [{type: move_to, location: tower}]}
      open_gate: {next_node: quay, consequence: [{type: set_flag, flag: gate_open}]}
      shut_gate: {next_node: quay, consequence: [{type: clear_flag, flag: gate_open}]}
      walk_through: {next_node: quay, cell: avoids, precondition: {type: flag_set, flag: gate_open}}
      dive: {next_node: quay, consequence: [{type: move_to, location: cave}]}
      be_brave: {next_node: quay, consequence: [{type: set_flag, flag: brave}, {type: add_history, entry: You were brave.}]}
      boast: {next_node: quay, precondition: {type: flag_set, flag: brave}}
      wait: {next_node: quay, consequence: [{type: advance_time, amount: 60, unit: minutes}]}
      turn_back_the_clock: {next_node: quay, consequence: [{type: advance_time, amount: -60, unit: minutes}]}
      sail: {next_node: home}
      drown: {next_node: quay, consequence: [{type: move_to, location: tower, instant: true}, {type: character_dies}]}
      do_everything:
        next_node: quay
        consequence:
          - {type: set_location_flag, location: tower, flag: lit}
          - {type: modify_location_property, location: current, property: dust, delta: 2}
          - {type: set_environment, property: light, value: dim}
          - {type: move_npc, npc: keeper, location: current}
          - {type: modify_relationship, npc: keeper, delta: 1}
          - {type: gain_item, item: shell}
          - {type: schedule_event, event_id: ship, delay: {amount: 1, unit: days}, consequences: []}
          - {type: cancel_event, event_id: ship}
endings:
  home: {narrative: You are home., type: victory}
  drowned: {narrative: The sea keeps you., type: death}
"""
)
