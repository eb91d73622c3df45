"""The achievements, each a rule about what somebody has done. Only stories told to their end count, and only those that verify."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

ENDS: Final = frozenset({"victory", "death", "transcendence", "unchanged"})
OWN_WAYS: Final = frozenset({"discovery", "limbo", "constraint"})
CELLS: Final = 9
TABLE: Final = 8  # seats of a full world
SHELF: Final = 5


@dataclass(frozen=True, slots=True)
class FinishedStory:
    """A story that was told to its end; `company` counts those who played in its world, its teller among them."""

    scenario: str
    ending: str
    ending_type: str
    tier: str
    cells: frozenset[str]
    company: int = 1


@dataclass(frozen=True, slots=True)
class Deeds:
    """What somebody has done up to a moment. `completed` are the scenarios of which they know every ending."""

    finished: tuple[FinishedStory, ...] = ()
    completed: frozenset[str] = frozenset()
    accepted: int = 0  # improvisations that a moderator took

    @property
    def cells(self) -> frozenset[str]:
        return frozenset().union(*(story.cells for story in self.finished))

    @property
    def endings(self) -> frozenset[str]:
        return frozenset(story.ending_type for story in self.finished)

    @property
    def company(self) -> int:
        return max((story.company for story in self.finished), default=0)

    def reached(self, *tiers: str) -> bool:
        return any(story.tier in tiers for story in self.finished)


@dataclass(frozen=True, slots=True)
class Rule:
    """`code` is kept with every award and never changes; `hue` is the row of the nine cells that its mark is coloured by."""

    code: str
    name: str
    how: str
    hue: str
    is_earned: Callable[[Deeds], bool]


def ended_in(ending_type: str) -> Callable[[Deeds], bool]:
    return lambda deeds: ending_type in deeds.endings


RULES: Final = (
    Rule("last-page", "The last page", "Reach an ending.", "chooses", lambda deeds: bool(deeds.finished)),
    Rule("as-hoped", "As hoped", "See a story end in victory.", "chooses", ended_in("victory")),
    Rule("without-you", "The world goes on", "See a story end in a death.", "avoids", ended_in("death")),
    Rule("off-the-map", "Off the map", "See a story end beyond its world.", "unknown", ended_in("transcendence")),
    Rule("as-it-was", "As it was", "See a story end with nothing changed.", "avoids", ended_in("unchanged")),
    Rule(
        "one-of-each",
        "One of each",
        "See stories end in all four ways: victory, death, beyond the world, and unchanged.",
        "unknown",
        lambda deeds: deeds.endings >= ENDS,
    ),
    Rule(
        "every-ending",
        "Every way it ends",
        "Reach all endings of a story that has more than one.",
        "unknown",
        lambda deeds: bool(deeds.completed),
    ),
    Rule(
        "four-corners",
        "Four corners",
        "Reach bronze in a story: what you chose and what you let be, each with yes and with no.",
        "avoids",
        lambda deeds: deeds.reached("bronze", "silver", "gold"),
    ),
    Rule(
        "between-the-corners",
        "Between the corners",
        "Reach silver in a story: the four corners and two more.",
        "chooses",
        lambda deeds: deeds.reached("silver", "gold"),
    ),
    Rule(
        "nine-in-one",
        "All nine",
        "Reach gold: all nine cells of the grid in a single story.",
        "unknown",
        lambda deeds: deeds.reached("gold"),
    ),
    Rule(
        "nine-in-many",
        "The whole grid",
        "Reach each of the nine cells, over all your stories together.",
        "chooses",
        lambda deeds: len(deeds.cells) == CELLS,
    ),
    Rule(
        "own-words",
        "In your own words",
        "Try something in your own words, and finish that story.",
        "unknown",
        lambda deeds: bool(deeds.cells & OWN_WAYS),
    ),
    Rule(
        "in-the-book",
        "In the book",
        "Share an improvisation that is approved.",
        "unknown",
        lambda deeds: deeds.accepted > 0,
    ),
    Rule(
        "in-company",
        "In company",
        "Finish a story in a world with at least one other player.",
        "chooses",
        lambda deeds: deeds.company > 1,
    ),
    Rule(
        "eight-chairs",
        "Eight chairs",
        "Finish a story in a world with seven other players.",
        "chooses",
        lambda deeds: deeds.company >= TABLE,
    ),
    Rule(
        "shelf-of-five",
        "A shelf of five",
        "Finish five different stories.",
        "avoids",
        lambda deeds: len({story.scenario for story in deeds.finished}) >= SHELF,
    ),
)
BY_CODE: Final = {rule.code: rule for rule in RULES}


def earned(deeds: Deeds) -> list[Rule]:
    """The rules that these deeds fulfil, in the order of the table."""
    return [rule for rule in RULES if rule.is_earned(deeds)]
