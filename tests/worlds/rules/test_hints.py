from __future__ import annotations

from tests.worlds.rules.small_stories import after, started, story
from worlds.rules import grid
from worlds.rules.hints import Hints, cells_here, hints
from worlds.rules.situation import Situation

YARD = story("""
initial_world:
  locations:
    - {id: yard, name: Yard}
    - {id: cave, name: Cave, precondition: {type: has_item, item: map}, access_mode: show_locked}
nodes:
  start:
    options:
      wait: {next_node: start, text: Wait}
      walk: {next_node: gate, text: Walk on}
      cave: {next_node: home, consequence: [{type: move_to, location: cave}]}
      secret: {next_node: home, text: Whistle, cell: fate, precondition: {type: has_item, item: flute}}
  gate:
    options:
      back: {next_node: start, text: Go back}
      say: {next: improvise, text: Say something, improvise_context: {theme: the password., limbo_fallback: Hm.}}
  shut:
    options:
      never: {next_node: home, precondition: {type: has_item, item: flute}}
""")


def at(*picked: str) -> Situation:
    return Situation(YARD, after(YARD, *picked).after if picked else started(YARD))


def test_hints_go_from_a_count_to_what_is_closed_to_an_option() -> None:
    given = hints(at())
    assert given.nudge == "There are 2 ways on from here."
    assert given.clearer == ("One way is closed for now. You would need the map, and you do not have it.",)
    assert given.option == "Walk on", "waiting can give a new cell as well, and does not lead on"


def test_an_option_that_can_give_a_new_cell_is_named_before_one_that_cannot() -> None:
    told = hints(at("walk"))
    assert told.clearer == ("Your own words may count for something here: the password.",)
    assert told.option == "Say something", "the triumph of going on is reached already"


def test_an_option_that_ends_the_story_is_named_last() -> None:
    brink = story(
        "nodes: {edge: {options: {jump: {next_node: home, text: Jump}, wait: {next_node: edge, text: Wait}}}}"
    )
    assert hints(Situation(brink, started(brink))).option == "Wait"


def test_nothing_hidden_is_told_of() -> None:
    given = hints(at())
    assert "Whistle" not in f"{given}"
    assert "fate" not in cells_here(at())


def test_where_nothing_can_be_picked_no_option_is_named() -> None:
    state = started(YARD)
    state.player.node = "shut"
    assert hints(Situation(YARD, state)) == Hints(
        "No way is open here just now. Time may change that: try something of your own.", (), ""
    )


def test_a_scene_can_give_what_its_shown_options_and_own_words_can() -> None:
    assert cells_here(at()) == {"triumph", "commitment", "rebuff", "discovery", "limbo", "constraint"}
    assert cells_here(at("walk")) == {"triumph", "discovery", "limbo", "constraint"}
    assert cells_here(at()) <= set(grid.CELLS)


def test_after_an_ending_no_scene_can_give_anything() -> None:
    state = started(YARD)
    ended = state.copy()
    ended.player.finish = after(story("nodes: {one: {options: {go: {next_node: home}}}}"), "go").after.player.finish
    assert cells_here(Situation(YARD, ended)) == frozenset()
