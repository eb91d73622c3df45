from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from worlds.management.commands.learn_reading import weights_module
from worlds.rules.understanding.features import NAMES
from worlds.rules.understanding.weights import LEARNED


def test_the_weights_stand_beside_what_they_weigh_in_the_order_of_the_features() -> None:
    assert tuple(name for name, _, _ in LEARNED) == NAMES


def test_what_is_learned_is_written_as_a_module() -> None:
    module: dict[str, object] = {}
    exec(weights_module([0.5] * len(NAMES), [-0.25] * len(NAMES)), module)  # noqa: S102
    assert module["WEIGHTS"] == (0.5,) * len(NAMES)
    assert module["WITHOUT_LIKENESS"] == (-0.25,) * len(NAMES)


@pytest.mark.long
@pytest.mark.django_db
def test_learning_again_gives_the_weights_that_stand_in_the_repository() -> None:
    out = StringIO()
    call_command("learn_reading", "--print", stdout=out)
    again: dict[str, object] = {}
    exec(out.getvalue(), again)  # noqa: S102
    learned = again["LEARNED"]
    assert isinstance(learned, tuple)
    assert [name for name, _, _ in learned] == list(NAMES)
    for (_, one, other), (_, mine, alone) in zip(LEARNED, learned, strict=True):
        assert abs(one - mine) < 0.1
        assert abs(other - alone) < 0.1
