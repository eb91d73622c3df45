"""A whole sky laid out at once."""

from __future__ import annotations

import os
import subprocess
import sys
from math import dist

import numpy as np

from cosmos.rules.layout import Rows, laid_out

IDS = [f"ent_{number:08d}" for number in range(40)]
PRINT_A_SKY = """
import hashlib, numpy
from cosmos.rules.layout import laid_out
rows = numpy.random.default_rng(5).normal(size=(5000, 64)).astype(numpy.float32)
rows /= numpy.linalg.norm(rows, axis=1, keepdims=True)
places = laid_out([f"ent_{number:08d}" for number in range(5000)], rows)
print(hashlib.sha256(repr(places).encode()).hexdigest(), len(set(places)), "django" in __import__("sys").modules)
"""


def four_groups(count: int = 40) -> Rows:
    """Star 0 belongs to group 0, star 1 to group 1, and so on; those of a group are much alike."""
    noise = np.random.default_rng(1).normal(size=(count, 32)) * 0.05
    rows = noise + np.eye(4, 32)[np.arange(count) % 4]
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def test_two_processes_with_other_hash_seeds_lay_5000_stars_out_alike_to_the_last_byte() -> None:
    asked = [
        subprocess.Popen(
            [sys.executable, "-c", PRINT_A_SKY], env=os.environ | {"PYTHONHASHSEED": seed}, stdout=subprocess.PIPE
        )
        for seed in ("1", "77")
    ]
    one, other = (process.communicate()[0].decode().split() for process in asked)
    assert one == other
    assert one[1:] == ["5000", "False"]


def test_those_that_are_alike_stand_together() -> None:
    places = laid_out(IDS, four_groups())
    for at, place in enumerate(places):
        nearest = min((other for other in range(40) if other != at), key=lambda other: dist(place, places[other]))
        assert nearest % 4 == at % 4


def test_the_sky_fills_its_cube_and_no_more() -> None:
    assert max(abs(number) for place in laid_out(IDS, four_groups()) for number in place) == 50.0


def test_stars_that_say_the_same_or_nothing_have_places_of_their_own() -> None:
    assert len(set(laid_out(IDS, np.repeat(four_groups(1), 40, axis=0)))) == 40
    assert len(set(laid_out(IDS, np.zeros((40, 32), dtype=np.float32)))) == 40


def test_one_two_or_three_stars_stand_on_the_ring() -> None:
    for count in range(4):
        assert [round(dist(place, (0, 0, 0)), 3) for place in laid_out(IDS[:count], four_groups(count))] == [20] * count
