"""A game alone as far as its log was played and found whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from worlds.models import TurnRecord
from worlds.services.games.game_replay import PlayedGame
from worlds.services.games.record_counts import GameCounts
from worlds.services.turns.counting import TurnCount


@dataclass(slots=True)
class CheckedGame:
    """How far a game alone was played, and what its records come to; `counts` is None before the first."""

    played: PlayedGame = field(default_factory=PlayedGame)
    counts: GameCounts | None = None
    turns: TurnCount = field(default_factory=TurnCount)

    @property
    def record_hash(self) -> str:
        """What the next record must be sealed to."""
        return "" if self.counts is None else self.counts.record_hash

    def take(self, record: TurnRecord) -> None:
        """Count the next record. Its revision must be loaded."""
        self.counts = self.counts or GameCounts.begun_by(record)
        self.counts.take(record)
        self.counts.turns = self.turns.take(record)  # a rewind takes turns back
