"""A pattern counts where a text is of the kind that the option asks for, and not wherever one of its words stands."""

from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import after, started, story
from worlds.rules.commands import Choose, Say
from worlds.rules.meaning import read
from worlds.rules.readings import Attempt
from worlds.rules.situation import Situation

ROOM = story("""
initial_character: {relationships: {clerk: 0}}
initial_world:
  current_location: room
  npc_locations: {clerk: room}
  locations: [{id: room, name: The room}]
nodes:
  start:
    narrative: The clerk drinks tea at a table. A cat sits in the window, and a sock hangs on a nail.
    look: {teapot: Of tin., sock: Of wool.}
    options:
      tell:
        text: Put it to the clerk in your own words
        next: improvise
        improvise_context:
          theme: telling the clerk
          permits: [tea, drift, please]
          blocks: ['shout|curse', 'shake|grab|throw', '(smash|burn).*table']
          answers:
            - {pattern: pour, narrative: She sees it run.}
            - {pattern: 'tea|drift', narrative: She nods.}
            - {pattern: 'shout|curse|shake|grab|throw|smash|burn', narrative: She moves back.}
      win:
        text: Win the cat over in your own way
        next: improvise
        improvise_context:
          theme: winning a cat
          permits: [fish, hum, stroke]
          blocks: ['chase|grab', 'jump|swim']
          answers:
            - {pattern: 'fish|hum|stroke', narrative: The cat looks round.}
            - {pattern: 'chase|grab|jump|swim', narrative: The cat goes higher.}
""")


def answer(text: str) -> str | None:
    reading = read(Say(text), Situation(ROOM, started(ROOM), None, frozenset()))
    assert isinstance(reading, Attempt)
    return reading.judgement.answer


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("shout at her", "She moves back."),
        ("shake the clerk", "She moves back."),
        ("grab her", "She moves back."),
        ("burn the table", "She moves back."),
        ("pour the tea into a saucer", "She sees it run."),
        ("clerk, we have been adrift since Monday", "She nods."),
        ("chase the cat", "The cat goes higher."),
        ("stroke its ears", "The cat looks round."),
        ("hum a tune", "The cat looks round."),
        ("a fish", "The cat looks round."),
        ("shout that we drift", "She moves back."),
    ],
)
def test_what_an_author_wrote_for_is_answered_as_written(text: str, told: str) -> None:
    assert answer(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "shake the crumbs off my sleeve",
        "shake the sock",
        "throw the sock over the table",
        "grab a brush from the shelf",
        "burn the sock",
        "look at the teapot",
        "what is in the teapot?",
        "stroke my beard",
        "grab the teapot",
        "swim in the tea",
        "why does she drift?",
        "smell the fish",
    ],
)
def test_a_word_of_a_pattern_in_a_deed_of_another_kind_is_not_answered_with_it(text: str) -> None:
    assert answer(text) is None


def test_what_is_permitted_does_not_open_a_deed_that_is_blocked() -> None:
    """`fish` is permitted, and chasing is not."""
    assert answer("chase the fish") == "The cat goes higher."


def test_whoever_picked_the_option_is_heard_by_every_word_of_it() -> None:
    step = after(ROOM, Choose("tell", "shake the crumbs off my sleeve"))
    assert (step.cell, step.narrative) == ("constraint", "She moves back.")
