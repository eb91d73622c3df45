from __future__ import annotations

import json
from typing import Any

import pytest

from tests.worlds.rules.small_stories import after, story
from worlds.rules.effects import EFFECTS
from worlds.rules.outcome import Change, Step
from worlds.rules.quantities import LIMIT

WORLD = """
initial_character:
  traits: {courage: 5}
  inventory: [lamp, coin]
  relationships: {keeper: 10}
  flags: {bold: true}
initial_world:
  current_location: yard
  flags: {gate_open: false}
  npc_locations: {keeper: wood}
  locations:
    - id: yard
      name: Old Yard
      items: [rope]
      connections: [wood]
      initial_state:
        flags: {swept: true}
        properties: {dust: 3}
        environment: {light: dim, cold: 4}
    - id: wood
      name: Wood
      items: [rope, axe]
"""


def did(*consequences: dict[str, Any]) -> Step:
    """What one option with this list of consequences comes to."""
    listed = json.dumps(list(consequences))
    return after(
        story(f"{WORLD}\nnodes: {{start: {{options: {{go: {{next_node: start, consequence: {listed}}}}}}}}}"), "go"
    )


def effect(kind: str, **keys: Any) -> dict[str, Any]:
    return {"type": kind, **keys}


def value(path: str, now: object, before: object) -> Change:
    return Change(path, now, before=before)


RECORDED = [
    (effect("modify_trait", trait="courage", delta=-2), [value("character.traits.courage", 3, 5)]),
    (effect("modify_trait", trait="grace", delta=2), [value("character.traits.grace", 2, None)]),
    (effect("set_trait", trait="courage", value=9), [value("character.traits.courage", 9, 5)]),
    (effect("modify_relationship", npc="keeper", delta=5), [value("character.relationships.keeper", 15, 10)]),
    (effect("modify_relationship", npc="wolf", delta=-5), [value("character.relationships.wolf", -5, None)]),
    (effect("set_flag", flag="proud"), [value("character.flags.proud", True, None)]),  # noqa: FBT003
    (effect("set_flag", flag="bold", value=False), [value("character.flags.bold", False, True)]),  # noqa: FBT003
    (effect("clear_flag", flag="bold"), [value("character.flags.bold", False, True)]),  # noqa: FBT003
    (effect("set_flag", flag="gate_open"), [value("world.flags.gate_open", True, False)]),  # noqa: FBT003
    (
        effect("set_location_flag", location="yard", flag="wet"),
        [value("world.locations.yard.flags.wet", True, None)],  # noqa: FBT003
    ),
    (
        effect("clear_location_flag", location="current", flag="swept"),
        [value("world.locations.yard.flags.swept", False, True)],  # noqa: FBT003
    ),
    (
        effect("modify_location_property", location="yard", property="dust", delta=-3),
        [value("world.locations.yard.properties.dust", 0, 3)],
    ),
    (
        effect("modify_location_property", location="moon", property="dust", delta=3),
        [value("world.locations.moon.properties.dust", 3, None)],
    ),
    (
        effect("set_location_property", location="yard", property="dust", value=7),
        [value("world.locations.yard.properties.dust", 7, 3)],
    ),
    (
        effect("set_environment", property="light", value="bright"),
        [value("world.locations.yard.environment.light", "bright", "dim")],
    ),
    (
        effect("set_environment", property="light", value="bright", location="all"),
        [
            value("world.locations.yard.environment.light", "bright", "dim"),
            value("world.locations.wood.environment.light", "bright", None),
        ],
    ),
    (
        effect("modify_environment", property="cold", delta=-1),
        [value("world.locations.yard.environment.cold", 3, 4)],
    ),
    (
        effect("modify_environment", property="cold", delta=2, location="wood"),
        [value("world.locations.wood.environment.cold", 2, None)],
    ),
    (effect("modify_environment", property="light", delta=2), []),
    (effect("move_npc", npc="keeper", location="current"), [value("world.npc_locations.keeper", "yard", "wood")]),
    (effect("advance_time", amount=2), [value("world.time", 7200, 0)]),
    (effect("advance_time", amount=3, unit="days"), [value("world.time", 259_200, 0)]),
    (effect("move_to", location="wood"), [value("player.location", "wood", "yard")]),
    (effect("move_to", location="nowhere_declared"), [value("player.location", "nowhere_declared", "yard")]),
    (effect("move_to", location="current"), []),
    (effect("add_history", entry="You sang."), [Change("character.history", action="added", item="You sang.")]),
    (effect("gain_item", item="letter"), [Change("character.inventory", action="added", item="letter")]),
    (effect("gain_item", item="lamp"), []),
    (effect("lose_item", item="letter"), []),
    (effect("lose_item", item="coin"), [Change("character.inventory", action="removed", item="coin")]),
    (
        effect("gain_item", item="rope"),
        [
            Change("world.locations.yard.items", action="removed", item="rope"),
            Change("character.inventory", action="added", item="rope"),
        ],
    ),
    (
        effect("schedule_event", event_id="rain", delay={"amount": 1, "unit": "hours"}, consequences=[]),
        [Change("world.scheduled_events", action="added", item="rain")],
    ),
    (effect("trigger_event", event_id="rain"), []),
    (effect("cancel_event", event_id="rain"), []),
]


