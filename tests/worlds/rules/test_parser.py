from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import started, story, with_preferences
from worlds.rules.commands import Choose, Say
from worlds.rules.errors import OptionNotAvailable
from worlds.rules.offering import HELP, INVENTORY, LOOK
from worlds.rules.outcome import Step
from worlds.rules.turns import play

HOUSE = story("""
initial_character: {inventory: [brass_lantern]}
initial_world:
  current_location: porch
  npc_locations: {old_keeper: porch}
  locations:
    - {id: porch, name: Porch, description: A wooden porch., items: [leaflet], connections: [field, cellar]}
    - {id: field, name: Field}
    - {id: cellar, name: Cellar, precondition: {type: has_item, item: key}, access_mode: show_locked,
       access_denied_narrative: The trap door is locked.}
nodes:
  porch:
    narrative: A white house stands here.
    options:
      hidden_egg: {text: Take the jeweled egg, next_node: home, cell: avoids, precondition: {type: has_item, item: key}}
      north: {text: Go north around the house, next_node: porch, narrative: You go round.}
      east: {text: Go east to the field, next_node: home}
      sack_first: {text: Take the brown sack, next_node: home, precondition: {type: has_item, item: key}}
      sack_second: {text: Take the brown sack, next_node: home}
      climb_in: {text: Climb through the window, next_node: home}
      cellar: {text: Descend into the cellar, next_node: home, cell: avoids, consequence: [{type: move_to, location: cellar}]}
      keeper: {text: Ask the keeper, next: improvise, narrative: He looks up.,
               improvise_context: {theme: talk, permits: [egg], limbo_fallback: Hm.}}
      gone: {text: Ring the bell, next_node: home, retired: true}
      sun: {text: Look around for the sun, next_node: home}
      find_cat: {text: Go and look for the cat, next_node: home}
""")


def typed(text: str) -> Step:
    return play(HOUSE, with_preferences(started(HOUSE), parser_mode=True), Say(text))


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("n", "north"),
        ("north", "north"),
        ("go n", "north"),
        ("GO NORTH!", "north"),
        ("walk north", "north"),
        ("please go around the house", "north"),
        ("e", "east"),
        ("go to the field", "east"),
        ("climb window", "climb_in"),
        ("i climb through a window", "climb_in"),
        ("look for cat", "find_cat"),
        ("search for the cat", "find_cat"),
        ("go look for the cat", "find_cat"),
        ("go and find the cat", "find_cat"),
        ("cat", "find_cat"),
        ("window", "climb_in"),
        ("climb the wall", None),
        ("go somewhere else entirely", None),
        ("ring the bell", None),
    ],
)
def test_a_typed_command_finds_the_option_it_means(text: str, option: str | None) -> None:
    assert typed(text).option_id == option


def test_of_two_options_that_fit_alike_an_open_one_is_meant() -> None:
    assert typed("get sack").option_id == "sack_second"


def test_a_match_that_is_offered_is_that_choice() -> None:
    step = typed("n")
    assert (step.kind, step.narrative, step.after.player.turn) == (
        "choice",
        "You go round.\n\nA white house stands here.",
        2,
    )


def test_a_match_that_is_hidden_is_a_rebuff_without_a_hint() -> None:
    step = typed("take egg")
    assert (step.kind, step.cell, step.changes) == ("refused", "fate", ())
    assert "key" not in step.narrative
    assert step.after.player.turn == 1


def test_a_match_that_is_locked_is_a_rebuff_with_its_reason() -> None:
    step = typed("descend into cellar")
    assert (step.kind, step.cell, step.narrative) == ("refused", "fate", "The trap door is locked.")


def test_a_match_with_an_improvise_option_asks_for_words_which_can_then_be_given() -> None:
    step = typed("ask keeper")
    assert (step.kind, step.option_id, step.narrative) == ("prompt", "keeper", "He looks up.")
    assert play(HOUSE, step.after, Choose("keeper", "the egg?")).cell == "discovery"


def test_what_matches_nothing_is_free_text() -> None:
    step = typed("examine the white house")
    assert (step.kind, step.cell) == ("improvised", "discovery")


@pytest.mark.parametrize(
    ("text", "option", "told"),
    [
        (
            "look",
            LOOK,
            "Porch. A wooden porch.\n\nA white house stands here.\n\nOld Keeper is here.\n\nYou see the leaflet.",
        ),
        ("l", LOOK, "Ways lead to Field and Cellar (closed)."),
        ("Look around", LOOK, "A white house stands here."),
        ("i", INVENTORY, "You carry the brass lantern."),
        ("inventory", INVENTORY, "You carry the brass lantern."),
        ("help", HELP, "Type what you do"),
        ("?", HELP, "Type what you do"),
    ],
)
def test_the_buttons_of_three_commands_take_a_beat_and_typing_them_does_not(text: str, option: str, told: str) -> None:
    state = with_preferences(started(HOUSE), parser_mode=True)
    for step, beat in ((play(HOUSE, state, Say(text)), 1), (play(HOUSE, state, Choose(option)), 2)):
        player = step.after.player
        assert told in step.narrative
        assert (step.kind, step.cell, step.time_passed) == ("meta", None, 0)
        assert (player.turn, player.scene, player.beat, player.cells) == (1, 1, beat, [])


@pytest.mark.parametrize("option", [LOOK, INVENTORY, HELP])
def test_the_commands_belong_to_parser_mode(option: str) -> None:
    with pytest.raises(OptionNotAvailable):
        play(HOUSE, started(HOUSE), Choose(option))


def test_other_questions_cost_nothing_in_parser_mode_either() -> None:
    step = typed("stats")
    assert step.kind == "meta"
    assert step.after is step.before
