"""The checker finds the items that a story cannot be won without."""

from __future__ import annotations

from tests.worlds.rules.files import everything, finds, report_on
from tests.worlds.rules.small_stories import story
from worlds.rules.critical_items.proposals import indispensable, is_winnable

WORLD = """
initial_world:
  current_location: yard
  locations:
    - {id: yard, name: Yard, items: [key, rope, spade]}
    - {id: vault, name: Vault, precondition: {type: has_item, item: key}}
"""


def told(nodes: str) -> tuple[str, ...]:
    return indispensable(story(WORLD + nodes))


TAKES = "{next_node: yard, consequence: [{type: gain_item, item: %s}]}"
YARD = f"""
nodes:
  yard:
    options:
      take_key: {TAKES % "key"}
      take_rope: {TAKES % "rope"}
"""


def test_an_item_that_the_only_way_asks_for_is_proposed() -> None:
    assert told(f"{YARD}      win: {{next_node: home, precondition: {{type: has_item, item: rope}}}}\n") == ("rope",)


def test_an_item_that_opens_the_only_place_is_proposed() -> None:
    nodes = (
        f"{YARD}      enter: {{next_node: vault, consequence: [{{type: move_to, location: vault}}]}}\n  vault: {{}}\n"
    )
    assert told(nodes) == ("key",)


def test_with_another_way_neither_is_indispensable() -> None:
    nodes = f"""{YARD}
      by_rope: {{next_node: home, precondition: {{type: has_item, item: rope}}}}
      by_key: {{next_node: home, precondition: {{type: has_item, item: key}}}}
"""
    assert told(nodes) == ()


def test_an_item_on_the_way_to_a_flag_is_found_through_it() -> None:
    nodes = f"""{YARD}
      dig:
        next_node: yard
        precondition: {{type: has_item, item: key}}
        consequence: [{{type: set_flag, flag: found}}]
      win: {{next_node: home, precondition: {{type: flag_set, flag: found}}}}
"""
    assert told(nodes) == ("key",)


def test_an_option_that_gives_what_others_hold_is_closed_with_all_that_it_leads_to() -> None:
    nodes = (
        "nodes:\n  yard:\n    options:\n      dig: {next_node: home, consequence: [{type: gain_item, item: spade}]}\n"
    )
    assert told(nodes) == ("spade",)


def test_an_event_that_needs_an_item_to_be_scheduled_carries_it() -> None:
    nodes = f"""{YARD}
      light:
        next_node: yard
        precondition: {{type: has_item, item: key}}
        consequence:
          - {{type: schedule_event, event_id: dawn, delay: {{amount: 1, unit: hours}}, consequences: []}}
      win: {{next_node: home, precondition: {{type: event_triggered, event_id: dawn}}}}
"""
    assert told(nodes) == ("key",)


def test_improvising_may_lead_anywhere_that_its_author_says() -> None:
    nodes = f"""{YARD}
      by_rope: {{next_node: home, precondition: {{type: has_item, item: rope}}}}
      ask: {{next: improvise, improvise_context: {{theme: luck, permits: [luck]}}, outcome_nodes: {{discovery: home}}}}
"""
    assert told(nodes) == ()


def test_a_story_that_cannot_be_won_proposes_nothing() -> None:
    nodes = f"{YARD}endings:\n  home: {{narrative: You are home., type: unchanged}}\n"
    lost = story(WORLD + nodes)
    assert (is_winnable(lost), indispensable(lost)) == (False, ())


NEEDED = """
initial_world: {locations: [{id: yard, name: Yard, connections: [wood], items: [lump, rope]}, {id: wood, name: Wood, connections: [yard]}]}
nodes:
  gate: {free_roam: true}
  hall:
    choice:
      options:
        - {id: rest, text: Sit down, cell: chooses, next_node: home, precondition: {type: has_item, item: rope}}
        - {id: back, text: Back, cell: avoids, next_node: doom}
"""
KEPT = "critical_items: [{item_id: rope, policy_type: unique_persistent, public: It is back.}]"


def test_the_checker_tells_the_author_where_the_item_lies() -> None:
    problem = finds(NEEDED, "info", "critical_item", "initial_world.locations[0].items[1]")
    assert problem.message == "without 'rope' no victory can be reached"


def test_an_item_with_a_policy_is_no_longer_proposed() -> None:
    assert everything(report_on(NEEDED + KEPT)) == []
