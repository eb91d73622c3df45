"""What a socket's client owes: the server in front of us takes whatever we send, so only acknowledgements tell who is slow."""

from __future__ import annotations

from collections import deque
from typing import Final

PATIENCE: Final = 30.0  # seconds


class Acks:
    """Numbered frames that were sent and not acknowledged, oldest first. Moments are on one monotonic clock."""

    def __init__(self) -> None:
        self._owed: deque[tuple[int, float]] = deque()

    def sent(self, sequence: int, *, at: float) -> None:
        self._owed.append((sequence, at))

    def acknowledged(self, sequence: int) -> None:
        """Everything up to `sequence` has arrived."""
        while self._owed and self._owed[0][0] <= sequence:
            self._owed.popleft()

    def forget(self) -> None:
        self._owed.clear()

    def is_late(self, *, now: float) -> bool:
        return bool(self._owed) and now - self._owed[0][1] >= PATIENCE