@pytest.mark.parametrize(("consequence", "changes"), RECORDED)
def test_an_effect_records_exactly_what_it_changed(consequence: dict[str, Any], changes: list[Change]) -> None:
    assert list(did(consequence).changes) == changes


def test_every_type_of_the_format_is_tested_here() -> None:
    tested = {consequence["type"] for consequence, _ in RECORDED}
    assert tested | {"character_dies", "character_departs"} == set(EFFECTS)


def test_an_effect_that_changes_nothing_is_not_recorded() -> None:
    assert did(effect("set_trait", trait="courage", value=5), effect("set_flag", flag="bold")).changes == ()


def test_effects_are_applied_strictly_in_order() -> None:
    doubled = did(effect("set_trait", trait="courage", value=1), effect("modify_trait", trait="courage", delta=1))
    overwritten = did(effect("modify_trait", trait="courage", delta=1), effect("set_trait", trait="courage", value=1))
    assert doubled.after.player.character.traits["courage"] == 2
    assert overwritten.after.player.character.traits["courage"] == 1


def test_a_default_place_is_where_the_player_stands_at_that_moment() -> None:
    step = did(effect("move_to", location="wood"), effect("set_environment", property="light", value="green"))
    assert step.after.world.local["wood"].environment == {"light": "green"}


def test_an_inventory_keeps_the_order_of_acquisition_and_no_doubles() -> None:
    step = did(*(effect("gain_item", item=item) for item in ("rope", "axe", "rope", "lamp")))
    assert step.after.player.character.inventory == ["lamp", "coin", "rope", "axe"]


def test_a_placed_item_is_taken_from_here_before_elsewhere() -> None:
    step = did(effect("gain_item", item="rope"))
    assert step.after.world.items == {"yard": [], "wood": ["rope", "axe"]}


def test_a_placed_item_is_taken_from_afar_when_none_lies_here() -> None:
    step = did(effect("gain_item", item="axe"))
    assert step.after.world.items == {"yard": ["rope"], "wood": ["rope"]}


def test_a_placed_item_that_is_lost_lies_where_the_player_stands() -> None:
    step = did(effect("gain_item", item="axe"), effect("move_to", location="wood"), effect("lose_item", item="axe"))
    assert step.after.world.items["wood"] == ["rope", "axe"]
    assert step.changes[-1] == Change("world.locations.wood.items", action="added", item="axe")


def test_an_item_that_lies_nowhere_is_destroyed_when_lost() -> None:
    assert did(effect("lose_item", item="coin")).after.world.items == {"yard": ["rope"], "wood": ["rope", "axe"]}


def test_running_sums_stay_within_what_json_readers_hold_exactly() -> None:
    far = effect("modify_trait", trait="courage", delta=LIMIT)
    assert did(far, far).after.player.character.traits["courage"] == LIMIT
    back = effect("modify_relationship", npc="keeper", delta=-LIMIT)
    assert did(back, back).after.player.character.relationships["keeper"] == -LIMIT
    ages = effect("advance_time", amount=LIMIT, unit="years")
    assert did(ages, ages).after.world.time == LIMIT


def test_history_keeps_the_last_five_lines() -> None:
    step = did(*(effect("add_history", entry=f"line {number}") for number in range(7)))
    assert step.after.player.history == [f"line {number}" for number in range(2, 7)]


def test_of_several_fates_the_first_counts_and_the_rest_of_the_list_still_runs() -> None:
    step = did(
        effect("character_departs", reason="sailed away"),
        effect("character_dies", reason="drowned"),
        effect("set_flag", flag="proud"),
    )
    character = step.after.player.character
    assert (character.exists, character.fate, character.flags["proud"]) == (False, "departed", True)
    assert step.after.player.history == ["sailed away"]


def test_at_most_64_improvised_flags_are_kept_and_the_oldest_go_first() -> None:
    step = did(*(effect("set_flag", flag=f"improv_{number}") for number in (*range(65), 1)))
    character = step.after.player.character
    assert list(character.improvised) == [f"improv_{number}" for number in range(1, 65)]
    assert {flag for flag in character.flags if flag.startswith("improv_")} == set(character.improvised)


def test_an_improvised_flag_is_the_characters_even_if_the_world_declares_it() -> None:
    scenario = story("""
initial_world: {flags: {improv_song: false}}
nodes:
  start:
    options:
      sing: {next_node: start, consequence: [{type: set_flag, flag: improv_song}]}
""")
    step = after(scenario, "sing")
    assert step.after.player.character.flags == {"improv_song": True}
    assert step.after.world.flags == {"improv_song": False}


def test_a_single_consequence_may_stand_without_its_list() -> None:
    scenario = story("""
nodes: {start: {options: {go: {next_node: start, consequence: {type: gain_item, item: rope}}}}}
""")
    assert after(scenario, "go").after.player.character.inventory == ["rope"]
