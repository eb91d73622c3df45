"""A verb on a real thing in reach does something to it, or is refused by the thing's name; a way out is taken or explained."""

from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import after, said, started, story
from worlds.rules.commands import Examine, Say
from worlds.rules.meaning import read
from worlds.rules.messages import recalled_from_json, recalled_to_json
from worlds.rules.readings import Doing
from worlds.rules.situation import Situation
from worlds.rules.turns import play
from worlds.rules.understanding.entry import understand
from worlds.rules.understanding.likeness import NOTHING_LIKE
from worlds.rules.understanding.understood import Handled

YARD = """
travel_config: {default_travel_minutes: 5, improvisation_time: {interact: 2}}
initial_character: {inventory: [silver_coin]}
items:
  oil_lamp: {name: the storm lantern, take: true}
  letter_of_thanks: {name: the letter of thanks}
initial_world:
  current_location: yard
  locations:
    - {id: yard, name: The old yard, items: [oil_lamp, letter_of_thanks, rusty_key], connections: [barn, tower]}
    - {id: barn, name: The hay barn, description: Straw and mice., connections: [yard]}
    - {id: tower, name: The tower, connections: [yard]}
nodes:
  start:
    narrative: A yard with a well.
    free_roam: %s
    options:
      climb: {text: Climb the stairs of the tower, next_node: start, consequence: [{type: move_to, location: tower}]}
      sit: {text: Sit by the well, next_node: start}
"""
HELD, FREE = story(YARD % "false"), story(YARD % "true")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("take the rusty key", "You leave the rusty key where it is."),
        ("pick up the key", "You leave the rusty key where it is."),
        ("drop the coin", "The silver coin is yours alone."),
        ("give the silver coin to somebody", "The silver coin is yours alone."),
        ("walk over to the barn", "This is no moment to wander about."),
    ],
)
def test_where_the_story_holds_its_things_it_names_them_and_nothing_happens(text: str, told: str) -> None:
    step = said(HELD, text)
    assert step.narrative.startswith(told)
    assert (step.kind, step.after is step.before, step.time_passed) == ("meta", True, 0)


def test_a_thing_that_its_author_lets_be_taken_is_taken_anywhere() -> None:
    step = said(HELD, "grab the lantern")
    assert (step.kind, step.cell, step.narrative) == ("get", None, "You take the storm lantern.")
    assert (step.after.player.character.inventory, step.time_passed) == (["silver_coin", "oil_lamp"], 120)


@pytest.mark.parametrize(
    ("texts", "kind", "location"),
    [
        (("take the key",), "get", "yard"),
        (("take the key", "put the key down"), "drop", "yard"),
        (("go to the barn",), "go", "barn"),
        (("head for the hay barn", "back to the old yard"), "go", "yard"),
    ],
)
def test_roaming_players_handle_things_and_take_ways_in_words(texts: tuple[str, ...], kind: str, location: str) -> None:
    step = said(FREE, *texts)
    assert (step.kind, step.after.player.location) == (kind, location)


def test_an_option_that_leads_there_is_taken_before_the_way() -> None:
    assert said(FREE, "go to the tower").option_id == "climb"


@pytest.mark.parametrize(
    "text", ["examine the storm lantern", "read the letter", "look closely at the rusty key", "x coin"]
)
def test_looking_at_a_thing_in_reach_is_heard_as_that(text: str) -> None:
    understood = understand(text, Situation(HELD, started(HELD)), NOTHING_LIKE)
    assert isinstance(understood, Handled)
    assert isinstance(understood.deed, Examine)


@pytest.mark.parametrize(
    "text",
    [
        "take the sword",
        "take the golden key",
        "drop the lantern",
        "go to the beach",
        "don't take the key",
        "is the key heavy?",
    ],
)
def test_a_thing_or_a_place_that_is_not_there_is_free_text(text: str) -> None:
    assert not isinstance(understand(text, Situation(FREE, started(FREE)), NOTHING_LIKE), Handled)


def test_what_was_done_in_words_is_recalled_without_them() -> None:
    step = said(FREE, "take the rusty key")
    assert step.meaning is not None
    recalled = recalled_from_json(recalled_to_json(step.meaning))
    assert isinstance(read(recalled, Situation(FREE, started(FREE))), Doing)
    assert play(FREE, started(FREE), recalled).after == step.after
    assert after(FREE, Say("take the rusty key")).after == step.after
