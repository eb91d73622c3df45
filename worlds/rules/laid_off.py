"""What somebody usually wears, where the scene shows it lying or hanging somewhere: it is not on them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from worlds.rules.details import look_of
from worlds.rules.harmless_deeds import found
from worlds.rules.intents import deed_in
from worlds.rules.lexicon import singular, words_in
from worlds.rules.scene_names import Mention, looks, shown_offers, told_here
from worlds.rules.verb_kinds import TAKING, WEARING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.rulings import Finding
    from worlds.rules.situation import Situation

_WORN: Final = frozenset(
    words_in("hat cap bonnet coat jacket cloak apron shawl scarf glove mitten boot shoe slipper spectacles")
)
_LIES_ELSEWHERE: Final = (
    r"\byour Xs? (?:(?:off|from) (?:its|their|the|a)"
    r"|(?:is|are|hangs?|lies?|stands?|sits?) (?:on|in|by|under|over|at|beside) (?:its|their|the|a))\b"
)


def laid_off(words: Sequence[str], now: Situation) -> Finding | None:
    """That one does not have it on; None for what nobody wears or shows elsewhere, and for taking it or putting it on."""
    worn = next((word for my, word in pairwise(words) if my == "my" and singular(word) in _WORN), "")
    if not worn or deed_in(words) in WEARING | TAKING:
        return None
    lies = re.compile(_LIES_ELSEWHERE.replace("X", re.escape(singular(worn))), re.IGNORECASE)
    shown = " ".join((told_here(now), *(text for _, text in looks(now))))
    if lies.search(" ".join(shown.split())) is None:
        return None
    what = Mention("thing", worn)
    offered = (offer.option.text for offer in shown_offers(now) if lies.search(offer.option.text))
    told = look_of(what, now) or next((f"What you can do here: “{text}”." for text in offered), "")
    return found("laid_off", what, told)
