"""One shown option that is clearly meant is played, in every mode; what only sounds like it is not."""

from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import said, started, story, with_preferences
from worlds.rules.commands import Say
from worlds.rules.meaning import read
from worlds.rules.readings import Doubt
from worlds.rules.situation import Situation
from worlds.rules.turns import play

HARBOUR = story("""
initial_character: {inventory: [lantern]}
initial_world:
  current_location: quay
  locations:
    - {id: quay, name: The quay, items: [rope], connections: [tower]}
    - {id: tower, name: The tower, precondition: {type: has_item, item: key}, access_mode: show_locked,
       access_denied_narrative: The tower is locked.}
nodes:
  start:
    narrative: A boat lies here, and an old sailor sits on a barrel.
    options:
      talk: {text: Ask the old sailor about the storm, next_node: start}
      boat: {text: Climb aboard the boat, next_node: start}
      light: {text: Put out the lantern, next_node: start}
      tower: {text: Go up into the tower, next_node: home, consequence: [{type: move_to, location: tower}]}
      wait: {text: "Don't move, and wait for the tide", next_node: start}
      crate: {text: Open the crate, next_node: start}
      secret: {text: Dance with the mermaid, next_node: home, precondition: {type: has_item, item: shell}}
""")


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("I'd like to board the boat, please", "boat"),
        ("get on the boat", "boat"),
        ("climb abord the boat", "boat"),
        ("extinguish the lantern", "light"),
        ("put the lantern out", "light"),
        ("talk to the sailor about the storm", "talk"),
        ("could you tell me about the storm? I ask the sailor", "talk"),
        ("let's open up the crate", "crate"),
        ("crate", "crate"),
        ("don't move at all", "wait"),
    ],
)
@pytest.mark.parametrize("parser_mode", [False, True])
def test_another_wording_of_a_line_is_that_line(text: str, option: str, parser_mode: bool) -> None:  # noqa: FBT001
    state = with_preferences(started(HARBOUR), parser_mode=parser_mode)
    step = play(HARBOUR, state, Say(text))
    assert (step.kind, step.option_id) == ("choice", option)


RAMBLE = (
    "my aunt had a crate like this and she kept it by the boat for years, and the sailor who sold it to her said that "
    "it had been in a storm off the tower, though nobody ever believed him"
)


@pytest.mark.parametrize(
    "text",
    [
        "smash the crate",
        "close the crate",
        "light the lantern",
        "I won't open the crate",
        "never mind the boat",
        "is it safe to open the crate?",
        "what happens if I go aboard?",
        "sink the boat",
        "open the barrel",
        "dance with the mermaid",
        "look closely at the crate",
        "open my eyes",
        "climb aboard the dolphin",
        "“Open up the crate, you fool!”",
        RAMBLE,
    ],
)
def test_what_only_sounds_like_a_line_is_not_taken_for_it(text: str) -> None:
    assert said(HARBOUR, text).option_id is None


def test_a_locked_line_answers_with_its_reason() -> None:
    step = said(HARBOUR, "walk up to the tower")
    assert (step.kind, step.option_id, step.narrative) == ("refused", "tower", "The tower is locked.")


TWO = story("""
nodes:
  start:
    options:
      sword: {text: Take the rusty sword, next_node: home}
      blade: {text: Take the silver sword, next_node: home}
      lamp: {text: Light the lamp, next_node: home}
      leave: {text: Leave, next_node: home}
""")


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("take a sword", ("sword", "blade")),
        ("grab the sword", ("sword", "blade")),
        ("the silver sword or the lamp", ("blade", "lamp")),
    ],
)
def test_words_that_fit_two_lines_alike_are_asked_back_and_cost_nothing(text: str, among: tuple[str, ...]) -> None:
    step = said(TWO, text)
    assert (step.kind, tuple(step.among), step.after is step.before) == ("prompt", among, True)
    assert step.narrative.startswith("Do you mean “Take the")


def test_a_question_back_is_recalled_as_one() -> None:
    step = said(TWO, "take a sword")
    assert step.meaning is not None
    again = read(step.meaning, Situation(TWO, started(TWO)))
    assert isinstance(again, Doubt)
    assert tuple(option.id for option in again.options) == tuple(step.among)


ODD = (
    "😀" * 40,
    "x" * 500,
    "שלום עולם " * 20,
    "e\u0301\u0302" * 100,
    "\ud800",
    "a " * 250,
    "or or or",
    "not",
    "'",
    "?!",
    "up up up",
    "____",
    "the",
)


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_mean_no_line_and_are_no_error(text: str) -> None:
    assert said(HARBOUR, text).option_id is None


WAYS = story("""
nodes:
  start:
    options:
      stairs: {text: Go upstairs to the attic, next_node: home}
      west: {text: Go west to the parlour, next_node: home}
      door: {text: Try the door, next_node: home}
""")


@pytest.mark.parametrize(
    ("text", "option"), [("go up to the attic", "stairs"), ("head upstairs", "stairs"), ("go west", "west")]
)
def test_a_way_means_the_line_that_leads_there_and_no_other(text: str, option: str) -> None:
    assert said(WAYS, text).option_id == option


@pytest.mark.parametrize("text", ["go north", "lick the door"])
def test_no_line_leads_another_way_or_is_another_deed(text: str) -> None:
    assert said(WAYS, text).option_id is None
