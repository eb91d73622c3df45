"""A request to a hot door, and its answer."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

Scope = dict[str, Any]
Headers = Sequence[tuple[bytes, bytes]]

LONGEST: Final = 64 * 1024  # bytes of a body that a hot door reads; a longer one is the plain door's to refuse


class NotOrdinary(Exception):
    """The plain door must answer this. Raised before anything has happened, or after all of it was taken back."""


@dataclass(frozen=True)
class HotRequest:
    """`parts` are the variable parts of the path, in order; `arrived` is in nanoseconds on the machine's monotonic clock."""

    scope: Scope
    parts: tuple[str, ...]
    body: bytes
    arrived: int = field(default_factory=time.monotonic_ns)

    @cached_property
    def headers(self) -> Mapping[bytes, bytes]:
        """By name in lower case. Raises NotOrdinary where one stands twice, as which of them counts is the plain door's affair."""
        found = dict(self.scope["headers"])
        if len(found) < len(self.scope["headers"]):
            raise NotOrdinary
        return found

    def header(self, name: bytes) -> str | None:
        """Raises NotOrdinary for one that is not ASCII."""
        value = self.headers.get(name)
        if value is None:
            return None
        if not value.isascii():
            raise NotOrdinary
        return value.decode("ascii")


@dataclass(frozen=True, slots=True)
class HotAnswer:
    """`body` is JSON; `headers` are those that this door adds to the common ones."""

    body: bytes
    status: int = 200
    headers: Headers = field(default=())
