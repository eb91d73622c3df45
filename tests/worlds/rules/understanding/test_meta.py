from __future__ import annotations

import pytest

from worlds.rules.understanding.meta import topic_of


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("help", "help"),
        ("Help!", "help"),
        ("help me please", "help"),
        ("?", "help"),
        ("how do I play this game?", "help"),
        ("which commands do you understand?", "help"),
        ("i don't know what to type", "help"),
        ("inventory", "inventory"),
        ("i", "inventory"),
        ("show inventory", "inventory"),
        ("What’s in my pockets?", "inventory"),
        ("which things am i carrying", "inventory"),
        ("stats", "stats"),
        ("grid", "stats"),
        ("how am I doing so far?", "stats"),
        ("rules of the game", "rules"),
        ("hint please", "hint"),
        ("could you give me a small nudge", "hint"),
        ("what should I do next?", "hint"),
        ("I have no idea what to do", "hint"),
        ("save", "save"),
        ("save my game", "save"),
        ("load", "load"),
        ("restart the story", "load"),
        ("undo that", "undo"),
        ("rewind", "undo"),
        ("oops, can I take that back?", "undo"),
        ("go back two turns", "undo"),
        ("oh no! undo", "undo"),
        ("again", "again"),
        ("please repeat that once more", "again"),
        ("look", "look"),
        ("look around me", "look"),
        ("what do I see here?", "look"),
        ("tell me about this place", "look"),
        ("where are we?", "where"),
        ("I forgot where I am", "where"),
        ("what is this place called", "where"),
        ("is there a map", "map"),
        ("which exits are there?", "map"),
        ("what are my options", "options"),
        ("what else could I do from here?", "options"),
        ("quit", "quit"),
        ("exit", "quit"),
        ("", None),
    ],
)
def test_a_question_about_the_game_is_known_in_many_wordings(text: str, topic: str | None) -> None:
    assert topic_of(text) == topic


@pytest.mark.parametrize(
    "text",
    [
        "help the dragon", "save the village", "load the cannon", "exit the house", "I jump", "look at the cat",
        "show the guard my pass", "go back to the inn", "take the map", "what is the guard doing?", "where is the cat?",
        "wait for the ferry, then look", "give the key back", "repeat the oath to her", "undo the knot",
        "how old is the tower?", "x" * 500, "look " * 100,
    ],
)  # fmt: skip
def test_a_deed_that_sounds_like_a_question_is_a_deed(text: str) -> None:
    assert topic_of(text) is None


@pytest.mark.parametrize("text", ["\x00", "\ud800", "🐱🐱", "שלום", "e\u0301" * 200, "'" * 500, "(((((", "\\d+"])
def test_odd_texts_are_no_question_and_no_error(text: str) -> None:
    assert topic_of(text) is None
