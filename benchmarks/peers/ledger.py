"""Which lines were said when, and how long each took to every listener. Lines look the same on every server."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field
from typing import Final

MEMBERS: Final = 8  # of a group; all of them hear a line, its speaker too
LINE: Final = re.compile(rb"line-(\d{7})")


def line_text(number: int) -> str:
    return f"line-{number:07} is said on a long evening by the river"


def numbers_in(body: bytes) -> list[int]:
    return [int(found) for found in LINE.findall(body)]


@dataclass(slots=True)
class Ledger:
    """Of one stretch; what was said before it is not counted."""

    said: dict[int, float] = field(default_factory=dict)
    lasted: list[float] = field(default_factory=list)
    whole: asyncio.Event = field(default_factory=asyncio.Event)

    def say(self, number: int) -> None:
        self.said[number] = time.perf_counter()

    def hear(self, number: int) -> None:
        began = self.said.get(number)
        if began is not None:
            self.lasted.append(time.perf_counter() - began)
            if len(self.lasted) >= len(self.said) * MEMBERS:
                self.whole.set()

    @property
    def share(self) -> float:
        """Delivered, of all that should be."""
        return len(self.lasted) / max(1, len(self.said) * MEMBERS)
