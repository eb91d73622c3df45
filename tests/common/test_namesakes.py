"""People of one name, told apart by a number."""

import pytest

from common.namesakes import marked, number_for


@pytest.mark.parametrize(
    ("name", "taken", "called"),
    [
        ("Ann", [], "Ann"),
        ("Ann", ["Bob"], "Ann"),
        ("Ann", ["Ann"], "Ann (2)"),
        ("ＡＮＮ", ["ann"], "ＡＮＮ (2)"),
        ("Zoe\u0308", ["ZOË"], "Zoe\u0308 (2)"),
        ("Ann", ["Ann", "Ann (2)"], "Ann (3)"),
        ("Ann", ["Ann (2)"], "Ann"),
        ("Ann (2)", ["Ann", "Ann (2)"], "Ann (2) (2)"),
        ("", ["", ""], ""),
    ],
)
def test_a_name_that_is_taken_gets_the_next_number(name: str, taken: list[str], called: str) -> None:
    assert marked(name, number_for(name, taken)) == called
