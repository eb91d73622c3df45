"""The priority of a reported person: 0 to 100, in parts that explain themselves. It orders the queue and never decides.

priority = reporters 30 + severity 25 + text filter 15 + earlier suspensions 20 + waiting time 10, where

- reporters   10 for each person who reported, three count: one who reports often counts once
- severity    of what was reported, a fourth of the text filter's score (0 to 100), and 5 at least
- text filter 3 for each text of the last 30 days that was masked or refused, five count
- earlier suspensions  10 for each, two count
- waiting time  1 for each whole day since the oldest open report, ten count
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from improvisations.rules.scoring import Part

LATELY: Final = timedelta(days=30)
LEAST_SEVERITY: Final = 5


@dataclass(frozen=True, slots=True)
class Reported:
    """What a priority is made of. `severity` is the text filter's score of the gravest text reported, 0 to 100."""

    reporters: int
    severity: int
    filtered: int
    suspensions: int
    days: int


def parts(person: Reported) -> tuple[Part, ...]:
    return (
        _counted("reporters", person.reporters, each=10, most=30, one="person reported", many="people reported"),
        _severity(person.severity),
        _counted(
            "text filter", person.filtered, each=3, most=15, one="text flagged lately", many="texts flagged lately"
        ),
        _counted(
            "suspensions", person.suspensions, each=10, most=20, one="suspension before", many="suspensions before"
        ),
        _counted("waiting time", person.days, each=1, most=10, one="day waiting", many="days waiting"),
    )


def reasons(weighed: Iterable[Part]) -> tuple[str, ...]:
    """What raises a priority over that of a first, calm report of today, in words."""
    calm = {part.name: part.points for part in parts(Reported(1, 0, 0, 0, 0))}
    return tuple(part.why for part in weighed if part.points > calm[part.name])


def _counted(name: str, amount: int, *, each: int, most: int, one: str, many: str) -> Part:
    return Part(name, min(most, each * amount), most, f"{amount or 'no'} {one if amount == 1 else many}")


def _severity(found: int) -> Part:
    grave = "threat or slur in a reported text" if found >= 100 else "offensive words in a reported text"
    return Part(
        "severity", max(LEAST_SEVERITY, found // 4), 25, grave if found else "nothing offensive found in the texts"
    )
