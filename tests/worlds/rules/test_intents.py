from __future__ import annotations

import pytest

from worlds.rules.intents import intention_of, overreaches
from worlds.rules.lexicon import words_in


@pytest.mark.parametrize(
    ("text", "intention"),
    [
        ("examine the altar", "explore"),
        ("I look at the dragon and ask its name", "explore"),
        ("I am listening at the door", "explore"),
        ("ask the elder about her key", "interact"),
        ("I tell the guard to wait", "interact"),
        ("wait", "limbo"),
        ("I wonder whether to try it", "limbo"),
        ("try the handle", "act"),
        ("I whistle a tune", "act"),
        ("we want to dance", "act"),
        ("climb the wall", "act"),
        ("help the dragon", "act"),
        ("the weather", "limbo"),
        ("i", "limbo"),
        ("", "limbo"),
        ("ПРИВЕТ", "limbo"),
    ],
)
def test_the_first_kind_of_verb_decides_what_a_text_intends(text: str, intention: str) -> None:
    assert intention_of(words_in(text)) == intention


def test_violence_theft_and_miracles_overreach() -> None:
    assert all(overreaches(words_in(text)) for text in ("I kill the elder", "steal it", "attacking!", "TELEPORT home"))
    assert not any(overreaches(words_in(text)) for text in ("the killer whale", "look for a skill", "I wait"))
