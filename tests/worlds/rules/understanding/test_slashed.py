"""A line with a slash before it: a question about the game, or no command at all, and never a choice."""

from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import started, story
from worlds.rules import texts
from worlds.rules.commands import Choose, Say
from worlds.rules.turns import play
from worlds.rules.understanding.slashed import topic_of_command

ROOM = story("""
nodes:
  room:
    narrative: A bare room.
    options:
      nope: {text: /nope, next_node: home}
      ask: {text: Ask the wall, next: improvise, improvise_context: {permits: [wall]}}
""")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("/look", "look"),
        (" / inventory", "inventory"),
        ("\N{FULLWIDTH SOLIDUS}help", "help"),
        ("/undo", "undo"),
        ("/hint", "hint"),
        ("/map", "map"),
        ("/where", "where"),
        ("/again", "command"),
        ("/dance", "command"),
        ("/", "command"),
        ("look", None),
        ("and/or", None),
    ],
)
def test_a_slash_asks_the_game_and_nothing_else(text: str, topic: str | None) -> None:
    assert topic_of_command(text) == topic


@pytest.mark.parametrize("text", ["/nope", "/1", "/ask the wall", "//nope"])
def test_a_line_with_a_slash_is_never_a_choice_and_is_free(text: str) -> None:
    step = play(ROOM, started(ROOM), Say(text))
    assert (step.kind, step.after is step.before, step.narrative) == ("meta", True, texts.NO_COMMAND)


def test_a_slash_answers_no_option_that_asks_for_words() -> None:
    step = play(ROOM, started(ROOM), Choose("ask", "/wall"))
    assert (step.kind, step.after is step.before) == ("meta", True)
