"""That a line names the same people and things is not enough: the deed must be its own."""

from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import said, story

DINNER = story("""
initial_character: {relationships: {mr_fox: 0, captain: 0}}
initial_world:
  current_location: hall
  npc_locations: {mr_fox: hall, captain: hall}
  locations: [{id: hall, name: The hall}]
nodes:
  start:
    narrative: Mr Fox and the captain sit at the table. A letter and a hat lie on the chest beside a trough of sticks.
    look: {letter: Sealed., hat: Black., trough: Of stone.}
    options:
      greet: {text: Say good evening to Mr Fox, next_node: start}
      round: {text: Lean round the plums and speak to Mr Fox, next_node: start}
      wheel: {text: Take the rudder from the captain for as long as it takes him to drink his tea, next_node: start}
      price: {text: Tell Mr Fox what the chest is worth, next_node: start}
      sit: {text: Sit on the step and see whether it gets easier, next_node: start}
      sticks: {text: Look over the sticks in the trough, next_node: start}
      him: {text: Stand with him and say nothing, next_node: start}
""")


@pytest.mark.parametrize(
    "text",
    [
        "dance with Mr Fox",
        "throw a plum at Mr Fox",
        "kiss the captain",
        "drink the captain's tea",
        "ask Mr Fox to mend my coat",
        "tell Mr Fox to jump",
        "ask Mr Fox for a kiss",
        "sit on the letter",
        "stand on the hat",
        "hide in the trough",
        "burn the sticks",
    ],
)
def test_another_deed_with_the_people_and_things_of_a_line_is_not_that_line(text: str) -> None:
    assert said(DINNER, text).option_id is None


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("wish Mr Fox a good evening", "greet"),
        ("tell Mr Fox how much the chest is worth", "price"),
        ("take the captain's rudder", "wheel"),
        ("sit down on the step", "sit"),
        ("go through the sticks in the trough", "sticks"),
    ],
)
def test_the_deed_of_a_line_in_other_words_is_that_line(text: str, option: str) -> None:
    assert said(DINNER, text).option_id == option


LOFT = story("""
initial_character: {}
initial_world:
  current_location: loft
  locations: [{id: loft, name: The loft}]
nodes:
  start:
    narrative: Coats hang here, and a line on its hook.
    options:
      line: {text: Take the measuring line off its hook, next_node: start}
      coat: {text: Go and look at the coat, next_node: start}
      all: {text: Brush every hat, next_node: start}
""")


@pytest.mark.parametrize("text", ["I tie the line to my bunk", "search the pockets of every coat"])
def test_a_line_about_the_same_thing_is_not_played_for_another_deed_or_for_all_of_them(text: str) -> None:
    assert said(LOFT, text).option_id is None
    assert said(LOFT, "brush every hat").option_id == "all"
