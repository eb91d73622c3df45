"""How many sockets and streams this process holds open."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from common.errors import RateLimited


class OpenConnections:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.count = 0

    def one_more(self) -> OneMore:
        """Around the life of a socket or a stream."""
        return OneMore(self)


class OneMore:
    """Not a generator, which would take as much memory as all else that is kept here of a socket."""

    __slots__ = ("_here",)

    def __init__(self, here: OpenConnections) -> None:
        self._here = here

    def __enter__(self) -> None:
        with self._here.lock:
            self._here.count += 1

    def __exit__(self, *_error: object) -> None:
        with self._here.lock:
            self._here.count -= 1


class Strangers:
    """Sockets that have not said yet who they are, by address."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.waiting: Counter[str] = Counter()

    @contextmanager
    def one_more(self, address: str) -> Iterator[None]:
        """While one waits for its first words. Raises RateLimited where WS_STRANGERS of this address do."""
        with self.lock:
            if self.waiting[address] >= settings.WS_STRANGERS:
                raise RateLimited(retry_after=settings.WS_AUTH_DEADLINE)
            self.waiting[address] += 1
        try:
            yield
        finally:
            with self.lock:
                self.waiting[address] -= 1
                if not self.waiting[address]:
                    del self.waiting[address]


here = OpenConnections()
strangers = Strangers()
"""Those of this process."""
