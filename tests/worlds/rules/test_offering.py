from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import after, started, story, with_preferences
from worlds.rules.commands import Choose
from worlds.rules.errors import OptionNotAvailable
from worlds.rules.offering import BONUS, offers
from worlds.rules.scenario import Scenario
from worlds.rules.turns import play


def places(*, access_mode: str, denial: str = "access_denied_narrative: The cave is dark.") -> Scenario:
    return story(f"""
initial_world:
  locations:
    - {{id: yard, name: Yard}}
    - {{id: cave, name: Cave, precondition: {{type: has_item, item: lamp}}, access_mode: {access_mode}, {denial}}}
nodes:
  start:
    options:
      stay: {{next_node: start, cell: avoids}}
      enter: {{next_node: home, cell: avoids, consequence: [
        {{type: modify_trait, trait: courage, delta: 1}}, {{type: move_to, location: cave}}]}}
      light: {{next_node: start, consequence: [{{type: gain_item, item: lamp}}]}}
      light_and_enter: {{next_node: home, consequence: [
        {{type: gain_item, item: lamp}}, {{type: move_to, location: cave}}]}}
""")


def ids(scenario: Scenario, *choices: str) -> list[str]:
    state = after(scenario, *choices).after if choices else started(scenario)
    return [offer.option.id for offer in offers(scenario, state)]


def test_options_are_listed_in_file_order_without_hidden_and_retired_ones() -> None:
    scenario = story("""
nodes:
  start:
    options:
      second: {next_node: home}
      hidden: {next_node: home, precondition: {type: has_item, item: lamp}}
      retired: {next_node: home, retired: true}
      first: {next_node: home}
""")
    assert ids(scenario) == ["second", "first"]


@pytest.mark.parametrize("option", ["hidden", "retired", "unheard_of", BONUS, "_look", ""])
def test_what_is_not_offered_is_refused_whatever_the_reason(option: str) -> None:
    scenario = story("""
nodes:
  start:
    options:
      go: {next_node: home}
      hidden: {next_node: home, precondition: {type: has_item, item: lamp}}
      retired: {next_node: home, retired: true}
""")
    with pytest.raises(OptionNotAvailable):
        play(scenario, started(scenario), Choose(option))


def test_a_place_that_filters_hides_what_leads_there_until_it_opens() -> None:
    scenario = places(access_mode="filter")
    assert ids(scenario) == ["stay", "light"]
    assert ids(scenario, "light") == ["stay", "enter", "light", "light_and_enter"]
    with pytest.raises(OptionNotAvailable):
        after(scenario, "enter")


def test_a_place_that_shows_its_lock_lists_the_option_with_its_reason() -> None:
    scenario = places(access_mode="show_locked")
    listed = {offer.option.id: (offer.locked, offer.reason) for offer in offers(scenario, started(scenario))}
    assert listed["enter"] == (True, "The cave is dark.")
    assert listed["stay"] == (False, None)


def test_access_is_judged_on_how_things_stand_before_the_option() -> None:
    scenario = places(access_mode="show_locked")
    assert after(scenario, "light_and_enter").kind == "refused"
    assert after(scenario, "light", "light_and_enter").kind == "ended"


@pytest.mark.parametrize("access_mode", ["show_locked", "show_normal"])
def test_picking_what_leads_to_a_closed_place_rebuffs_and_changes_nothing(access_mode: str) -> None:
    scenario = places(access_mode=access_mode)
    before = started(scenario)
    step = play(scenario, before, Choose("enter"))
    assert (step.kind, step.cell, step.narrative, step.changes) == ("refused", "fate", "The cave is dark.", ())
    step.after.player.cells.clear()  # the cell is all that a refusal leaves
    assert step.after == before


def test_a_place_that_shows_itself_as_usual_keeps_its_secret_until_it_is_tried() -> None:
    scenario = places(access_mode="show_normal")
    assert all(not offer.locked and offer.reason is None for offer in offers(scenario, started(scenario)))


def test_a_denial_that_the_author_did_not_write_names_what_is_missing() -> None:
    scenario = places(access_mode="show_locked", denial="description: Dark.")
    assert after(scenario, "enter").narrative == "You would need the lamp, and you do not have it."


def test_an_effect_that_moves_the_player_asks_no_place_for_access() -> None:
    scenario = story("""
initial_world:
  locations: [{id: yard, name: Yard}, {id: cave, name: Cave, precondition: {type: has_item, item: lamp}}]
nodes:
  start: {options: {fall: {next_node: pit}}}
  pit: {on_enter: [{type: move_to, location: cave}]}
""")
    assert after(scenario, "fall").after.player.location == "cave"


def test_the_gate_of_the_node_behind_an_option_does_not_hide_it() -> None:
    scenario = story("""
nodes:
  start: {options: {go: {next_node: gate}}}
  gate: {precondition: {type: has_item, item: key}}
""")
    assert ids(scenario) == ["go"]


def test_nothing_is_offered_after_the_ending() -> None:
    assert ids(story("nodes: {start: {}}"), "go_home") == []


def test_a_high_temperature_suggests_one_thing_more_to_try() -> None:
    scenario = story("""
initial_world: {npc_locations: {old_keeper: yard}}
nodes: {start: {}}
""")
    *listed, bonus = offers(scenario, with_preferences(started(scenario), temperature=7))
    assert [offer.option.id for offer in listed] == ["go_home"]
    assert (bonus.option.id, bonus.option.text) == (BONUS, "Try to win Old Keeper over in your own way")
    assert len(offers(scenario, with_preferences(started(scenario), temperature=6))) == 1


def test_the_bonus_counts_as_words_of_the_players_own() -> None:
    scenario = story("initial_world: {npc_locations: {keeper: yard}}\nnodes: {start: {}}")
    step = play(scenario, with_preferences(started(scenario), temperature=10), Choose(BONUS))
    assert step.judgement is not None
    assert (step.kind, step.cell, step.judgement.intent) == ("improvised", "limbo", "act")


def test_the_bonus_is_a_look_where_an_author_wrote_what_one_sees() -> None:
    scenario = story("nodes: {start: {narrative: A stove., look: {stove: It is warm.}}}")
    state = with_preferences(started(scenario), temperature=7)
    assert offers(scenario, state)[-1].option.text == "Take a closer look at the stove"
    step = play(scenario, state, Choose(BONUS))
    assert (step.cell, step.narrative) == ("discovery", "It is warm.")


def test_parser_mode_hides_the_options_behind_three_commands() -> None:
    scenario = story("nodes: {start: {}}")
    listed = offers(scenario, with_preferences(started(scenario), parser_mode=True, temperature=10))
    assert [offer.option.text for offer in listed] == ["Look around", "Inventory", "Show help"]
