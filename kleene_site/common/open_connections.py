"""How many sockets and streams this process holds open."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class OpenConnections:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.count = 0

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Around the life of a socket or a stream."""
        with self.lock:
            self.count += 1
        try:
            yield
        finally:
            with self.lock:
                self.count -= 1


here = OpenConnections()
"""Those of this process."""
