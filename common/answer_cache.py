"""Answers that are the same for everybody, kept in this process for a few seconds, and no longer than what they show is unchanged."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from common.table_changes import Versions, versions_of

Answer = TypeVar("Answer")

SECONDS: Final = 5.0  # for changes that nobody announces, and for news that is lost
RENEWAL: Final = 0.5  # seconds before that in which one asker makes it anew, and the others do not
MOST: Final = 256  # answers; a page of many cards takes about 40 kB


class Kept(NamedTuple):
    answer: Any
    tables: Sequence[str]
    versions: Versions
    fresh_until: float
    until: float


class AnswerCache:
    """Safe to use from threads and loops; what it gives must not be changed."""

    def __init__(
        self, *, seconds: float = SECONDS, most: int = MOST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.seconds, self.clock = seconds, clock
        self._most = most
        self._lock = threading.Lock()
        self._kept: dict[Hashable, Kept] = {}

    def find_or_make(self, key: Hashable, tables: Sequence[str], make: Callable[[], Answer]) -> Answer:
        """What was made for `key` of rows of these tables, or what `make` makes now; what it raises is not kept."""
        found, now = self._kept.get(key), self.clock()
        if found is not None and found.versions == versions_of(found.tables):
            if now < found.fresh_until:
                answer: Answer = found.answer
                return answer
            if now < found.until:
                # Not all who ask at this moment make it anew, each with a connection: the others are given the old one.
                self._keep(key, found._replace(fresh_until=found.until))
        # Before it is made: what changes meanwhile makes it old at once.
        versions, until = versions_of(tables), now + self.seconds
        made = make()
        self._keep(key, Kept(made, tables, versions, until - RENEWAL, until))
        return made

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()

    def _keep(self, key: Hashable, kept: Kept) -> None:
        with self._lock:
            if key not in self._kept and len(self._kept) >= self._most:
                self._kept.clear()
            self._kept[key] = kept


answers = AnswerCache()
