"""Choosing wording: varied from one answer to the next, and the same on every machine.

Each table is a shuffled pack that is dealt in order, one place further with every answer of the game. The count of
answers is a part of the state (`Player.answers`), so a game that is played again is told alike, a rewound one goes on
from where it was, and nobody has to look at earlier records. As every table has more than ten sentences, and none stands in two of
them, no sentence comes again within ten answers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import State


@dataclass(frozen=True, slots=True)
class Draw:
    story: str  # decides how the packs are shuffled
    answers: int  # how far they have been dealt

    def pick(self, cards: Sequence[str]) -> str:
        """One of `cards`, which must not be empty."""
        pack = sorted(cards, key=lambda card: _number(self.story, card))
        return pack[self.answers % len(pack)]


def draw_for(scenario: Scenario, state: State) -> Draw:
    return Draw(scenario.name, state.player.answers)


def _number(*parts: str) -> int:
    # Lengths keep ("ab", "c") and ("a", "bc") apart.
    key = "".join(f"{len(part)}:{part}" for part in parts)
    return int.from_bytes(hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:8], "big")
