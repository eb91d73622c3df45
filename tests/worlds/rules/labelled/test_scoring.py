from __future__ import annotations

import pytest

from worlds.rules.labelled.answers import Answer
from worlds.rules.labelled.scoring import Marked, confusion, number, rates

CAT, DOOR = Answer("option", option="cat"), Answer("option", option="door")
BOTH, NONE = Answer("ask", among=frozenset({"cat", "door"})), Answer("improvise")
MAP, HINT = Answer("meta", meta="map"), Answer("meta", meta="hint")


@pytest.mark.parametrize(
    ("expected", "found", "mark"),
    [
        (CAT, CAT, 1.0),
        (CAT, BOTH, 0.5),
        (CAT, Answer("ask", among=frozenset({"door", "wall"})), 0.0),
        (CAT, NONE, 0.0),
        (CAT, DOOR, -3.0),
        (BOTH, BOTH, 1.0),
        (BOTH, CAT, -1.0),
        (BOTH, Answer("option", option="wall"), -3.0),
        (BOTH, NONE, 0.0),
        (NONE, CAT, -3.0),
        (NONE, BOTH, 0.0),
        (NONE, NONE, 1.0),
        (MAP, HINT, 0.0),
        (MAP, MAP, 1.0),
        (MAP, CAT, -3.0),
    ],
)
def test_a_wrong_option_costs_most_and_a_question_little(expected: Answer, found: Answer, mark: float) -> None:
    assert Marked(expected, found).mark == mark


def test_the_number_is_the_mean_mark_and_the_rates_count_their_own_lines() -> None:
    marked = [Marked(CAT, CAT), Marked(CAT, DOOR), Marked(NONE, BOTH), Marked(BOTH, BOTH)]
    assert number(marked) == pytest.approx((1 - 3 + 0 + 1) / 4)
    told = {name: (share.of, share.among) for name, share in rates(marked).items()}
    assert told["options right"] == (1, 2)
    assert told["wrong option"] == (1, 4)
    assert told["false option"] == (0, 1)
    assert told["asked rightly"] == (1, 1)
    assert told["needless questions"] == (1, 3)
    assert number([]) == 0.0


def test_the_table_tells_what_was_taken_for_what() -> None:
    table = confusion([Marked(CAT, DOOR), Marked(CAT, NONE), Marked(MAP, MAP)])
    assert (table["option"]["another"], table["option"]["improvise"], table["meta"]["meta"]) == (1, 1, 1)
