"""What an idea may do to those who take it up, and what takes a curator."""

from typing import Any

import pytest

from worlds.rules.soft import faults, objections

TRAITS = {"courage"}


@pytest.mark.parametrize(
    "consequences",
    [
        [],
        [{"type": "modify_trait", "trait": "courage", "delta": -1}],
        [{"type": "add_history", "entry": "You climbed."}, {"type": "set_flag", "flag": "improv_climbed"}],
    ],
)
def test_soft_consequences_are_an_ideas_own(consequences: list[dict[str, Any]]) -> None:
    assert (faults(consequences), objections(consequences, TRAITS)) == ([], [])


@pytest.mark.parametrize(
    ("consequences", "said"),
    [
        ([{"type": "gain_item", "item": "crown"}], "may not use this gain_item"),
        ([{"type": "modify_trait", "trait": "courage", "delta": 2}], "not use this modify_trait"),
        ([{"type": "modify_trait", "trait": "luck", "delta": 1}], "not use this modify_trait"),
        ([{"type": "set_flag", "flag": "gate_open"}], "not use this set_flag"),
        ([{"type": "set_flag", "flag": "improv_x", "value": False}], "not use this set_flag"),
        ([{"type": "add_history", "entry": "x" * 201}], "not use this add_history"),
        ([{"type": "modify_trait", "trait": "courage", "delta": 1}] * 2, "'courage' is changed twice"),
        ([{"type": "set_flag", "flag": f"improv_{number}"} for number in range(4)], "at most 3"),
    ],
)
def test_anything_stronger_is_told_apart(consequences: list[dict[str, Any]], said: str) -> None:
    assert faults(consequences) == []
    assert any(said in told for told in objections(consequences, TRAITS))


@pytest.mark.parametrize(
    "consequences",
    [
        [{"type": "explode"}],
        [{"flag": "improv_x"}],
        [{"type": "modify_trait", "trait": "courage", "delta": "lots"}],
        [{"type": "set_flag", "flag": "improv_x", "colour": "red"}],
    ],
)
def test_what_the_format_does_not_know_is_a_fault_whoever_asks(consequences: list[dict[str, Any]]) -> None:
    assert faults(consequences)
