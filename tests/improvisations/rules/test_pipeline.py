"""The one table of moves."""

import itertools

from improvisations.models import Improvisation
from improvisations.rules.pipeline import MOVES, may_move


def test_only_the_six_moves_of_the_pipeline_exist() -> None:
    allowed = {(a, b) for a, b in itertools.product(Improvisation.Status.values, repeat=2) if may_move(a, b)}
    assert allowed == {
        ("submitted", "under_review"),
        ("submitted", "rejected"),
        ("under_review", "approved"),
        ("under_review", "rejected"),
        ("approved", "integrated"),
        ("rejected", "submitted"),
    }


def test_every_status_has_a_line_in_the_table() -> None:
    assert set(MOVES) == set(Improvisation.Status.values)
