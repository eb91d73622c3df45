"""Saying one sentence after another without repeating oneself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from worlds.narrators.templates.phrases import Facts, Phrase, fill, fits, gaps

if TYPE_CHECKING:
    from worlds.narrators.templates.draw import Draw

ENOUGH: Final = 6  # a smaller choice than this would soon repeat itself
PERSON: Final = "npc"


@dataclass(slots=True)
class Voice:
    """Fills sentences from a scene's phrases; good for one paragraph, as it remembers what has been said."""

    draw: Draw
    facts: Facts
    told: set[str] = field(default_factory=set)
    named: Counter[str] = field(default_factory=Counter)

    def say(self, label: str, cards: Sequence[str], *, enough: int = ENOUGH, **also: Phrase) -> str:
        """A sentence that was not said before; at least one of `cards` must need no phrase of the scene.

        Those that speak of the most of the scene come first, with so many others that there are `enough`.
        """
        facts = self._left() | also
        fresh = [card for card in cards if fits(card, facts) and card not in self.told]
        card = self.draw.pick(label, most_telling(fresh, enough))
        self.told.add(card)
        self.named.update(facts[gap].text for gap in gaps(card))
        return fill(card, facts)

    def pass_over(self, gap: str) -> None:
        """From here on nothing more is said of it."""
        if gap in self.facts:
            self.named[self.facts[gap].text] = 2

    def unsaid(self, cards: Sequence[str]) -> list[str]:
        """Those that can be said, and that speak of nothing which has been spoken of."""
        fresh = {gap: phrase for gap, phrase in self.facts.items() if not self.named[phrase.text]}
        return [card for card in cards if fits(card, fresh) and card not in self.told]

    def _left(self) -> dict[str, Phrase]:
        """A person may be named twice in a paragraph; anything else once."""
        return {
            gap: phrase for gap, phrase in self.facts.items() if self.named[phrase.text] < (2 if gap == PERSON else 1)
        }


def most_telling(cards: Sequence[str], enough: int) -> Sequence[str]:
    """The sentences that speak of the most of the scene, and so many of the others that there is a choice."""
    ranked = sorted(cards, key=lambda card: -len(gaps(card)))
    if len(ranked) <= enough:
        return ranked
    least = len(gaps(ranked[enough - 1]))
    return [card for card in ranked if len(gaps(card)) >= least]
