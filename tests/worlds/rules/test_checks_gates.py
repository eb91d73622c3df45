"""Section 13 of the rules of play: conditions that can never hold."""

from __future__ import annotations

import pytest

from tests.worlds.rules.files import EXTRA, everything, finds, option, report_on

GATED = f"{EXTRA}.precondition"


def gated(condition: str, *, consequence: str = "") -> str:
    """An overlay with an option behind a condition; its list may hold a consequence."""
    return option(f"next_node: home, precondition: {{{condition}}}, consequence: [{consequence}]")


def quiet(overlay: str) -> bool:
    return everything(report_on(overlay)) == []


def test_an_item_that_nobody_can_gain_is_an_error() -> None:
    problem = finds(gated("type: has_item, item: lamb"), "error", "unobtainable_item", f"{GATED}.item")
    assert problem.advice == "did you mean 'lamp'?"


def test_an_item_of_the_first_inventory_can_be_had() -> None:
    assert quiet(gated("type: has_item, item: lamp"))


def test_an_item_that_any_consequence_gives_can_be_had() -> None:
    assert quiet(gated("type: has_item, item: rope", consequence="{type: gain_item, item: rope}"))


def test_an_item_that_only_an_event_gives_can_be_had() -> None:
    gift = "{type: schedule_event, event_id: gift, delay: {amount: 1, unit: hours}, narrative: Here., consequences: [{type: gain_item, item: rope}]}"
    condition = "type: all_of, conditions: [{type: has_item, item: rope}, {type: event_triggered, event_id: gift}]"
    assert quiet(gated(condition, consequence=gift))


def test_an_item_that_lies_somewhere_can_only_be_had_where_players_roam() -> None:
    lying = "[{id: yard, name: Yard, items: [rope]}]"
    asked = gated("type: has_item, item: rope")
    world = f"initial_world: {{locations: {lying}}}\n"
    finds(world + asked, "error", "unobtainable_item", f"{GATED}.item")
    roaming = asked.replace("  gate:\n", "  gate:\n    free_roam: true\n")
    assert roaming != asked
    assert quiet(world + roaming)


def test_an_item_nobody_has_may_well_be_missing() -> None:
    assert quiet(gated("type: missing_item, item: rope"))
    assert quiet(gated("type: none_of, conditions: [{type: has_item, item: rope}]"))


def test_twice_none_of_is_asking_again() -> None:
    twice = "type: none_of, conditions: [{type: none_of, conditions: [{type: has_item, item: rope}]}]"
    finds(gated(twice), "error", "unobtainable_item", f"{GATED}.conditions[0].conditions[0].item")


def test_a_flag_that_nothing_sets_is_an_error() -> None:
    finds(gated("type: flag_set, flag: bold"), "error", "flag_never_set", f"{GATED}.flag")


@pytest.mark.parametrize("begins", ["initial_character: {flags: {bold: true}}", "initial_world: {flags: {bold: true}}"])
def test_a_flag_that_begins_as_true_is_set(begins: str) -> None:
    assert quiet(f"{begins}\n" + gated("type: flag_set, flag: bold"))


def test_a_flag_that_begins_as_false_is_not() -> None:
    overlay = "initial_world: {flags: {bold: false}}\n" + gated("type: flag_set, flag: bold")
    finds(overlay, "error", "flag_never_set", f"{GATED}.flag")


def test_a_flag_that_is_only_ever_set_to_false_is_never_set() -> None:
    overlay = gated("type: flag_set, flag: bold", consequence="{type: set_flag, flag: bold, value: false}")
    finds(overlay, "error", "flag_never_set", f"{GATED}.flag")


def test_a_flag_asked_to_be_false_needs_no_setting() -> None:
    assert quiet(gated("type: flag_set, flag: bold, value: false"))
    assert quiet(gated("type: flag_not_set, flag: bold"))


def test_a_flag_of_improvising_sets_itself() -> None:
    assert quiet(gated("type: flag_set, flag: improv_search"))


def test_an_event_that_nothing_schedules_is_an_error() -> None:
    finds(gated("type: event_triggered, event_id: dawn"), "error", "event_never_scheduled", f"{GATED}.event_id")


