"""An author's patterns, as section 10 of the rules of play has them."""

from __future__ import annotations

import pytest

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
        ("straße", "die STRASSE", False),
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
