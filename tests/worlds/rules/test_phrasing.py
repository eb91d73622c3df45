"""Patterns made of a player's words: they find them again, and nobody can write an expression into them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worlds.limits import PATTERN
from worlds.rules.meaning import clean
from worlds.rules.patterns import Pattern
from worlds.rules.phrasing import pattern_of


def test_the_telling_words_in_their_order_are_what_counts() -> None:
    pattern = Pattern(pattern_of("I try to climb the church tower to get a better view"))
    assert pattern.matches("Climbing up the old church, to its TOWER")
    assert not pattern.matches("Down from the tower of the church I climb")


def test_a_short_word_is_meant_whole() -> None:
    pattern = Pattern(pattern_of("art"))
    assert pattern.matches("For art!")
    assert not pattern.matches("party, article")


@pytest.mark.parametrize("text", ["Öffne die Tür", "日本 語", "foo_bar", "(.*)+", "***", "e\u0301clair", "I am you"])
def test_words_of_any_script_and_no_words_at_all_find_themselves(text: str) -> None:
    assert Pattern(pattern_of(text)).matches(text)


def test_what_looks_like_an_expression_is_taken_literally() -> None:
    assert pattern_of("open|.*") == r"\bopen\b"
    assert not Pattern(pattern_of("$$.*$$")).matches("anything")


@given(st.text(min_size=1, max_size=500))
def test_any_text_gives_a_valid_pattern_that_matches_it(text: str) -> None:
    made = pattern_of(text)
    pattern = Pattern(made)
    assert pattern.valid
    assert pattern.matches(clean(text))
    assert (len(made) <= PATTERN, made) == (True, made.strip())
