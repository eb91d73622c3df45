from __future__ import annotations

import pytest

from worlds.rules.understanding.alike import is_misspelt
from worlds.rules.understanding.spelling import respelt


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("serch the celar", "search the cellar"),
        ("teh lantern", "the lantern"),
        ("lanten", "lantern"),
        ("open teh doro", "open the door"),
        ("a different thing", "a different thing"),
        ("résumé", "résumé"),
    ],
)
def test_a_slip_is_mended_by_what_stands_on_the_page(typed: str, mended: str) -> None:
    assert respelt(typed, ["Search the cellar with the lantern", "Open the door", "Read the resume"]) == mended


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("lantern", "lantren", True),
        ("lantern", "lanter", True),
        ("blacksmith", "balcksmith", True),
        ("courier", "courrier", True),
        ("cat", "cut", False),
        ("door", "roof", False),
        ("house", "mouse", False),
        ("x" * 400, "y" * 400, False),
    ],
)
def test_a_slip_or_two_make_no_other_word(one: str, other: str, slip: bool) -> None:  # noqa: FBT001
    assert is_misspelt(one, other) is slip
