from __future__ import annotations

from worlds.likeness.fitting import Example, fitted


def test_what_goes_with_being_meant_weighs_for_it_and_what_does_not_weighs_against() -> None:
    meant = [Example((1.0, 1.0, 0.0), meant=True, counts=1.0)] * 40
    other = [Example((1.0, 0.0, 1.0), meant=False, counts=1.0)] * 40
    _, fits, strange = fitted([*meant, *other])
    assert fits > 0.5
    assert strange < -0.5


def test_a_feature_that_tells_nothing_weighs_nothing() -> None:
    lines = [Example((1.0, float(at % 2)), meant=at % 4 < 2, counts=1.0) for at in range(80)]
    assert abs(fitted(lines)[1]) < 0.05


def test_lines_that_count_more_move_the_weights_more() -> None:
    rare = [Example((1.0, 1.0), meant=True, counts=5.0)] * 10
    common = [Example((1.0, 1.0), meant=False, counts=1.0)] * 10
    assert sum(fitted([*rare, *common])) > 0
