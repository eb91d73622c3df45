from typing import Any

import pytest

from worlds.admin.wording import effect_words, needed_words, piece_words
from worlds.rules import conditions, effects
from worlds.rules.quantities import Span

KEY = conditions.HasItem("key")
LUCK = effects.ModifyTrait("luck", -1)


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        (KEY, "has item key"),
        (conditions.TraitMinimum("courage", 3), "trait minimum courage 3"),
        (conditions.FlagSet("seen"), "flag set seen"),
        (conditions.FlagSet("seen", value=False), "flag set seen value false"),
        (conditions.AllOf((KEY, conditions.NoneOf((KEY,)))), "all of (has item key; none of (has item key))"),
        (LUCK, "modify trait luck -1"),
        (effects.MoveTo("forest"), "move to forest"),
        (effects.MoveTo("forest", instant=True), "move to forest instant"),
        (effects.AdvanceTime(5, "minutes"), "advance time 5 minutes"),
        (effects.AdvanceTime(2), "advance time 2 hours"),
        (effects.CharacterDies(), "character dies"),
        (
            effects.ScheduleEvent("dawn", Span(8, "hours"), (LUCK,), "key of the schedule"),
            "schedule event dawn in 8 hours (modify trait luck -1)",
        ),
    ],
)
def test_pieces_of_a_story_read_as_their_author_spelled_them(piece: Any, words: str) -> None:
    assert piece_words(piece) == words


def test_nothing_needed_and_nothing_done_say_nothing() -> None:
    assert needed_words(None) == ""
    assert effect_words([]) == ()
