from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import after, started, story
from worlds.rules.opening import begin
from worlds.rules.scene import scene

HOUR = "{type: advance_time, amount: 1, unit: hours}"


def test_the_start_node_is_entered_once_at_turn_one() -> None:
    scenario = story("""
nodes:
  start: {elapsed_since_previous: {amount: 1, unit: days}, on_enter: [{type: modify_trait, trait: courage, delta: 1}]}
""")
    step = begin(scenario)
    player = step.after.player
    assert (player.turn, player.scene, player.beat, player.previous_node) == (1, 1, 1, None)
    assert player.character.traits == {"courage": 6}
    assert (step.time_passed, step.cell, step.narrative) == (0, None, "Something is here.")


def test_a_character_can_be_given_a_name() -> None:
    scenario = story("nodes: {start: {}}")
    assert begin(scenario, character_name="Grace").after.player.character.name == "Grace"
    assert begin(scenario).after.player.character.name == "Ada"


def test_entering_counts_a_turn_and_starts_its_scenes_anew() -> None:
    scenario = story("nodes: {start: {options: {go: {next_node: next, narrative: You go.}}}, next: {narrative: Here.}}")
    step = after(scenario, "go")
    player = step.after.player
    assert (player.node, player.previous_node, player.turn, player.scene, player.beat) == ("next", "start", 2, 1, 1)
    assert (step.kind, step.narrative, step.arrival) == ("choice", "You go.\n\nHere.", "Here.")


def test_going_back_to_the_same_node_is_an_entry_too() -> None:
    scenario = story("""
nodes:
  start: {on_enter: [{type: modify_trait, trait: courage, delta: 1}], options: {again: {next_node: start}}}
""")
    player = after(scenario, "again", "again").after.player
    assert (player.turn, player.character.traits["courage"], player.previous_node) == (3, 8, "start")


def test_time_on_the_way_passes_before_the_gate_is_looked_at() -> None:
    scenario = story("""
initial_world: {scheduled_events: [{event_id: dusk, trigger_at: 3600, consequences: []}]}
nodes:
  start: {options: {go: {next_node: gate}}}
  gate:
    elapsed_since_previous: {amount: 1, unit: hours}
    precondition: {type: event_not_triggered, event_id: dusk}
    blocked_narrative: The gate is shut for the night.
""")
    step = after(scenario, "go")
    assert (step.kind, step.cell, step.narrative) == ("blocked", "rebuff", "The gate is shut for the night.")
    assert (step.fired, step.time_passed) == (("dusk",), 3600)


GATE = f"""
nodes:
  start:
    options:
      go: {{next_node: gate, narrative: You knock., consequence: [{HOUR}, {{type: gain_item, item: splinter}}]}}
  gate:
    precondition: {{type: has_item, item: rusty_key}}
    on_enter: [{{type: set_flag, flag: inside}}]
"""


def test_a_closed_gate_leaves_the_player_where_they_are_and_keeps_what_was_done() -> None:
    scenario = story(GATE)
    step = after(scenario, "go")
    before, player = started(scenario).player, step.after.player
    assert (step.kind, step.cell, step.time_passed) == ("blocked", "rebuff", 3600)
    assert (player.node, player.turn, player.scene, player.beat) == (before.node, before.turn, 1, 1)
    assert (player.character.inventory, player.character.flags) == (["splinter"], {})
    assert [option.id for option in scene(scenario, step.after).node.options] == ["go"]


def test_a_gate_without_a_text_says_what_is_missing() -> None:
    assert after(story(GATE), "go").narrative == ("You knock.\n\nYou would need the rusty key, and you do not have it.")


def redirecting(*, target: str) -> str:
    return f"""
nodes:
  start: {{options: {{go: {{next_node: gate}}}}}}
  gate:
    precondition: {{type: flag_set, flag: never}}
    blocked_narrative: The gate is shut.
    blocked_next_node: {target}
  ditch: {{narrative: You lie in a ditch., on_enter: [{{type: set_flag, flag: muddy}}]}}
  loop_one: {{precondition: {{type: flag_set, flag: never}}, blocked_narrative: One., blocked_next_node: loop_two}}
  loop_two: {{precondition: {{type: flag_set, flag: never}}, blocked_narrative: Two., blocked_next_node: loop_one}}
"""


def test_a_gate_can_send_the_player_on_and_counts_one_turn_in_all() -> None:
    step = after(story(redirecting(target="ditch")), "go")
    player = step.after.player
    assert (player.node, player.turn, player.character.flags) == ("ditch", 2, {"muddy": True})
    assert (step.kind, step.cell) == ("blocked", "rebuff")
    assert (step.narrative, step.arrival) == ("The gate is shut.\n\nYou lie in a ditch.", "You lie in a ditch.")


def test_a_gate_can_send_the_player_to_an_ending() -> None:
    step = after(story(redirecting(target="home")), "go")
    assert step.after.player.finish is not None
    assert (step.kind, step.cell, step.after.player.finish.id, step.after.player.turn) == ("ended", "rebuff", "home", 2)


def test_gates_that_send_the_player_round_in_a_circle_leave_them_where_they_are() -> None:
    step = after(story(redirecting(target="loop_one")), "go")
    assert (step.after.player.node, step.after.player.turn, step.cell) == ("start", 1, "rebuff")
    assert step.narrative == "The gate is shut.\n\nOne.\n\nTwo."


