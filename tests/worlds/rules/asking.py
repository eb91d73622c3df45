"""A story with something to ask, somebody elsewhere, and things to name: for everything that is improvised."""

TRAVEL = "travel_config: {improvisation_time: {explore: 15, interact: 10, act: 20, limbo: 5}}"
ASKING = f"""
{TRAVEL}
initial_world:
  locations:
    - {{id: yard, name: Old Yard, description: A quiet yard with a well., items: [rope]}}
    - {{id: wood, name: Wood}}
  npc_locations: {{keeper: yard, grey_wolf: wood}}
nodes:
  start:
    narrative: A fountain murmurs.
    options:
      ask:
        text: Ask the keeper about her lantern
        narrative: The keeper looks up.
        next: improvise
        consequence: [{{type: advance_time, amount: 1, unit: hours}}, {{type: modify_trait, trait: courage, delta: 1}}]
        improvise_context:
          theme: winning the keeper's trust
          permits: [please, "lan.?tern"]
          blocks: [steal, now]
          limbo_fallback: The keeper waits for a real question.
          answers: [{{pattern: grandmother, narrative: "She was a keeper too."}}]
        outcome_nodes: {{discovery: trust, constraint: gate}}
      shrug: {{next_node: start, text: Shrug}}
  trust: {{narrative: The keeper smiles.}}
  gate: {{precondition: {{type: has_item, item: key}}, blocked_narrative: She turns away.}}
"""
NO_CLOCK = ASKING.replace(TRAVEL, "")
