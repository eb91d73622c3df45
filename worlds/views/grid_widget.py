"""The nine cells as a table that is read as well as seen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from worlds.rules.grid import CELLS, ROWS, row_of
from worlds.rules.grid_words import COLUMN_WORDS, MEANINGS, ROW_WORDS, cell_words, row_cells

TIERS = {
    "none": "Reach the four corners for bronze.",
    "bronze": "Bronze: all four corners. Reach two more cells for silver.",
    "silver": "Silver: six cells or more. Reach all nine for gold.",
    "gold": "Gold: all nine cells.",
}


@dataclass(frozen=True, slots=True)
class Cell:
    name: str
    words: str  # what it is in plain words: `chose: yes`
    meaning: str
    is_reached: bool
    is_this_turn: bool
    here: str  # whether the scene at hand can give it; empty where there is none, or where it is reached


@dataclass(frozen=True, slots=True)
class Row:
    hue: str
    label: str
    y: str  # of the row in the small picture
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Nine:
    """`is_legend` explains the grid: nobody's progress is shown."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    reached: int
    tier: str
    tier_words: str
    this_turn: str
    is_legend: bool = False


def nine_cells(
    reached: Collection[str], *, tier: str, this_turn: str | None = None, possible_here: Collection[str] | None = None
) -> Nine:
    """The grid of a game or a player. `possible_here` are the cells that the scene at hand can give, where there is one."""
    return Nine(
        _rows(reached, this_turn, possible_here),
        tuple(COLUMN_WORDS.values()),
        len(set(reached) & set(CELLS)),
        tier,
        TIERS.get(tier, TIERS["none"]),
        cell_words(this_turn or ""),
    )


def grid_explained() -> Nine:
    """The grid as it is explained to somebody who has not played."""
    return Nine(_rows((), None, None), tuple(COLUMN_WORDS.values()), 0, "none", "", "", is_legend=True)


def hue_of(cell: str | None) -> str:
    """The row that a cell stands in, which gives its colour and its shape."""
    return row_of(cell) if cell in CELLS else ""


def meaning_of(cell: str | None) -> str:
    return MEANINGS.get(cell or "", "")


def _rows(reached: Collection[str], this_turn: str | None, possible_here: Collection[str] | None) -> tuple[Row, ...]:
    def cell(name: str) -> Cell:
        is_reached = name in reached
        here = "" if is_reached or possible_here is None else _here(name, possible_here)
        return Cell(name, cell_words(name), MEANINGS[name], is_reached, name == this_turn, here)

    return tuple(
        Row(row, ROW_WORDS[row], str(1 + 10.5 * line), tuple(map(cell, row_cells(row))))
        for line, row in enumerate(ROWS)
    )


def _here(cell: str, possible: Collection[str]) -> str:
    return "Possible in this scene." if cell in possible else "Not possible in this scene."
