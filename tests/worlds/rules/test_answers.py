from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import after, said, started, story, with_preferences
from worlds.rules.commands import Say
from worlds.rules.turns import play

YARD = story("""
initial_character: {inventory: [rusty_key, lamp, rope], traits: {quick_wit: 3, courage: 5}, relationships: {old_keeper: -2}}
initial_world:
  locations:
    - {id: yard, name: Yard}
    - {id: cave, name: Cave, precondition: {type: has_item, item: map}, access_mode: show_locked}
nodes:
  start:
    options:
      wait: {next_node: start}
      cave: {next_node: home, consequence: [{type: move_to, location: cave}]}
      ask: {next: improvise, improvise_context: {theme: what the keeper knows., permits: [key], limbo_fallback: Hm.}}
      secret: {next_node: home, text: Whistle, precondition: {type: has_item, item: flute}}
""")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("help", "in your own words"),
        ("hint", "There are 2 ways on from here."),
        ("hint", "Your own words may count for something here: what the keeper knows."),
        ("hint", "You would need the map, and you do not have it."),
        ("inventory", "You carry the rusty key, the lamp and the rope."),
        ("stats", "Ada."),
        ("stats", "Traits: courage 5, quick wit 3."),
        ("stats", "How people think of you: Old Keeper -2."),
        ("grid", "None of the 9 kinds of decision so far."),
        ("rules", "chose, wondered, let be"),
        ("save", "saved after every turn"),
        ("load", "to continue where you left it"),
        ("undo", "There is no turn to undo yet."),
        ("quit", "abandon it"),
        ("...", "Type what you would like to do."),
    ],
)
def test_a_question_about_the_game_is_answered_at_no_cost(text: str, told: str) -> None:
    step = said(YARD, text)
    assert told in step.narrative
    assert (step.kind, step.cell, step.changes) == ("meta", None, ())
    assert step.after is step.before


def test_a_hint_never_hints_at_what_is_hidden() -> None:
    hint = said(YARD, "hint").narrative.lower()
    assert "flute" not in hint
    assert "whistle" not in hint


def test_a_hint_where_nothing_is_open_points_to_words_and_time() -> None:
    scenario = story("nodes: {start: {options: {go: {next_node: home, precondition: {type: has_item, item: key}}}}}")
    assert "try something of your own" in said(scenario, "hint").narrative


def test_stats_tell_the_cells_reached_and_the_tier() -> None:
    state = after(YARD, "wait").after
    assert "1 of 9 kinds of decision so far: chose: not yet (commitment)." in play(YARD, state, Say("stats")).narrative
    state.player.cells[:] = ["triumph", "rebuff", "escape", "fate"]
    assert "let be: yes (escape) and let be: no (fate). That is bronze." in play(YARD, state, Say("stats")).narrative


def test_empty_pockets_have_words_too() -> None:
    assert (
        said(story("nodes: {start: {}}"), "inventory").narrative == "You carry nothing but your name and your reasons."
    )


def test_help_in_parser_mode_tells_how_to_type() -> None:
    state = with_preferences(started(YARD), parser_mode=True)
    assert "go north, take lamp" in play(YARD, state, Say("help")).narrative
