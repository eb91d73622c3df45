"""Choosing wording: varied from one moment to the next, and the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worlds.rules.rulings import Judgement
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import State


@dataclass(frozen=True, slots=True)
class Draw:
    """A shuffled pack for every table and node, dealt from in order.

    Dice would repeat a sentence soon after it was read; a pack does so only when half its cards have been seen.
    """

    node: str  # scenario and node: the shuffle
    moment: int  # grows by one with every answer: how far the pack has been dealt
    words: str  # what was typed and how it was judged

    def pick(self, label: str, cards: Sequence[str]) -> str:
        """One of `cards`, which must not be empty; `label` names the table they come from."""
        pack = sorted(cards, key=lambda card: _number(self.node, label, card))
        # Of two texts at one moment one may get the card from half a pack on: nobody sees it again before that.
        return pack[(self.moment + len(pack) // 2 * self.number(label, 2)) % len(pack)]

    def number(self, label: str, sides: int) -> int:
        return _number(self.node, str(self.moment), self.words, label) % sides


def draw_for(scenario: Scenario, state: State, judgement: Judgement) -> Draw:
    player = state.player
    return Draw(
        node=_key(scenario.name, player.node),
        moment=player.answers,
        words=_key(str(player.turn), str(player.beat), judgement.verdict, judgement.text),
    )


def _key(*parts: str) -> str:
    # Lengths keep ("ab", "c") and ("a", "bc") apart.
    return "".join(f"{len(part)}:{part}" for part in parts)


def _number(*parts: str) -> int:
    return int.from_bytes(hashlib.sha256(_key(*parts).encode("utf-8", "surrogatepass")).digest()[:8], "big")
