"""From what a player finished to where that puts them. Plain values in, plain values out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from leaderboards.rules import categories
from worlds.rules import grid

TIERS: Final = ("none", "bronze", "silver", "gold")


@dataclass(frozen=True, slots=True)
class Finish:
    """One game that was over; `ending_id` is empty where the story has no name for how."""

    scenario_id: int
    ending_id: str
    turns: int
    was_rewound: bool
    cells: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Approval:
    """One improvisation of a player's that was approved."""

    scenario_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """A board of one player's: a category, in one story or, with None, in all."""

    category: str
    scenario_id: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """`cells` and `tier` tell of all that counts towards it; `achieved_at` is when the score was first reached."""

    score: int
    cells: tuple[str, ...]
    tier: str
    achieved_at: datetime


@dataclass(slots=True)
class Tally:
    """A set that remembers when it last grew: what is in it already adds nothing and moves no date."""

    members: set[Hashable] = field(default_factory=set)
    at: datetime | None = None

    def add(self, members: Iterable[Hashable], at: datetime) -> None:
        if not self.members.issuperset(members := set(members)):
            self.members |= members
            self.at = at


def standings(finishes: Iterable[Finish], approvals: Iterable[Approval] = ()) -> dict[Scope, Standing]:
    """Every board that one player stands on. Repeats never add up; both inputs are given in order of time."""
    told = list(finishes)
    tallies = _tallies(told, approvals)
    cells = _cells_of(told)
    found = {scope: _standing(scope, len(tally.members), tally.at, cells) for scope, tally in tallies.items()}
    shortest = {Scope(categories.TURN_EFFICIENCY, best.scenario_id): _shortest(best) for best in _fewest_turns(told)}
    return {scope: standing for scope, standing in found.items() if standing is not None} | shortest


def _tallies(finishes: Iterable[Finish], approvals: Iterable[Approval]) -> dict[Scope, Tally]:
    tallies: dict[Scope, Tally] = defaultdict(Tally)
    for finish in finishes:
        for category, members in _members(finish):
            for scenario_id in (finish.scenario_id, None):
                tallies[Scope(category, scenario_id)].add(members, finish.at)
    for number, approval in enumerate(approvals):
        for scenario_id in (approval.scenario_id, None):
            tallies[Scope(categories.IMPROVISATION_ACCEPTED, scenario_id)].add([number], approval.at)
    return tallies


def _members(finish: Finish) -> Iterator[tuple[str, list[Hashable]]]:
    story = finish.scenario_id
    yield categories.GRID_COVERAGE, list(unique_cells([(story, finish.cells)]))
    if finish.ending_id:
        yield categories.SCENARIO_COMPLETION, [(story, finish.ending_id)]
    if grid.tier(finish.cells) == "gold":
        yield categories.GOLD_ACHIEVER, [story]


def unique_cells(reached: Iterable[tuple[Hashable, Iterable[str]]]) -> set[tuple[Hashable, str]]:
    """Unique cells, wherever they are counted: pairs of a story and a cell that was reached on the way to an ending.

    `reached` tells, for each game that came to an ending, its story and the cells reached by then.
    """
    return {(story, cell) for story, cells in reached for cell in cells}


def _cells_of(finishes: Iterable[Finish]) -> dict[int, set[str]]:
    cells: dict[int, set[str]] = defaultdict(set)
    for finish in finishes:
        cells[finish.scenario_id].update(finish.cells)
    return cells


def _standing(scope: Scope, score: int, at: datetime | None, cells: dict[int, set[str]]) -> Standing | None:
    if at is None:
        return None
    stories = [cells.get(scope.scenario_id, set())] if scope.scenario_id is not None else list(cells.values())
    # Cells of several stories make no tier together: it is the best of any one story.
    tier = max((grid.tier(story) for story in stories), key=TIERS.index, default="none")
    return Standing(score, in_order(set().union(*stories)), tier, at)


def _fewest_turns(finishes: Iterable[Finish]) -> Iterable[Finish]:
    best: dict[int, Finish] = {}
    for finish in finishes:
        known = best.get(finish.scenario_id)
        counts = finish.ending_id and not finish.was_rewound
        if counts and (known is None or finish.turns < known.turns):
            best[finish.scenario_id] = finish
    return best.values()


def _shortest(finish: Finish) -> Standing:
    return Standing(finish.turns, in_order(finish.cells), grid.tier(finish.cells), finish.at)


def in_order(cells: Iterable[str]) -> tuple[str, ...]:
    reached = set(cells)
    return tuple(cell for cell in grid.CELLS if cell in reached)
