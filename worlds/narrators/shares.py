"""How many questions of one player a narrator is asked at once: one guest must not take the model from everybody."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


class Shares:
    """Safe to use from threads and event loops alike."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken: Counter[uuid.UUID] = Counter()

    @contextmanager
    def one_of(self, user_id: uuid.UUID) -> Iterator[bool]:
        """Around one question; whether the player has fewer than NARRATOR_SHARE on their way."""
        is_granted = self._take(user_id)
        try:
            yield is_granted
        finally:
            if is_granted:
                self._give_back(user_id)

    def _take(self, user_id: uuid.UUID) -> bool:
        with self._lock:
            is_granted = self._taken[user_id] < settings.NARRATOR_SHARE
            if is_granted:
                self._taken[user_id] += 1
        return is_granted

    def _give_back(self, user_id: uuid.UUID) -> None:
        with self._lock:
            self._taken[user_id] -= 1
            if not self._taken[user_id]:
                del self._taken[user_id]


shares = Shares()
"""Those of this process."""
