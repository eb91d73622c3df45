"""What an option's consequences say beforehand, whatever the state: worked out once for each scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from worlds.rules.effects import AdvanceTime, GainItem, MoveTo

if TYPE_CHECKING:
    from worlds.rules.scenario import Option, Scenario


@dataclass(frozen=True, slots=True)
class OptionFacts:
    option: Option  # held, so that no other ever has its identity
    moves_to: tuple[str, ...]  # locations, in order, as the effects name them
    gains: tuple[str, ...]  # items, in order
    only_moves: bool  # a way to another scene: it may take time, and changes nothing else


def facts_of(scenario: Scenario, option: Option) -> OptionFacts:
    """Looked up by identity, as comparing options costs more than asking them; forgotten with the compiled scenario."""
    known = cast("dict[int, OptionFacts]", scenario.memory.setdefault("options", {}))
    facts = known.get(id(option))
    if facts is None:
        facts = _read(option)
        # Options that are made for one look are not kept: they would be too many.
        if any(option is written for node in scenario.nodes.values() for written in node.options):
            known[id(option)] = facts
    return facts


def _read(option: Option) -> OptionFacts:
    return OptionFacts(
        option,
        moves_to=tuple(effect.location for effect in option.consequences if isinstance(effect, MoveTo)),
        gains=tuple(effect.item for effect in option.consequences if isinstance(effect, GainItem)),
        only_moves=_only_moves(option),
    )


def _only_moves(option: Option) -> bool:
    """An option that its author has put into a cell, or among what is avoided, is more than a way."""
    moves = any(isinstance(effect, MoveTo) for effect in option.consequences)
    is_plain = option.cell in {None, "chooses"} and option.improvisation is None
    return moves and is_plain and all(isinstance(effect, MoveTo | AdvanceTime) for effect in option.consequences)
