"""Nothing that a server or a player writes may command the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kleene_play.texts import clean, one_line, paragraphs, wrapped

ATTACKS = {
    "a colour": ("\x1b[31mred\x1b[0m", "red"),
    "a cleared screen": ("\x1b[2J\x1b[Hgone", "gone"),
    "a title": ("\x1b]0;owned\x07ok", "ok"),
    "the clipboard": ("\x1b]52;c;cm0gLXJm\x1b\\ok", "ok"),
    "a link": ("\x1b]8;;http://evil\x1b\\here\x1b]8;;\x1b\\", "here"),
    "a device's answer": ("\x1bP$q q\x1b\\ok", "ok"),
    "one-byte introducers": ("\x9b31mred\x9dtitle\x9cok", "redok"),
    "a reset": ("\x1bcok", "ok"),
    "an unfinished sequence": ("ok\x1b[38;5", "ok"),
    "a bare escape": ("ok\x1b", "ok"),
    "a line that is written over": ("You won\rBen", "You won\nBen"),
    "backspaces and bells": ("a\x08\x07b\x7f", "ab"),
    "reordered letters": ("Ben\u202enimda\u202c", "Bennimda"),
    "hidden letters": ("B\u200be\u2066n\U000e0041", "Ben"),
    "halves of a letter": ("a\ud800b", "ab"),
}


@pytest.mark.parametrize("what", ATTACKS)
def test_what_commands_a_terminal_is_taken_out(what: str) -> None:
    attack, left = ATTACKS[what]
    assert clean(attack) == left


@given(st.text(alphabet=st.characters() | st.sampled_from("\x1b[]\x9b;m\x07\\"), max_size=80))
def test_nothing_is_left_but_letters_and_line_breaks(text: str) -> None:
    left = clean(text)
    assert not [each for each in left if each != "\n" and unicodedata.category(each) in {"Cc", "Cs"}]
    assert clean(left) == left
    assert "\n" not in one_line(text)
    left.encode()


def test_paragraphs_are_unwrapped_and_lists_are_not() -> None:
    long = (
        "a line that somebody wrapped by hand in an editor,\nand that goes on here to be one paragraph with the first."
    )
    assert paragraphs(f"{long}\n\n- one\n- two\n\n\n") == [long.replace("\n", " "), "- one\n- two"]


def test_a_reading_column_keeps_long_words_whole() -> None:
    assert wrapped("one two three", 7) == "one two\nthree"
    assert wrapped("https://kleene.example/x", 7) == "https://kleene.example/x"
