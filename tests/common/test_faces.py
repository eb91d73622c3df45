"""The round pictures of people can be read on whatever colour somebody chose."""

from __future__ import annotations

import pytest

from common.templatetags.faces import initials, ink_on


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Wren", "W"),
        ("Player One", "PO"),
        ("one two three", "OT"),
        ("e\u0301mile", "E\u0301"),
        ("", ""),
        ("\U0001f98a", "\U0001f98a"),
    ],
)
def test_a_face_shows_the_first_letters_of_two_words(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("colour", "ink"), [("#000000", "#ffffff"), ("#b3261e", "#ffffff"), ("#8a8378", "#15171b"), ("#ffff00", "#15171b")]
)
def test_the_ink_contrasts_with_the_colour(colour: str, ink: str) -> None:
    assert ink_on(colour) == ink
