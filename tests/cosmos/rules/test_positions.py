"""Where stars stand."""

from __future__ import annotations

from math import dist

from cosmos.rules.positions import direction, placed, waiting_place
from cosmos.rules.shapes import shape_of

HERE = (10.0, 20.0, 30.0)


def test_the_first_star_stands_in_the_cube_where_its_id_says() -> None:
    assert placed("ent_aaaaaaaa", []) == placed("ent_aaaaaaaa", []) != placed("ent_bbbbbbbb", [])
    assert all(abs(number) <= 50 for number in placed("ent_aaaaaaaa", []))
    assert placed("ent_aaaaaaaa", [(0.1, HERE)]) == placed("ent_aaaaaaaa", [])


def test_the_more_alike_the_nearer() -> None:
    near, far = (placed("ent_aaaaaaaa", [(alike, HERE)]) for alike in (0.9, 0.3))
    assert round(dist(near, HERE), 2) == 3.0
    assert round(dist(far, HERE), 2) == 21.0


def test_only_the_three_most_alike_count() -> None:
    three = [(1.0, HERE), (0.9, (0.0, 0.0, 0.0)), (0.8, (5.0, 4.0, 3.0))]
    assert (
        placed("ent_aaaaaaaa", [*three, (0.7, (90.0, 90.0, 90.0))]) == placed("ent_aaaaaaaa", three) == (5.0, 8.0, 11.0)
    )


def test_places_are_the_same_on_every_machine() -> None:
    assert waiting_place("ent_aaaaaaaa") == waiting_place("ent_aaaaaaaa")
    assert round(dist(waiting_place("ent_aaaaaaaa"), (0, 0, 0)), 3) == 20
    assert round(dist(direction("ent_aaaaaaaa"), (0, 0, 0)), 9) == 1


def test_a_shape_follows_from_the_vector_and_the_id() -> None:
    vector = [0.1] * 256
    assert shape_of("ent_aaaaaaaa", vector) == shape_of("ent_aaaaaaaa", vector)
    assert shape_of("ent_aaaaaaaa", vector)["hash"] != shape_of("ent_aaaaaaaa", [0.2] * 256)["hash"]
    assert shape_of("ent_aaaaaaaa", vector)["hash"] != shape_of("ent_bbbbbbbb", vector)["hash"]
