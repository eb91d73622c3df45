"""Values that were looked up lately, kept at hand in this process."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache, wraps
from typing import Final, Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

SHORT: Final = 200  # characters


def kept_where_short(make: Callable[[str], str]) -> Callable[[str], str]:
    """What is made of a text, kept for the 4096 newest of 200 characters at most: a stranger sends thousands of long ones at will."""
    kept = lru_cache(maxsize=4096)(make)

    @wraps(make)
    def made(text: str) -> str:
        return kept(text) if len(text) <= SHORT else make(text)

    return made


class Recent(Generic[Key, Value]):
    """Keeps at most `most` values, none for longer than `seconds`; safe to use from threads and loops."""

    def __init__(self, *, seconds: float, most: int) -> None:
        self._seconds, self._most = seconds, most
        self._lock = threading.Lock()
        self._kept: dict[Key, tuple[Value, float]] = {}

    def get_all(self, keys: Collection[Key]) -> dict[Key, Value] | None:
        """The values of all of them, or None when one must be looked up."""
        oldest = time.monotonic() - self._seconds
        kept = {key: self._kept.get(key) for key in keys}
        found = {key: entry[0] for key, entry in kept.items() if entry is not None and entry[1] > oldest}
        return found if len(found) == len(kept) else None

    def keep(self, values: Mapping[Key, Value]) -> None:
        now = time.monotonic()
        with self._lock:
            if len(self._kept) + len(values) > self._most:
                self._kept.clear()
            self._kept.update({key: (value, now) for key, value in values.items()})

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


class Known(Generic[Key]):
    """The `most` keys that were noted last, of something that never changes; safe to use from threads and loops."""

    def __init__(self, *, most: int) -> None:
        self._most, self._lock = most, threading.Lock()
        self._noted: OrderedDict[Key, None] = OrderedDict()

    def __contains__(self, key: Key) -> bool:
        return key in self._noted

    def note(self, key: Key) -> None:
        with self._lock:
            self._noted[key] = None
            while len(self._noted) > self._most:
                self._noted.popitem(last=False)
