"""What an author tells of a thing: the text for looking at it, else a whole sentence that speaks of it."""

from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import started, story
from worlds.rules.details import look_of, presence_of, sentence_about
from worlds.rules.scene_names import Mention
from worlds.rules.situation import Situation

ROOM = story("""
items: {lamp: {name: the storm lamp, look: It smells of oil.}}
initial_character: {inventory: [lamp]}
initial_world:
  locations:
    - id: yard
      name: The Room
      description: A stove and two chairs.
      look: {stove: It is out., chair: It creaks.}
      items: [rope]
      connections: [{target: hall, description: Through the low door}]
    - {id: hall, name: The Hall}
  npc_locations: {keeper: yard}
nodes:
  start:
    narrative: |
      The stove is
      in. A note is pinned up, in pencil:

      "The stove is mine. The lamp is not. It is hers," it says. The keeper sleeps at the window.
    look: {stove: It is warm., the note: It is in pencil.}
""")
NOW = Situation(ROOM, started(ROOM))


@pytest.mark.parametrize(
    ("sort", "about", "told"),
    [
        ("thing", "stove", "It is warm."),  # the scene's before the place's
        ("thing", "note", "It is in pencil."),
        ("thing", "chairs", "It creaks."),
        ("item", "lamp", "It smells of oil."),
        ("item", "rope", ""),
        ("thing", "window", ""),
        ("person", "keeper", ""),
    ],
)
def test_a_look_tells_what_its_author_wrote(sort: str, about: str, told: str) -> None:
    assert look_of(Mention(sort, about), NOW) == told  # type: ignore[arg-type]  # a literal each


@pytest.mark.parametrize(
    ("sort", "about", "told"),
    [
        ("thing", "stove", "The stove is in."),
        ("thing", "note", "A note is pinned up, in pencil."),
        ("thing", "chair", "A stove and two chairs."),
        ("person", "keeper", "The keeper sleeps at the window."),
        ("place", "hall", "Through the low door."),
        ("thing", "lamp", ""),
        ("thing", "moon", ""),
    ],
)
def test_else_a_whole_sentence_of_the_authors_and_nobodys_speech(sort: str, about: str, told: str) -> None:
    assert sentence_about(Mention(sort, about), NOW) == told  # type: ignore[arg-type]  # a literal each


def test_else_that_it_is_here() -> None:
    assert presence_of(Mention("item", "rope"), NOW) == "The rope can be seen here."
    assert presence_of(Mention("item", "lamp"), NOW) == "You carry the storm lamp."
    assert presence_of(Mention("person", "keeper"), NOW) == "Keeper is here."
    assert presence_of(Mention("thing", "stove"), NOW) == ""
