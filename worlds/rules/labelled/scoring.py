"""How well labelled lines are read: one number, the rates behind it, and what was taken for what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.rules.labelled.lines import EXPECTED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from worlds.rules.labelled.answers import Answer

RIGHT: Final = 1.0
ASKED: Final = 0.5  # where one of at most three named options was meant
ONE_OF_THEM: Final = -1.0  # one option played where the player should have been asked
WRONG: Final = -3.0  # the story has moved on without the player
_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Marked:
    expected: Answer
    found: Answer

    @property
    def is_right(self) -> bool:
        return self.expected == self.found

    @property
    def mark(self) -> float:
        expected, found = self.expected, self.found
        if self.is_right:
            return RIGHT
        if found.read == "option":
            return ONE_OF_THEM if expected.read == "ask" and found.option in expected.among else WRONG
        asked_for_it = expected.read == "option" and expected.option in found.among and len(found.among) <= _MOST
        return ASKED if asked_for_it else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    of: int
    among: int

    def __str__(self) -> str:
        return f"{self.of} of {self.among}" + (f" ({100 * self.of / self.among:.1f} %)" if self.among else "")


def number(marked: Sequence[Marked]) -> float:
    """The one number: the mean mark; 0 without lines."""
    return sum(one.mark for one in marked) / len(marked) if marked else 0.0


def rates(marked: Sequence[Marked]) -> Mapping[str, Share]:
    """The rates by name, in the order in which they are told."""
    return {
        "options right": _right(marked, "option"),
        "wrong option": _count(marked, lambda one: one.found.read == "option" and not one.is_right),
        "false option": _count(
            [one for one in marked if one.expected.read == "improvise"], lambda one: one.found.read == "option"
        ),
        "asked rightly": _right(marked, "ask"),
        "needless questions": _count(
            [one for one in marked if one.expected.read != "ask"], lambda one: one.found.read == "ask"
        ),
        "questions about the game right": _right(marked, "meta"),
        "things right": _right(marked, "item"),
        "ways right": _right(marked, "go"),
    }


def confusion(marked: Sequence[Marked]) -> Mapping[str, Mapping[str, int]]:
    """How often what was read as what; `another` counts readings of the right kind with the wrong content."""
    table = {expected: Counter[str]() for expected in EXPECTED}
    for one in marked:
        same_kind = one.expected.read == one.found.read
        table[one.expected.read]["another" if same_kind and not one.is_right else one.found.read] += 1
    return table


def _right(marked: Sequence[Marked], kind: str) -> Share:
    return _count([one for one in marked if one.expected.read == kind], lambda one: one.is_right)


def _count(among: Sequence[Marked], counts: Callable[[Marked], bool]) -> Share:
    return Share(sum(map(counts, among)), len(among))
