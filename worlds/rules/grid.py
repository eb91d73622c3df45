"""The Decision Grid: what a player did meets what the world answered, in one of nine cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from worlds.rules.outcome import Change
    from worlds.rules.rulings import Verdict
    from worlds.rules.scenario import Option
    from worlds.rules.state import State

Row = Literal["chooses", "unknown", "avoids"]
Column = Literal["permits", "indeterminate", "blocks"]
Tier = Literal["none", "bronze", "silver", "gold"]

ROWS: Final[tuple[Row, ...]] = ("chooses", "unknown", "avoids")
COLUMNS: Final[tuple[Column, ...]] = ("permits", "indeterminate", "blocks")
# In reading order of the table, a row of three for each thing that a player can do.
CELLS: Final = (
    "triumph",
    "commitment",
    "rebuff",
    "discovery",
    "limbo",
    "constraint",
    "escape",
    "deferral",
    "fate",
)
CORNERS: Final = frozenset({"triumph", "rebuff", "escape", "fate"})
SILVER: Final = 6

_AT: Final[dict[tuple[Row, Column], str]] = {
    (row, column): CELLS[3 * down + across] for down, row in enumerate(ROWS) for across, column in enumerate(COLUMNS)
}
_PLACE: Final = {cell: place for place, cell in _AT.items()}
_ANSWERS: Final[dict[Verdict, Column]] = {"discovery": "permits", "limbo": "indeterminate", "constraint": "blocks"}

# Changes of an option's own list that tell nothing of success or failure.
_SCHEDULED: Final = "world.scheduled_events"
_IMMATERIAL: Final = ("world.time", "character.history", "character.exists", _SCHEDULED, "world.triggered_events")


def cell_at(row: Row, column: Column) -> str:
    return _AT[row, column]


def row_of(cell: str) -> Row:
    """The row of a cell. Raises KeyError for anything that is no cell."""
    return _PLACE[cell][0]


def row_for(option: Option) -> Row:
    """What picking an option counts as: an author's intent, or the row of the cell that they wrote; else a choice."""
    if option.improvisation is not None:
        return "unknown"
    if option.cell in _PLACE:
        return row_of(option.cell)
    return next((row for row in ROWS if row == option.cell), "chooses")


def refused(option: Option) -> str:
    return cell_at(row_for(option), "blocks")


def improvised(verdict: Verdict) -> str:
    return cell_at("unknown", _ANSWERS[verdict])


def tier(cells: Iterable[str]) -> Tier:
    """The rank of a set of cells: none without all four corners, whatever else is in it."""
    reached = set(cells)
    if not reached >= CORNERS:
        return "none"
    if len(reached) == len(CELLS):
        return "gold"
    return "silver" if len(reached) >= SILVER else "bronze"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the column is read from; `own` are the changes that the option's own list made."""

    before: State
    after: State
    gated: bool
    verdict: Verdict | None
    own: tuple[Change, ...]


def classify(option: Option | None, outcome: Outcome) -> str:
    """The cell of a turn that was played; without an option it was free text."""
    row: Row = "unknown" if option is None else row_for(option)
    if outcome.gated:
        return cell_at(row, "blocks")
    if option is not None and option.cell in _PLACE:
        return option.cell
    if outcome.verdict is not None:
        return cell_at(row, _ANSWERS[outcome.verdict])
    return cell_at(row, _answer_of_the_world(row, outcome))


def _answer_of_the_world(row: Row, outcome: Outcome) -> Column:
    finish = outcome.after.player.finish
    if _died(outcome) or (finish is not None and finish.type == "death"):
        return "blocks"
    if finish is not None:
        return "permits"
    stayed = outcome.before.player.node == outcome.after.player.node
    if stayed and _only_losses(outcome.own):
        return "blocks"
    if stayed and not _net(outcome.own):
        return "indeterminate"
    return "indeterminate" if _still_to_come(row, outcome) else "permits"


def _died(outcome: Outcome) -> bool:
    return outcome.before.player.character.exists and outcome.after.player.character.fate == "died"


def _still_to_come(row: Row, outcome: Outcome) -> bool:
    pending = {event.event_id for event in outcome.after.world.scheduled}
    if row == "avoids":
        return bool(pending)  # the threat keeps building
    return any(change.path == _SCHEDULED and change.item in pending for change in outcome.own)


def _only_losses(own: tuple[Change, ...]) -> bool:
    net = _net(own)
    return bool(net) and all(_is_loss(change) for change in net)


def _is_loss(change: Change) -> bool:
    if change.path == "character.inventory":
        return change.action == "removed"
    if not change.path.startswith(("character.traits.", "character.relationships.")):
        return False
    before = change.before if isinstance(change.before, int) else 0
    return isinstance(change.value, int) and change.value < before


def _net(own: tuple[Change, ...]) -> list[Change]:
    """What the own changes come to: nothing that was undone again, and nothing that only passes time."""
    values: dict[str, Change] = {}
    items: dict[tuple[str, str | None], Change] = {}
    for change in filter(_is_material, own):
        if change.action is None:
            first = values.get(change.path, change)
            values[change.path] = replace(change, before=first.before)
        elif items.pop((change.path, change.item), None) is None:
            items[change.path, change.item] = change
    # What was missing reads as nothing, and clearing a flag that never was set changes nothing.
    return [*items.values(), *(change for change in values.values() if (change.value or 0) != (change.before or 0))]


def _is_material(change: Change) -> bool:
    # Where an item lies only mirrors that somebody took or dropped it.
    lying = change.path.startswith("world.locations.") and change.action is not None
    return change.path not in _IMMATERIAL and not lying
