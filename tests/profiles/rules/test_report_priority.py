from __future__ import annotations

from dataclasses import replace

import pytest

from improvisations.rules.scoring import total
from profiles.rules.report_priority import Reported, parts, reasons

CALM = Reported(reporters=1, severity=0, filtered=0, suspensions=0, days=0)
WORST = Reported(reporters=9, severity=100, filtered=99, suspensions=9, days=400)


def test_the_parts_add_up_to_a_hundred_at_most() -> None:
    assert sum(part.most for part in parts(CALM)) == 100
    assert total(parts(WORST)) == 100


def test_one_calm_report_of_today_weighs_little_and_has_no_reasons() -> None:
    assert total(parts(CALM)) == 15
    assert reasons(parts(CALM)) == ()


@pytest.mark.parametrize(
    "worse", [{"reporters": 2}, {"severity": 40}, {"filtered": 1}, {"suspensions": 1}, {"days": 1}]
)
def test_everything_that_makes_it_worse_raises_it(worse: dict[str, int]) -> None:
    assert total(parts(replace(CALM, **worse))) > total(parts(CALM))


def test_every_part_says_why_in_words() -> None:
    told = [part.why for part in parts(replace(CALM, reporters=2, severity=100, suspensions=1))]
    assert told == [
        "2 people reported",
        "threat or slur in a reported text",
        "no texts flagged lately",
        "1 suspension before",
        "no days waiting",
    ]
