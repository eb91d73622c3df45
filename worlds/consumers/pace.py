"""How often a socket's client may say what. Turns, talk and resuming have budgets by player beside this."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kleene_site.common.errors import RateLimited
from worlds.consumers.client_frames import Ack, Auth, Chat, Command, Frame, Ping, Resume, Turn, Typing

MINUTE: Final = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Pace:
    """So many at once, and so many a minute after that."""

    at_once: int
    a_minute: int


# An acknowledgement is owed for each numbered frame, and costs nothing of this.
PACES: Final[Mapping[type[Frame], Pace]] = {
    Auth: Pace(at_once=5, a_minute=10),
    Turn: Pace(at_once=60, a_minute=1200),
    Chat: Pace(at_once=60, a_minute=600),
    Command: Pace(at_once=20, a_minute=60),
    Resume: Pace(at_once=10, a_minute=60),
    Ack: Pace(at_once=100, a_minute=600),
    Ping: Pace(at_once=20, a_minute=120),
    Typing: Pace(at_once=60, a_minute=600),
}
ALL_TOGETHER: Final = Pace(at_once=300, a_minute=1800)


class Meter:
    """What is left of a pace; full at the beginning. Only for one event loop."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._left = float(pace.at_once)
        self._extra = 0
        self._at = time.monotonic()

    def earn(self) -> None:
        """One more than the pace allows, whenever it comes: it was asked for."""
        self._extra += 1

    def take(self) -> None:
        """Raises RateLimited."""
        if self._extra:
            self._extra -= 1
            return
        now = time.monotonic()
        self._left = min(self._pace.at_once, self._left + (now - self._at) * self._pace.a_minute / MINUTE)
        self._at = now
        if self._left < 1:
            raise RateLimited(retry_after=math.ceil((1 - self._left) * MINUTE / self._pace.a_minute))
        self._left -= 1


def meters() -> dict[type[Frame], Meter]:
    """One for each kind of frame."""
    return {kind: Meter(pace) for kind, pace in PACES.items()}
