"""What there is to be good at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of board. `one` and `many` name what its score counts."""

    name: str
    title: str
    about: str
    one: str
    many: str
    ascends: bool = False  # whether fewer is better
    needs_scenario: bool = False

    @property
    def better(self) -> str:
        """The comparison that a better score passes, as queries spell it."""
        return "lt" if self.ascends else "gt"

    def placing(self, score: int) -> int:
        """The score as a number of which less is always better."""
        return score if self.ascends else -score


GRID_COVERAGE: Final = "grid_coverage"
TURN_EFFICIENCY: Final = "turn_efficiency"
SCENARIO_COMPLETION: Final = "scenario_completion"
IMPROVISATION_ACCEPTED: Final = "improvisation_accepted"
GOLD_ACHIEVER: Final = "gold_achiever"

CATEGORIES: Final = (
    Category(
        GRID_COVERAGE,
        "Grid coverage",
        "Cells of the decision grid reached in finished games. Each cell counts once per story.",
        "cell",
        "cells",
    ),
    Category(
        TURN_EFFICIENCY,
        "Fewest turns",
        "The fewest turns to any ending of a story, in a game without undo. Improvised turns count.",
        "turn",
        "turns",
        ascends=True,
        needs_scenario=True,
    ),
    Category(SCENARIO_COMPLETION, "Endings", "Different endings reached.", "ending", "endings"),
    Category(
        IMPROVISATION_ACCEPTED,
        "Improvisations",
        "Improvisations that were shared and approved.",
        "improvisation",
        "improvisations",
    ),
    Category(GOLD_ACHIEVER, "Gold", "Stories with all nine cells reached in a single game.", "story", "stories"),
)
BY_NAME: Final = {category.name: category for category in CATEGORIES}
