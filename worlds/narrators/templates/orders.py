"""Options as orders that can follow "you could"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from worlds.narrators.templates.english.vocabulary import ORDERS
from worlds.rules import offering
from worlds.rules.conditions import passes
from worlds.rules.effects import GainItem
from worlds.rules.lexicon import words_in

if TYPE_CHECKING:
    from worlds.rules.rulings import Judgement
    from worlds.rules.scenario import Option
    from worlds.rules.situation import Situation

_PLAIN_LINE: Final = re.compile(r"[A-Za-z][A-Za-z'’,; -]{2,89}")
_FIRST_PERSON: Final = frozenset({"i", "me", "my", "mine", "we", "us", "our"})
_LONGEST: Final = 60


def orders(now: Situation, judgement: Judgement) -> Iterator[str]:
    """What could be picked and would be done: "climb the mountain"."""
    for offer in offering.offers(now.scenario, now.state):
        option = offer.option
        if not option.id.startswith("_") and option.id != judgement.option_id and _leads_on(option, now):
            yield from _order(option)


def _leads_on(option: Option, now: Situation) -> bool:
    """Whether picking it now would do what it says: an option may be shown like any other and still be denied."""
    target = now.scenario.nodes.get(option.next_node or "")
    return (
        offering.standing(option, now).open
        and (target is None or passes(target.precondition, now))
        and all(_is_to_be_had(effect.item, now) for effect in option.consequences if isinstance(effect, GainItem))
    )


def _is_to_be_had(item: str, now: Situation) -> bool:
    """In company somebody else may hold the last copy, and whose copy it is is not told here."""
    world, carried = now.state.world, now.state.player.character.inventory
    placed = item in now.scenario.placed_items
    return not placed or item in carried or any(item in lying for lying in world.items.values())


def _order(option: Option) -> Iterable[str]:
    """An option's text as an order; nothing for one that is none."""
    line = option.text.split(" - ")[0].split(" – ")[0].split(" — ")[0].strip().rstrip(".!")
    words = words_in(line)
    if _PLAIN_LINE.fullmatch(line) and len(line) <= _LONGEST and words[0] in ORDERS and not _FIRST_PERSON & set(words):
        yield line[0].lower() + line[1:]
