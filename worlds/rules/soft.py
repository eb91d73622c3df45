"""The consequences that a player's idea may bring into a story without a curator's further permission."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from worlds import limits
from worlds.rules.effects import EFFECTS, AddHistory, Effect, ModifyTrait, SetFlag
from worlds.rules.improvise import EFFECTS as MOST
from worlds.rules.improvise import REMEMBERING
from worlds.rules.problems import Problems
from worlds.rules.reading.effects import deeds
from worlds.rules.reading.fields import Fields
from worlds.rules.reading.notes import Notes

if TYPE_CHECKING:
    from worlds.rules.tree import Value

TOO_MANY: Final = f"An idea may have at most {MOST} consequences."


def faults(consequences: Sequence[Mapping[str, Value]]) -> list[str]:
    """What is wrong with consequences as written, whoever asks for them; empty for such as the format knows."""
    effects, notes = _read(consequences)
    complaints = [str(problem) for problem in notes.problems.everything()]
    return complaints or ([] if len(effects) == len(consequences) else [f"Use one of {', '.join(sorted(EFFECTS))}."])


def objections(consequences: Sequence[Mapping[str, Value]], traits: Collection[str]) -> list[str]:
    """Why these are more than the soft effects that an improvisation may have; empty for soft ones.

    At most three: one of the story's `traits` changed by one, once; a line of history; an `improv_` flag set.
    """
    effects, _ = _read(consequences)
    told = [f"An idea may not use this {name_of(each)}." for each in effects if not _is_soft(each, traits)]
    moved = [effect.trait for effect in effects if isinstance(effect, ModifyTrait)]
    told += [f"The trait {trait!r} is changed twice." for trait in sorted(set(moved)) if moved.count(trait) > 1]
    return told + ([TOO_MANY] if len(effects) > MOST else [])


def name_of(effect: Effect) -> str:
    return next(name for name, kind in EFFECTS.items() if isinstance(effect, kind))


def _is_soft(effect: Effect, traits: Collection[str]) -> bool:
    match effect:
        case ModifyTrait(trait, delta):
            return trait in traits and abs(delta) == 1
        case AddHistory(entry):
            return len(entry) <= limits.HISTORY_ENTRY
        case SetFlag(flag, value):
            return value and REMEMBERING.fullmatch(flag) is not None
    return False


def _read(consequences: Sequence[Mapping[str, Value]]) -> tuple[tuple[Effect, ...], Notes]:
    document: dict[str, Value] = {"consequence": [dict(each) for each in consequences]}
    notes = Notes(document, Problems())
    return deeds(Fields(document, (), notes), "consequence"), notes
