"""The labelled lines that nothing learned from: how the reading does on texts that it never saw."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

import worlds
from worlds.rules.labelled.scoring import number, rates
from worlds.services.stories.labelled_lines import moments_of_lines, read_all

SCENARIOS = Path(worlds.__file__).parent / "scenarios"
HELD_OUT = SCENARIOS / "typed" / "held_out" / "lines.jsonl"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("likeness", "least"), [("wordllama", 0.85), ("tokens", 0.7)])
def test_lines_that_were_held_out_are_read_nearly_as_well_as_others(
    settings: Settings, likeness: str, least: float
) -> None:
    settings.KLEENE_LIKENESS = likeness
    marked = [read.marked for read in read_all(moments_of_lines(HELD_OUT.read_text(encoding="utf-8"), [SCENARIOS]))]
    false = rates(marked)["false option"]
    assert false.of <= 0.07 * false.among
    assert number(marked) >= least
