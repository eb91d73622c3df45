"""Who types a line's number or its text means that line."""

from __future__ import annotations

import pytest

from tests.worlds.views.conftest import Acts
from tests.worlds.views.pages import fields_of, text_of
from worlds.services.games.view import OptionView
from worlds.services.turns.request import TurnRequest
from worlds.views.typed_option import pick_typed


@pytest.mark.parametrize(
    "typed", ["1", " 1 ", "1.", "1)", "\u0661", "the first one", "Take the lamp", "take the LAMP!"]
)
def test_a_lines_number_or_text_alone_picks_it(acts: Acts, typed: str) -> None:
    assert "You chose: Take the lamp" in text_of(acts(input=typed))


@pytest.mark.parametrize("typed", ["2", "Go down"])
def test_a_locked_line_rebuffs_also_who_types_it(acts: Acts, typed: str) -> None:
    shown = text_of(acts(input=typed))
    assert "You chose: Go down" in shown
    assert "It is too dark without a lamp." in shown


@pytest.mark.parametrize("typed", ["3", "listen to the breathing"])
def test_a_line_that_lets_one_write_asks_for_the_words(acts: Acts, typed: str) -> None:
    assert fields_of(acts(input=typed).content.decode())["option_id"] == "listen"


@pytest.mark.parametrize("typed", ["0", "9", "11", "1 2"])
def test_anything_else_stays_what_was_written(acts: Acts, typed: str) -> None:
    assert f"You wrote: {typed}" in text_of(acts(input=typed))


def test_a_number_as_the_words_for_a_line_stays_what_was_written(acts: Acts) -> None:
    assert "You wrote: 1" in text_of(acts(option_id="listen", input="1"))


def options(*texts: str) -> list[OptionView]:
    return [
        {"id": f"o{place}", "text": text, "kind": "scripted", "locked": False, "locked_reason": None, "credit": None}
        for place, text in enumerate(texts, start=1)
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2", "o1"),
        ("1", "o1"),
        ("3", "o3"),
        ("-1", "o3"),
        ("+1", "o2"),
        ("c++", "o4"),
        ("c", None),
        ("Yes", None),
        ("Yes?", "o6"),
    ],
)
def test_a_whole_text_comes_before_a_number_and_neither_is_guessed(typed: str, meant: str | None) -> None:
    lines = options("2", "+1", "-1", "C++", "Yes!", "Yes?")
    assert pick_typed(TurnRequest(input=typed), lines).option_id == meant