def test_an_event_of_the_first_schedule_is_scheduled() -> None:
    world = "initial_world: {scheduled_events: [{event_id: dawn, trigger_at: 60, consequences: []}]}\n"
    assert quiet(world + gated("type: event_triggered, event_id: dawn"))


def test_an_event_that_has_happened_already_needs_no_schedule() -> None:
    assert quiet("initial_world: {triggered_events: [dawn]}\n" + gated("type: event_triggered, event_id: dawn"))


def test_time_since_an_event_that_nothing_schedules_never_passes() -> None:
    since = "type: time_elapsed_minimum, amount: 1, unit: hours, since: dawn"
    finds(gated(since), "error", "event_never_scheduled", f"{GATED}.since")


def test_time_since_the_start_always_passes() -> None:
    assert quiet(gated("type: time_elapsed_minimum, amount: 1, unit: hours, since: game_start"))
    assert quiet(gated("type: time_elapsed_minimum, amount: 1, unit: hours"))


def test_a_trait_out_of_reach_is_a_warning() -> None:
    overlay = gated(
        "type: trait_minimum, trait: courage, minimum: 8", consequence="{type: modify_trait, trait: courage, delta: 2}"
    )
    problem = finds(overlay, "warning", "trait_out_of_reach", f"{GATED}.minimum")
    assert "at most 7" in problem.message


def test_a_trait_that_all_gains_together_reach_is_none() -> None:
    overlay = gated(
        "type: trait_minimum, trait: courage, minimum: 7", consequence="{type: modify_trait, trait: courage, delta: 2}"
    )
    assert quiet(overlay)


def test_a_trait_that_can_be_set_so_high_is_none() -> None:
    overlay = gated(
        "type: trait_minimum, trait: courage, minimum: 9", consequence="{type: set_trait, trait: courage, value: 9}"
    )
    assert quiet(overlay)


def test_a_place_flag_that_nothing_writes_is_a_warning() -> None:
    overlay = gated("type: location_flag_set, location: yard, flag: swept")
    finds(overlay, "warning", "place_state_never_written", f"{GATED}.flag")


def test_a_place_flag_of_another_place_is_another_flag() -> None:
    overlay = gated(
        "type: location_flag_not_set, location: yard, flag: swept",
        consequence="{type: set_location_flag, location: wood, flag: swept}",
    )
    finds(overlay, "warning", "place_state_never_written", f"{GATED}.flag")


@pytest.mark.parametrize("place", ["yard", "current"])
def test_a_place_flag_is_written_by_a_consequence_there(place: str) -> None:
    overlay = gated(
        "type: location_flag_set, location: yard, flag: swept",
        consequence=f"{{type: set_location_flag, location: {place}, flag: swept}}",
    )
    assert quiet(overlay)


def test_a_place_flag_is_written_by_the_initial_state() -> None:
    world = "initial_world: {location_state: {yard: {flags: {swept: false}, properties: {dust: 3}}}}\n"
    assert quiet(world + gated("type: location_flag_set, location: yard, flag: swept"))
    assert quiet(world + gated("type: location_property_minimum, location: yard, property: dust, minimum: 3"))


def test_a_place_property_that_nothing_writes_is_a_warning() -> None:
    overlay = gated("type: location_property_maximum, location: yard, property: dust, maximum: 3")
    finds(overlay, "warning", "place_state_never_written", f"{GATED}.property")


def test_somebody_who_is_never_anywhere_is_a_warning() -> None:
    problem = finds(
        gated("type: npc_at_location, npc: keepr, location: yard"), "warning", "npc_nowhere", f"{GATED}.npc"
    )
    assert problem.advice == "did you mean 'keeper'?"


def test_somebody_who_is_brought_in_later_is_somewhere() -> None:
    overlay = gated(
        "type: npc_at_location, npc: wolf, location: yard", consequence="{type: move_npc, npc: wolf, location: yard}"
    )
    assert quiet(overlay)


def test_an_unknown_precondition_is_an_error_for_it_would_lock_for_good() -> None:
    problem = finds(gated("type: has_itm, item: lamp"), "error", "unknown_precondition", f"{GATED}.type")
    assert problem.advice == "did you mean 'has_item'?"
