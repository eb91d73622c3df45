"""Which cells and which tier a scenario can give: an estimate from its text, without playing it.

Every option that the graph reaches is taken as offered at some time. Flags, traits, what events do and the parser mode
are left out of account: a story's conditions may close a cell that is named here, and an event that kills may open
another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.rules.effects import (
    AddHistory,
    AdvanceTime,
    CancelEvent,
    CharacterDeparts,
    CharacterDies,
    LoseItem,
    ModifyRelationship,
    ModifyTrait,
    MoveTo,
    ScheduleEvent,
    TriggerEvent,
)
from worlds.rules.grid import CELLS, COLUMNS, Column, Tier, cell_at, row_for, tier
from worlds.rules.reach import reachability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.effects import Effect
    from worlds.rules.scenario import Node, Option, Scenario

# Of an option's own list, these tell nothing of success or failure (section 11 of the rules of play).
_IMMATERIAL = (
    AddHistory,
    AdvanceTime,
    CancelEvent,
    CharacterDeparts,
    CharacterDies,
    ScheduleEvent,
    TriggerEvent,
)
FREE_TEXT: Final = frozenset(cell_at("unknown", column) for column in COLUMNS)  # possible at every node


def reachable_cells(scenario: Scenario) -> tuple[str, ...]:
    """The cells a scenario can give, in reading order of the grid."""
    reach, found = reachability(scenario), set(FREE_TEXT)
    for node in scenario.nodes.values():
        if reach.has(node.id):
            found.update(cell for option in node.options for cell in cells_of(option, node, scenario))
    return tuple(cell for cell in CELLS if cell in found)


def reachable_tier(scenario: Scenario) -> Tier:
    """The best tier a scenario can give; none without a death and a victory that the graph reaches."""
    reach = reachability(scenario)
    types = {ending.type for ending in scenario.endings.values() if reach.has(ending.id)}
    return tier(reachable_cells(scenario)) if types >= {"death", "victory"} else "none"


def cells_of(option: Option, node: Node, scenario: Scenario) -> frozenset[str]:
    """The cells that picking an option of a node can give, whatever the state; none for an option that asks for words."""
    return frozenset(Estimate(scenario, _is_threatened(scenario)).cells(node, option))


@dataclass(frozen=True, slots=True)
class Estimate:
    """`threatened` when anything in the scenario schedules an event."""

    scenario: Scenario
    threatened: bool

    def cells(self, node: Node, option: Option) -> Iterator[str]:
        if option.retired or option.improvisation is not None:
            return
        row = row_for(option)
        if self._can_be_refused(option):
            yield cell_at(row, "blocks")
        if option.cell in CELLS:
            yield option.cell
        else:
            yield from (cell_at(row, column) for column in self._answers(node, option))

    def _can_be_refused(self, option: Option) -> bool:
        """Whether the way is shown though it is locked, or the node it leads to has a gate."""
        target = self.scenario.nodes.get(option.next_node or "")
        if target is not None and target.precondition is not None:
            return True
        move = next((effect for effect in option.consequences if isinstance(effect, MoveTo)), None)
        place = None if move is None else self.scenario.locations.get(move.location)
        return place is not None and place.precondition is not None and place.access_mode != "filter"

    def _answers(self, node: Node, option: Option) -> Iterator[Column]:
        ending = self.scenario.endings.get(option.next_node or "")
        if any(isinstance(effect, CharacterDies) for effect in option.consequences):
            yield "blocks"
        elif ending is not None:
            yield "blocks" if ending.type == "death" else "permits"
        elif option.next_node == node.id:
            yield from self._answers_on_the_spot(option)
        else:
            yield from self._answers_in_time(option)

    def _answers_on_the_spot(self, option: Option) -> Iterator[Column]:
        material = [effect for effect in option.consequences if not isinstance(effect, _IMMATERIAL)]
        if not material:
            yield "indeterminate"
        elif all(map(_is_loss, material)):
            yield "blocks"
        else:
            yield from self._answers_in_time(option)

    def _answers_in_time(self, option: Option) -> Iterator[Column]:
        yield "permits"
        schedules = any(isinstance(effect, ScheduleEvent) for effect in option.consequences)
        if schedules or (row_for(option) == "avoids" and self.threatened):
            yield "indeterminate"


def _is_loss(effect: Effect) -> bool:
    if isinstance(effect, ModifyTrait | ModifyRelationship):
        return effect.delta < 0
    return isinstance(effect, LoseItem)


def _is_threatened(scenario: Scenario) -> bool:
    """`_threatens`, worked out once for each scenario."""
    if "threatened" not in scenario.memory:
        scenario.memory["threatened"] = _threatens(scenario)
    return bool(scenario.memory["threatened"])


def _threatens(scenario: Scenario) -> bool:
    lists = [node.on_enter for node in scenario.nodes.values()]
    lists.extend(option.consequences for node in scenario.nodes.values() for option in node.options)
    scheduled = (isinstance(effect, ScheduleEvent) for effects in lists for effect in effects)
    return bool(scenario.opening.scheduled) or any(scheduled)
