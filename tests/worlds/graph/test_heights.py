from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worlds.graph.heights import heights, spread


def test_wishes_far_enough_apart_come_true() -> None:
    assert spread([0, 50, 100], gap=40) == [0, 50, 100]


def test_those_who_wish_for_the_same_height_share_it_fairly() -> None:
    assert spread([100, 100], gap=40) == [80, 120]


@given(st.lists(st.integers(-1000, 1000), max_size=30))
def test_nobody_comes_closer_than_the_gap(wishes: list[int]) -> None:
    assert all(lower - upper >= 40 - 1e-6 for upper, lower in pairwise(spread(wishes, gap=40)))


def test_a_parent_stands_beside_the_middle_of_its_children() -> None:
    near = {"p": ["a", "b"], "a": ["p"], "b": ["p"]}
    found = heights([["p"], ["a", "b"]], near, gap=60)
    assert found["p"] == pytest.approx((found["a"] + found["b"]) / 2)
    assert min(found.values()) == 0
