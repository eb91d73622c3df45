"""The nine cells as a table that is read as well as seen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

# Rows: what the player did. Columns: what the world answered.
ROWS = (
    ("chooses", "choose", ("triumph", "commitment", "rebuff")),
    ("unknown", "try", ("discovery", "limbo", "constraint")),
    ("avoids", "avoid", ("escape", "deferral", "fate")),
)
COLUMNS = ("granted", "unsettled", "denied")
SHOWN = {
    "triumph": "you chose, and the world granted it",
    "commitment": "you chose, and it is not settled yet",
    "rebuff": "you chose, and the world denied it",
    "discovery": "you tried something of your own, and it led somewhere",
    "limbo": "you tried something of your own, and nothing is settled",
    "constraint": "you tried something of your own, and the world held firm",
    "escape": "you avoided it, and got away",
    "deferral": "you put it off, and it is still coming",
    "fate": "you avoided it, and it found you",
}
TIERS = {
    "none": "Reach the four corners for bronze.",
    "bronze": "Bronze: all four corners. Reach two more cells for silver.",
    "silver": "Silver: six cells or more. Reach all nine for gold.",
    "gold": "Gold: all nine cells.",
}


@dataclass(frozen=True, slots=True)
class Cell:
    name: str
    meaning: str
    is_reached: bool
    is_this_turn: bool


@dataclass(frozen=True, slots=True)
class Row:
    hue: str
    label: str
    y: str  # of the row in the small picture
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Nine:
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    reached: int
    tier: str
    tier_words: str
    this_turn: str


def nine_cells(reached: Collection[str], *, tier: str, this_turn: str | None = None) -> Nine:
    rows = tuple(
        Row(
            hue,
            label,
            str(1 + 10.5 * line),
            tuple(Cell(name, SHOWN[name], name in reached, name == this_turn) for name in names),
        )
        for line, (hue, label, names) in enumerate(ROWS)
    )
    return Nine(rows, COLUMNS, len(set(reached) & SHOWN.keys()), tier, TIERS.get(tier, TIERS["none"]), this_turn or "")


def hue_of(cell: str | None) -> str:
    """The row that a cell stands in, which gives its colour and its shape."""
    return next((row for row, _, names in ROWS if cell in names), "")
