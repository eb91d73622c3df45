"""What an idea is about."""

from __future__ import annotations

from cosmos.rules.tags import Tag, tags_of

LENT: Tag = {"tag": "music", "confidence": 0.25}
OWN: Tag = {"tag": "animals", "confidence": 0.75}


def test_an_idea_has_the_tags_of_its_words_the_surest_first() -> None:
    assert tags_of("I sing to the cat and the dog.", [], most=4) == [
        {"tag": "animals", "confidence": 1.0},
        {"tag": "music", "confidence": 0.75},
    ]


def test_two_neighbours_lend_the_tags_of_their_own_words_and_pass_none_on() -> None:
    assert tags_of("I wait.", [[OWN, LENT], [OWN, LENT]], most=4) == [{"tag": "animals", "confidence": 0.25}]
    assert tags_of("I wait.", [[OWN], [LENT]], most=4) == []
