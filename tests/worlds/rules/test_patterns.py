"""An author's patterns, as section 10 of the rules of play has them."""

from __future__ import annotations

import unicodedata

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from common.folding import folded
from worlds.rules.meaning import clean
from worlds.rules.patterns import Pattern


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("key", "I want the KEY now", True),
        ("KEY", "the key", True),
        ("ask", "put on the mask", True),
        ("^ask", "put on the mask", False),
        ("open.*gate", "open the old gate", True),
        ("take|hold", "hold it", True),
        ("straße", "die STRASSE", True),
        ("ÜBER", "über den Berg", True),
    ],
)
def test_a_pattern_is_searched_for_anywhere_and_in_any_case(pattern: str, text: str, matches: bool) -> None:  # noqa: FBT001
    assert Pattern(pattern).matches(text) is matches


@pytest.mark.parametrize("broken", ["([", "what?!(", "*", "a(?<=b)", r"\pL{900}"])
def test_what_is_no_regular_expression_is_searched_for_as_it_stands(broken: str) -> None:
    pattern = Pattern(broken)
    assert not pattern.valid
    assert pattern.matches(f"say {broken.upper()} again")
    assert not pattern.matches("say it again")


def test_patterns_are_equal_by_their_text() -> None:
    assert Pattern("a|b") == Pattern("a|b")
    assert Pattern("a|b") != Pattern("b|a")
    assert len({Pattern("a"), Pattern("a")}) == 1


def both(text: str) -> tuple[str, str]:
    return unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("source", both("café"))
@pytest.mark.parametrize("text", [*both("One café, please"), "ONE CAFÉ", "one ｃａｆé"])
def test_a_pattern_is_found_in_every_form_of_the_same_letters(source: str, text: str) -> None:
    assert Pattern(source).matches(text)


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("straße", "DIE STRASSE", True),
        ("strasse", "die Straße", True),
        ("^ａｓｋ.*ｍｏｏｎ$", "ask the moon", True),
        ("^ask.*moon$", "ａｓｋ ｔｈｅ ＭＯＯＮ", True),
        (r"caf\S{1}\s?noir", "cafe\u0301 noir", True),
        (r"(?P<Drink>café|tee)\W+[àé]", "tee, e\u0301", True),
        ("[Ａ-Ｃ]é", "bé", True),
        ("é+", "e\u0301e\u0301", True),
        (r"x\+é", "x+é", True),
        ("é．", "éx", False),  # a full-width stop is no operator
        (r"[[:digit:]]é{2}", "7éé", True),
        ("می‌خواهم", "میخواهم", True),
        ("é(", "E\u0301(", True),
        ("café", "cafe", False),
        ("क", "कि", True),  # an author's search finds beginnings too
    ],
)
def test_only_the_letters_of_a_pattern_are_folded(pattern: str, text: str, matches: bool) -> None:  # noqa: FBT001
    assert Pattern(pattern).matches(text) is matches


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_taken_literally_finds_its_canonical_form_and_is_found_in_it(text: str) -> None:
    text = clean(text)
    assert Pattern(re2.escape(text)).matches(folded(text))
    assert Pattern(re2.escape(folded(text))).matches(text)
