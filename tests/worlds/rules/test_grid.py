from __future__ import annotations

import itertools

import pytest

from tests.worlds.rules.small_stories import after, story
from worlds.rules.commands import Choose, Say
from worlds.rules.grid import CELLS, COLUMNS, ROWS, cell_at, row_of, tier

HOUR = "{type: advance_time, amount: 1, unit: hours}"


def cell_of(*consequences: str, cell: str = "chooses", target: str = "start", world: str = "") -> str | None:
    """The cell that picking an option with these consequences falls into."""
    scenario = story(f"""
{world}
endings:
  home: {{narrative: You are home., type: victory}}
  grave: {{narrative: You are dead., type: death}}
  nowhere: {{narrative: You left., type: unchanged}}
nodes:
  start:
    options:
      do: {{next_node: {target}, cell: {cell}, consequence: [{", ".join(consequences)}] }}
  next: {{}}
  gate: {{precondition: {{type: flag_set, flag: never}}}}
  turnstile: {{precondition: {{type: flag_set, flag: never}}, blocked_next_node: next}}
""")
    return after(scenario, "do").cell


LOSS = "{type: modify_trait, trait: courage, delta: -1}"
GAIN = "{type: modify_trait, trait: courage, delta: 1}"
FLAG = "{type: set_flag, flag: seen}"
EVENT = "{type: schedule_event, event_id: storm, delay: {amount: 2, unit: hours}, consequences: []}"
SOON = "{type: schedule_event, event_id: storm, delay: {amount: 0, unit: hours}, consequences: []}"
DEATH = "{type: character_dies}"
THREAT = "initial_world: {scheduled_events: [{event_id: siege, trigger_at: 99999, consequences: []}]}"
KNIFE = "initial_character: {inventory: [knife]}"


def test_the_table_reads_by_rows_of_what_was_done() -> None:
    assert [cell_at(row, column) for row in ROWS for column in COLUMNS] == list(CELLS)
    assert [row_of(cell) for cell in ("rebuff", "limbo", "escape")] == ["chooses", "unknown", "avoids"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("chooses", "triumph"), ("unknown", "discovery"), ("avoids", "escape"), ("fate", "fate"), ("limbo", "limbo")],
)
def test_an_intent_gives_the_row_and_a_cell_gives_itself(cell: str, expected: str) -> None:
    assert cell_of(FLAG, cell=cell, target="next") == expected


def test_an_option_without_a_cell_is_a_choice() -> None:
    scenario = story("nodes: {start: {options: {do: {next_node: next}}}, next: {}}")
    assert after(scenario, "do").cell == "triumph"


@pytest.mark.parametrize("target", ["gate", "turnstile"])
@pytest.mark.parametrize(("cell", "expected"), [("chooses", "rebuff"), ("avoids", "fate"), ("triumph", "rebuff")])
def test_a_gate_that_holds_blocks_even_a_cell_written_out(target: str, cell: str, expected: str) -> None:
    assert cell_of(GAIN, cell=cell, target=target) == expected


def test_death_blocks_whoever_named_the_ending() -> None:
    assert cell_of(DEATH, target="next") == "rebuff"
    assert cell_of(DEATH, target="home") == "rebuff"
    assert cell_of(FLAG, target="grave", cell="avoids") == "fate"


def test_death_by_an_event_blocks_too() -> None:
    stroke = (
        "initial_world: {scheduled_events: [{event_id: e, trigger_at: 60, consequences: [{type: character_dies}]}]}"
    )
    assert cell_of(HOUR, world=stroke, target="next") == "rebuff"


@pytest.mark.parametrize(
    "consequences",
    [
        [LOSS],
        [LOSS, HOUR],
        ["{type: modify_relationship, npc: keeper, delta: -1}"],
        ["{type: lose_item, item: knife}"],
        [LOSS, LOSS, GAIN],
        [LOSS, "{type: add_history, entry: Ouch.}"],
    ],
)
def test_coming_back_with_nothing_but_losses_is_a_setback(consequences: list[str]) -> None:
    assert cell_of(*consequences, world=KNIFE) == "rebuff"


@pytest.mark.parametrize("consequences", [[LOSS, FLAG], [LOSS, "{type: gain_item, item: rope}"], [GAIN], [FLAG]])
def test_coming_back_with_something_is_none(consequences: list[str]) -> None:
    assert cell_of(*consequences) == "triumph"


def test_losses_on_the_way_to_another_place_in_the_story_are_its_price() -> None:
    assert cell_of(LOSS, target="next") == "triumph"


