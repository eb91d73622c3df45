"""The Decision Grid in words: the one place of all that pages, answers and boards call its rows, columns and cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.grid import CELLS, COLUMNS, ROWS, Column, Row, row_of

if TYPE_CHECKING:
    from collections.abc import Mapping

ROW_WORDS: Final[Mapping[Row, str]] = {"chooses": "chose", "unknown": "wondered", "avoids": "let be"}
COLUMN_WORDS: Final[Mapping[Column, str]] = {"permits": "yes", "indeterminate": "not yet", "blocks": "no"}
MEANINGS: Final[Mapping[str, str]] = {
    "triumph": "You choose something, and it works.",
    "commitment": "You choose something, and what comes of it is still open.",
    "rebuff": "You choose something, and it is refused.",
    "discovery": "You try something in your own words, and it leads somewhere.",
    "limbo": "You try something in your own words, and nothing comes of it yet.",
    "constraint": "You try something in your own words, and it is not possible.",
    "escape": "You leave something alone, and that goes well.",
    "deferral": "You put something off, and it is still to come.",
    "fate": "You leave something alone, and it catches up with you.",
}
HOW_TO_READ: Final = (
    f"Rows, from the top: {', '.join(ROW_WORDS.values())}. Columns: {', '.join(COLUMN_WORDS.values())}. "
    "They say what you did, and how the world answered."
)


def cell_words(cell: str) -> str:
    """A cell in plain words, `chose: yes`; empty for anything that is no cell."""
    if cell not in MEANINGS:
        return ""
    column = COLUMNS[CELLS.index(cell) % len(COLUMNS)]
    return f"{ROW_WORDS[row_of(cell)]}: {COLUMN_WORDS[column]}"


def row_cells(row: Row) -> tuple[str, ...]:
    """The three cells of a row, in the order of the columns."""
    first = len(COLUMNS) * ROWS.index(row)
    return CELLS[first : first + len(COLUMNS)]