@pytest.mark.parametrize(("gates", "arrives"), [(10, True), (11, False)])
def test_a_chain_of_more_than_ten_redirects_leads_nowhere(gates: int, arrives: bool) -> None:  # noqa: FBT001
    shut = "precondition: {type: flag_set, flag: never}"
    chain = "\n".join(f"  g{n}: {{{shut}, blocked_next_node: g{n + 1}}}" for n in range(gates))
    scenario = story(f"nodes:\n  start: {{options: {{go: {{next_node: g0}}}}}}\n{chain}\n  g{gates}: {{}}")
    assert (after(scenario, "go").after.player.turn == 2) is arrives


def test_a_way_that_leads_to_no_node_turns_the_player_back() -> None:
    step = after(story("nodes: {start: {options: {go: {next_node: not_written_yet}}}}"), "go")
    assert (step.kind, step.cell, step.after.player.node, step.after.player.turn) == ("blocked", "rebuff", "start", 1)
    assert "nowhere" in step.narrative


def test_an_ending_counts_a_turn_and_ends_the_game() -> None:
    step = after(story("nodes: {start: {}}"), "go_home")
    finish = step.after.player.finish
    assert finish is not None
    assert (finish.id, finish.type, step.after.player.turn) == ("home", "victory", 2)
    assert (step.kind, step.narrative, step.arrival) == ("ended", "You are home.", "You are home.")


FATES = """
endings:
  home: {narrative: You are home., type: victory}
  grave: {narrative: They bury you., type: death}
  second_grave: {narrative: Again., type: death}
  stars: {narrative: You rise., type: transcendence}
nodes:
  start:
    options:
      die: {next_node: next, consequence: [{type: character_dies}]}
      rise: {next_node: next, consequence: [{type: character_departs}]}
      die_at_home: {next_node: home, consequence: [{type: character_dies}]}
      walk_into_it: {next_node: trap}
      linger: {next_node: barred}
  next: {on_enter: [{type: set_flag, flag: arrived}]}
  trap: {narrative: The floor gives way., on_enter: [{type: character_dies}]}
  barred:
    elapsed_since_previous: {amount: 1, unit: hours}
    precondition: {type: flag_set, flag: never}
"""
STROKE = (
    "initial_world: {scheduled_events: [{event_id: stroke, trigger_at: 60, consequences: [{type: character_dies}]}]}"
)


@pytest.mark.parametrize(
    ("option", "ending", "cell"),
    [("die", "grave", "rebuff"), ("rise", "stars", "triumph"), ("die_at_home", "home", "rebuff")],
)
def test_a_character_who_is_gone_reaches_the_named_ending_or_the_first_of_their_fate(
    option: str, ending: str, cell: str
) -> None:
    step = after(story(FATES), option)
    assert step.after.player.finish is not None
    assert (step.after.player.finish.id, step.cell, step.after.player.turn) == (ending, cell, 2)
    assert step.after.player.character.flags == {}


def test_dying_on_arrival_tells_of_the_place_and_then_of_the_end() -> None:
    step = after(story(FATES), "walk_into_it")
    assert (step.kind, step.narrative) == ("ended", "The floor gives way.\n\nThey bury you.")
    assert (step.after.player.turn, step.after.player.node) == (2, "trap")


def test_a_character_who_dies_before_a_closed_gate_does_not_live_on() -> None:
    step = after(story(FATES + STROKE), "linger")
    assert step.after.player.finish is not None
    assert (step.kind, step.after.player.finish.id, step.cell) == ("ended", "grave", "rebuff")


@pytest.mark.parametrize(("option", "ending"), [("die", "_death"), ("rise", "_transcendence")])
def test_a_story_without_a_fitting_ending_still_ends_in_words(option: str, ending: str) -> None:
    scenario = story(FATES.replace("type: death", "type: victory").replace("type: transcendence", "type: victory"))
    step = after(scenario, option)
    seen = scene(scenario, step.after).ending
    assert seen is not None
    assert (seen.id, seen.narrative) == (ending, step.arrival)
    assert len(seen.narrative) > 40


def test_a_node_where_nothing_can_ever_be_chosen_is_a_dead_end() -> None:
    scenario = story("""
nodes:
  start: {options: {go: {next_node: pit}}}
  pit: {options: {climb: {next_node: start, retired: true}}}
""")
    step = after(scenario, "go")
    assert step.after.player.finish is not None
    assert (step.after.player.finish.id, step.after.player.finish.type) == ("_dead_end", "unchanged")
    assert (step.after.player.turn, step.cell) == (2, "triumph")


def test_a_new_scene_is_announced_by_the_author_or_by_another_place() -> None:
    scenario = story("""
initial_world: {locations: [{id: yard, name: Yard}, {id: wood, name: Wood}]}
nodes:
  start:
    options:
      stay: {next_node: start}
      walk: {next_node: start, consequence: [{type: move_to, location: wood}]}
      leap: {next_node: later}
  later: {scene_break: true}
""")
    assert not after(scenario, "stay").new_scene
    assert after(scenario, "walk").new_scene
    assert after(scenario, "leap").new_scene
