"""A queue and an event that cost little while nobody waits: a stream has several, and most of them are idle all the time."""

from __future__ import annotations

import asyncio
from typing import Generic, TypeVar

Item = TypeVar("Item")


class LeanQueue(Generic[Item]):
    """First in, first out, for one event loop and one reader. asyncio's own takes 3 kB, and knows many readers and writers."""

    __slots__ = ("_items", "_reader")

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._reader: asyncio.Future[None] | None = None

    def put_nowait(self, item: Item) -> None:
        self._items.append(item)
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    async def get(self) -> Item:
        """The next item. Only one task may wait at a time."""
        while not self._items:
            self._reader = asyncio.get_running_loop().create_future()
            await self._reader
        self._reader = None
        return self._items.pop(0)

    def empty(self) -> bool:
        return not self._items

    def qsize(self) -> int:
        return len(self._items)


class LeanEvent:
    """As asyncio's own, which keeps a queue of 600 bytes for those who wait. Set at the beginning."""

    __slots__ = ("_waiting",)

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] | None = None  # None while it is set

    def set(self) -> None:
        waiting, self._waiting = self._waiting, None
        for each in waiting or ():
            if not each.done():
                each.set_result(None)

    def clear(self) -> None:
        if self._waiting is None:
            self._waiting = []

    def is_set(self) -> bool:
        return self._waiting is None

    async def wait(self) -> None:
        """Returns once it was set, also when it has been cleared again since."""
        if self._waiting is not None:
            coming: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(coming)
            await coming