@pytest.mark.parametrize("ending", ["home", "nowhere"])
def test_reaching_another_ending_permits_even_at_a_loss(ending: str) -> None:
    assert cell_of(LOSS, target=ending) == "triumph"
    assert cell_of(EVENT, target=ending, cell="avoids", world=THREAT) == "escape"


@pytest.mark.parametrize(
    "consequences",
    [
        [],
        [HOUR],
        [LOSS, GAIN],
        ["{type: gain_item, item: rope}", "{type: lose_item, item: rope}"],
        ["{type: clear_flag, flag: never_set}"],
        ["{type: add_history, entry: Nothing.}"],
        ["{type: lose_item, item: unheard_of}"],
    ],
)
def test_coming_back_with_nothing_resolves_nothing(consequences: list[str]) -> None:
    assert cell_of(*consequences) == "commitment"


def test_what_the_option_has_set_in_motion_and_is_still_to_come_leaves_things_open() -> None:
    assert cell_of(EVENT, target="next") == "commitment"
    assert cell_of(SOON, target="next") == "triumph"  # it has come already
    assert cell_of(EVENT, "{type: cancel_event, event_id: storm}", target="next") == "triumph"


def test_an_event_that_is_pending_anyway_leaves_only_evasion_open() -> None:
    assert cell_of(FLAG, target="next", world=THREAT) == "triumph"
    assert cell_of(FLAG, target="next", world=THREAT, cell="avoids") == "deferral"


def test_changes_made_by_events_and_on_arrival_are_not_the_options_own() -> None:
    scenario = story("""
initial_world: {scheduled_events: [{event_id: gift, trigger_at: 60, consequences: [{type: gain_item, item: rope}]}]}
nodes:
  start:
    on_enter: [{type: modify_trait, trait: courage, delta: 1}]
    options: {wait: {next_node: start, consequence: [{type: advance_time, amount: 1, unit: hours}]}}
""")
    assert after(scenario, "wait").cell == "commitment"


def test_dropping_a_placed_item_is_a_loss_although_it_now_lies_here() -> None:
    scenario = story("""
initial_character: {inventory: [lamp]}
initial_world: {locations: [{id: yard, name: Yard, items: [lamp]}]}
nodes: {start: {options: {drop: {next_node: start, consequence: [{type: lose_item, item: lamp}]}}}}
""")
    assert after(scenario, "drop").cell == "rebuff"


ASKING = """
nodes:
  start:
    options:
      ask:
        next: improvise
        cell: %s
        improvise_context: {theme: asking, permits: [please], blocks: [now], limbo_fallback: Well.}
        outcome_nodes: {discovery: next, constraint: gate}
      done: {next_node: home}
  next: {}
  gate: {precondition: {type: flag_set, flag: never}}
"""


@pytest.mark.parametrize(
    ("text", "cell"), [("please", "discovery"), ("now", "constraint"), ("hm", "limbo"), ("please, now", "discovery")]
)
@pytest.mark.parametrize("intent", ["unknown", "chooses"])
def test_improvisation_is_always_a_step_into_the_unknown(text: str, cell: str, intent: str) -> None:
    scenario = story(ASKING.replace("constraint: gate", "constraint: next") % intent)
    assert after(scenario, Choose("ask", text)).cell == cell


def test_free_text_falls_into_the_row_of_the_unknown() -> None:
    assert after(story("nodes: {start: {}}"), Say("hmm")).cell == "limbo"


def test_each_cell_is_kept_once_in_order_of_first_reach() -> None:
    scenario = story(
        "nodes: {start: {options: {wait: {next_node: start}, go: {next_node: next}}}, next: {options: {back: {next_node: start}}}}"
    )
    assert after(scenario, "wait", "go", "back", "wait").after.player.cells == ["commitment", "triumph"]


def tiers(size: int) -> set[str]:
    return {tier(cells) for cells in itertools.combinations(CELLS, size)}


def test_no_tier_without_all_four_corners() -> None:
    assert tier(["triumph", "rebuff", "escape", "fate"]) == "bronze"
    assert tier([cell for cell in CELLS if cell != "fate"]) == "none"
    assert tiers(3) == {"none"}


def test_a_tier_grows_with_the_number_of_cells() -> None:
    assert [tiers(size) - {"none"} for size in range(4, 10)] == [
        {"bronze"},
        {"bronze"},
        {"silver"},
        {"silver"},
        {"silver"},
        {"gold"},
    ]


def test_a_cell_counted_twice_counts_once() -> None:
    assert tier(["triumph", "rebuff", "escape", "fate"] * 3) == "bronze"
