from datetime import date, timedelta

import pytest

from kleene_site.backoffice.bars import HEIGHT, chart
from kleene_site.backoffice.scale import round_step
from worlds.services.activity import Day


def days(*counts: tuple[int, int]) -> list[Day]:
    return [Day(date(2026, 3, 1) + timedelta(days=at), begun, done) for at, (begun, done) in enumerate(counts)]


@pytest.mark.parametrize(("most", "step"), [(0, 1), (4, 1), (5, 2), (8, 2), (9, 5), (21, 10), (1_000, 500)])
def test_scales_have_round_steps(most: int, step: int) -> None:
    assert round_step(most) == step


def test_bars_stand_on_the_line_and_are_as_high_as_their_counts() -> None:
    drawn = chart(days((4, 2), (0, 0)))
    (first, second) = drawn.pairs
    assert (first.begun.height, first.finished.height) == (HEIGHT, HEIGHT // 2)
    assert (second.begun.height, second.finished.height) == (0, 0)
    assert all(bar.y + bar.height == drawn.base for pair in drawn.pairs for bar in (pair.begun, pair.finished))


def test_lines_tell_the_scale_from_nothing_to_the_top() -> None:
    assert [line.count for line in chart(days((7, 1))).lines] == [0, 2, 4, 6, 8]


def test_bars_of_one_day_stand_side_by_side_inside_the_drawing() -> None:
    for pair in (drawn := chart(days(*[(1, 1)] * 14))).pairs:
        assert drawn.left <= pair.begun.x < pair.begun.x + drawn.bar <= pair.finished.x
        assert pair.finished.x + drawn.bar <= drawn.width
