"""Where ways lead, and which cells and tiers a scenario can give."""

from __future__ import annotations

import pytest

from tests.worlds.rules.files import option, spoiled
from tests.worlds.rules.small_stories import published_scenarios
from worlds.rules.grid import CELLS
from worlds.rules.loading import load_scenario
from worlds.rules.possible import reachable_cells, reachable_tier
from worlds.rules.reach import Edge, Reach, reachability
from worlds.rules.scenario import Scenario

IMPROVISED = {"discovery", "limbo", "constraint"}


def loaded(overlay: str) -> Scenario:
    return load_scenario(spoiled(overlay), name="quiet")


def published(name: str) -> Scenario:
    return load_scenario((published_scenarios() / f"{name}.yaml").read_bytes(), name=name)


def reach_of(overlay: str) -> Reach:
    return reachability(loaded(overlay))


def test_every_choice_is_an_edge_with_its_text() -> None:
    assert reach_of("{}").edges == (
        Edge("gate", "hall", "choice", "enter", "Go in"),
        Edge("gate", "doom", "choice", "flee", "Run"),
        Edge("hall", "home", "choice", "rest", "Sit down"),
    )


def test_outcomes_of_an_improvisation_are_reached_by_it() -> None:
    overlay = option("cell: null, next: improvise, outcome_nodes: {discovery: vault}") + (
        "\nendings: {vault: {narrative: Gold., type: victory}}"
    )
    reach = reach_of(overlay)
    assert Edge("gate", "vault", "improvisation", "extra", "Do more (discovery)") in reach.edges
    assert reach.by_improvisation == {"vault"}
    assert reach.has("vault")
    assert reach.unreachable_endings == ()


def test_what_a_choice_reaches_as_well_is_not_reached_by_improvisation_alone() -> None:
    reach = reach_of(option("cell: null, next: improvise, outcome_nodes: {discovery: home}"))
    assert reach.by_improvisation == frozenset()


def test_a_redirect_counts_only_behind_a_gate() -> None:
    away = "endings: {away: {narrative: Far., type: unchanged}}\n"
    gate = "precondition: {type: has_item, item: lamp}, "
    assert not reach_of(away + "nodes: {hall: {blocked_next_node: away}}").has("away")
    assert reach_of(away + f"nodes: {{hall: {{{gate}blocked_next_node: away}}}}").has("away")


def test_a_death_leads_to_the_first_ending_of_its_type() -> None:
    dies = option("next_node: hall, consequence: [{type: character_dies}]")
    edges = reach_of("endings: {grave: {narrative: Cold., type: death}}\n" + dies).edges
    assert [edge.target for edge in edges if edge.kind == "fate"] == ["doom"]


def test_a_death_on_the_way_to_an_ending_is_that_ending() -> None:
    edges = reach_of(option("next_node: home, consequence: [{type: character_dies}]")).edges
    assert [edge for edge in edges if edge.kind == "fate"] == []


def test_a_death_that_an_event_brings_is_an_edge_from_where_it_is_scheduled() -> None:
    event = "{event_id: night, trigger_at: 60, consequences: [{type: character_dies}]}"
    edges = reach_of(f"initial_world: {{scheduled_events: [{event}]}}").edges
    assert Edge("gate", "doom", "fate", None, "by fate") in edges


def test_an_edge_to_nowhere_is_left_out() -> None:
    assert all(edge.target != "nowhere" for edge in reach_of(option("next_node: nowhere")).edges)


def test_free_text_gives_its_row_in_any_scenario() -> None:
    assert set(reachable_cells(loaded("{}"))) >= IMPROVISED


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("next_node: hall", "triumph"),
        ("next_node: gate, consequence: [{type: modify_trait, trait: courage, delta: -1}]", "rebuff"),
        ("next_node: gate, consequence: [{type: lose_item, item: lamp}]", "rebuff"),
        ("next_node: gate", "commitment"),
        ("next_node: gate, consequence: [{type: advance_time, amount: 1}]", "commitment"),
        (
            "next_node: hall, consequence: [{type: schedule_event, event_id: e, delay: {amount: 1, unit: days}, consequences: []}]",
            "commitment",
        ),
        ("next_node: doom", "rebuff"),
        ("next_node: hall, consequence: [{type: character_dies}]", "rebuff"),
        ("next_node: doom, cell: avoids", "fate"),
        ("next_node: home, cell: avoids", "escape"),
        ("next_node: gate, cell: avoids", "deferral"),
        ("next_node: home, cell: deferral", "deferral"),
    ],
)  # fmt: skip
def test_an_option_gives_its_cell(written: str, cell: str) -> None:
    without = set(reachable_cells(loaded("{}")))
    assert cell in set(reachable_cells(loaded(option(written))))
    assert without == IMPROVISED | {"triumph", "fate"}


def test_an_avoided_threat_keeps_building() -> None:
    event = "initial_world: {scheduled_events: [{event_id: night, trigger_at: 60, consequences: []}]}\n"
    assert "deferral" in reachable_cells(loaded(event + option("next_node: hall, cell: avoids")))
    assert "deferral" not in reachable_cells(loaded(option("next_node: hall, cell: avoids")))


def test_a_gated_target_can_rebuff() -> None:
    gate = "nodes: {hall: {precondition: {type: has_item, item: lamp}}}"
    assert "rebuff" in reachable_cells(loaded(gate))


@pytest.mark.parametrize(("mode", "rebuffs"), [("filter", False), ("show_locked", True), ("show_normal", True)])
def test_a_locked_place_can_rebuff_when_its_way_is_shown(mode: str, rebuffs: bool) -> None:  # noqa: FBT001
    wood = f"{{id: wood, name: Wood, access_mode: {mode}, precondition: {{type: has_item, item: lamp}}}}"
    world = f"initial_world: {{locations: [{wood}]}}\n"
    cells = reachable_cells(loaded(world + option("next_node: hall, consequence: [{type: move_to, location: wood}]")))
    assert ("rebuff" in cells) is rebuffs


def test_an_unreachable_or_retired_option_gives_nothing() -> None:
    assert "rebuff" not in reachable_cells(loaded(option("next_node: doom, retired: true")))


def test_cells_stand_in_reading_order() -> None:
    cells = reachable_cells(loaded("{}"))
    assert list(cells) == [cell for cell in CELLS if cell in cells]


def test_a_tier_needs_a_death_and_a_victory_in_reach() -> None:
    all_nine = [f"{{id: c{number}, text: t, cell: {cell}, next_node: home}}" for number, cell in enumerate(CELLS)]
    doomed = "{id: die, text: d, cell: chooses, next_node: doom}"
    nodes = f"nodes: {{hall: {{choice: {{options: [{', '.join([*all_nine, doomed])}]}}}}}}"
    assert reachable_tier(loaded(nodes)) == "gold"
    assert reachable_tier(loaded(f"{nodes}\nendings: {{home: {{type: transcendence}}}}")) == "none"
    assert reachable_tier(loaded(f"{nodes}\nendings: {{doom: {{type: unchanged}}}}")) == "none"


def test_the_published_dragon_reaches_all_nine_cells_and_gold() -> None:
    dragon = published("dragon_quest")
    assert reachable_cells(dragon) == CELLS
    assert reachable_tier(dragon) == "gold"
    assert reachability(dragon).unreachable_nodes == ()


def test_the_published_zork_has_two_endings_and_eleven_nodes_that_nothing_leads_to() -> None:
    reach = reachability(published("zork1-mini"))
    assert reach.unreachable_endings == ("victory", "lamp_death")
    assert len(reach.unreachable_nodes) == 11
