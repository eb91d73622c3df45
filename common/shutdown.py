"""When the server begins to leave, whoever would otherwise stay long (a stream, a socket) hears of it here."""

import asyncio
import threading


class Leaving:
    """Set once and for good, from any thread; awaited in any event loop."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.lock = threading.Lock()
        self.awaited: set[asyncio.Future[None]] = set()

    def begin(self) -> None:
        with self.lock:
            self.event.set()
            waiting = tuple(self.awaited)
        for future in waiting:
            future.get_loop().call_soon_threadsafe(settle, future)

    def has_begun(self) -> bool:
        return self.event.is_set()

    def wait(self, seconds: float) -> bool:
        """For threads: whether it has begun, at the latest after `seconds`."""
        return self.event.wait(seconds)

    async def begun(self) -> None:
        """Return when the server begins to leave; at once if it has."""
        with self.lock:
            if self.event.is_set():
                return
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self.awaited.add(future)
        try:
            await future
        finally:
            with self.lock:
                self.awaited.discard(future)


def settle(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


server = Leaving()
"""The leaving of this process's own server."""
