"""How a mode asks its player, so that both modes share what comes before a game."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Asking(Protocol):
    """Every question raises Back where the player goes a step back, and Leave where they stop playing."""

    def tell(self, text: str) -> None: ...

    async def ask(self, question: str) -> str: ...

    async def ask_secret(self, question: str) -> str:
        """The same without showing what is typed."""
        ...

    async def choose(self, title: str, rows: Sequence[str]) -> int:
        """Which of the rows, from 0."""
        ...
