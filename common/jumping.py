"""Writing that begins anew at another place whenever a client asks for one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Coroutine
from typing import Any, Final, Generic, TypeVar

from common.interruption import Interruption

Ended = TypeVar("Ended")
NOWHERE: Final = -1


class Jumping(ABC, Generic[Ended]):
    """The writing side of one socket, on one event loop. `Ended` is why a piece of writing ended by itself."""

    __slots__ = ("code", "target", "writing")

    def __init__(self) -> None:
        self.target = NOWHERE
        self.code: int | None = None
        self.writing: Interruption | None = None

    def jump(self, after: int) -> None:
        """Go on after the event `after`, wherever the stream is."""
        self.target = after
        self._stop_writing()

    def end(self, code: int) -> None:
        """Close the socket with this code, if it is not being closed with another."""
        if self.code is None:
            self.code = code
            self._stop_writing()

    async def write_until_closed(self, after: int | None) -> int:
        """Write from the event after `after` on, None for from now on; returns the code to close the socket with."""
        while (code := await self._written_until_moved(after)) is None:
            if after is None:
                await self._resumed()
            after = self.target
        return code

    @abstractmethod
    def _write(self, after: int | None) -> Coroutine[Any, Any, Ended]:
        """Write from there until the stream ends."""

    @abstractmethod
    def _code_of(self, ended: Ended) -> int:
        """The code of closing that says so."""

    @abstractmethod
    async def _resumed(self) -> None:
        """A stream that had begun from now on goes on from an earlier event."""

    def _stop_writing(self) -> None:
        if self.writing is not None:
            self.writing.interrupt()

    async def _written_until_moved(self, after: int | None) -> int | None:
        """The code to close with, or None when the client asked for another place."""
        if self.code is not None:
            return self.code
        # A jump ends the writing wherever it waits, so that no event of the old place follows the jump.
        self.writing = Interruption()
        ended: Ended | None = None
        with self.writing:
            ended = await self._write(after)
        return self._code_after(ended)

    def _code_after(self, ended: Ended | None) -> int | None:
        return self.code if self.code is not None or ended is None else self._code_of(ended)
