"""Which door a path leads to."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from common.hot.caller import HotCaller
from common.hot.request import HotAnswer, HotRequest
from common.prepared.select import Query

Door = Callable[[HotRequest, HotCaller], Awaitable[HotAnswer]]
OpenDoor = Callable[[HotRequest], Awaitable[HotAnswer]]
Ahead = Callable[[HotRequest, uuid.UUID], Sequence[Query]]  # for the id of who asks, before it is known that they may


def nothing_ahead(_request: HotRequest, _user_id: uuid.UUID) -> Sequence[Query]:
    return ()


@dataclass(frozen=True, slots=True)
class Route:
    """A door for people with an account, or one that asks nobody who they are; `allow` names the address's methods.

    `ahead` says what a door will read first, so that it is read together with who asks.
    """

    door: Door | None = None
    open_door: OpenDoor | None = None
    allow: str = ""
    ahead: Ahead = nothing_ahead


class Routes:
    """Patterns such as `POST /api/v1/game/*/turns`: a star is one part of a path, whatever it is.

    As everywhere, a path works with and without a slash at its end.
    """

    def __init__(self, doors: Mapping[str, tuple[Door, str, Ahead]], open_doors: Mapping[str, OpenDoor] = {}) -> None:
        self._by_shape: dict[tuple[str, int], list[tuple[tuple[str, ...], Route]]] = {}
        for pattern, (door, allow, ahead) in doors.items():
            self._add(pattern, Route(door=door, allow=allow, ahead=ahead))
        for pattern, open_door in open_doors.items():
            self._add(pattern, Route(open_door=open_door))

    def _add(self, pattern: str, route: Route) -> None:
        method, path = pattern.split(" ")
        parts = _parts(path)
        self._by_shape.setdefault((method, len(parts)), []).append((parts, route))

    def find(self, method: str, path: str) -> tuple[Route, tuple[str, ...]] | None:
        """The door, and what stands in the places of its stars."""
        parts = _parts(path)
        for pattern, door in self._by_shape.get((method, len(parts)), ()):
            if all(wanted in ("*", part) for wanted, part in zip(pattern, parts, strict=True)):
                return door, tuple(part for wanted, part in zip(pattern, parts, strict=True) if wanted == "*")
        return None


def _parts(path: str) -> tuple[str, ...]:
    return tuple(path.removesuffix("/").split("/"))
