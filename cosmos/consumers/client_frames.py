"""What clients say on the socket of the sky, read strictly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from common.errors import InvalidInput
from common.pace import Meter, Pace
from cosmos import limits
from cosmos.consumers.frame_shapes import SHAPES
from cosmos.rules.positions import Position, rounded
from worlds.consumers.client_frames import (
    Ack,
    Auth,
    Ping,
    Resume,
    auth_in,
    number_in,
    optional_in,
    parse_by,
    text_in,
)


@dataclass(frozen=True, slots=True)
class Cursor:
    position: Position


@dataclass(frozen=True, slots=True)
class Viewing:
    id: str | None
    entry_id: str | None


@dataclass(frozen=True, slots=True)
class Line:
    id: str | None
    text: str


Frame = Auth | Resume | Ack | Ping | Cursor | Viewing | Line
Fields = Mapping[str, Any]

PACES: Final[Mapping[type[Frame], Pace]] = {
    Auth: Pace(at_once=5, a_minute=10),
    Resume: Pace(at_once=10, a_minute=60),
    Ack: Pace(at_once=100, a_minute=600),
    Ping: Pace(at_once=20, a_minute=120),
    Cursor: Pace(at_once=20, a_minute=1200),
    Viewing: Pace(at_once=20, a_minute=240),
    Line: Pace(at_once=20, a_minute=120),
}


class Meters(dict[type[Frame], Meter]):
    """One for each kind of frame, made when it is first asked for."""

    def __missing__(self, kind: type[Frame]) -> Meter:
        self[kind] = made = Meter(PACES[kind])
        return made


def parse_sky_frame(text: str | None) -> tuple[str | None, Callable[[], Frame]]:
    """The id that an answer carries, and how to read the rest. Both raise InvalidInput or TooLarge."""
    return parse_by(READERS, SHAPES, text)


def position_in(fields: Fields) -> Position:
    given = fields.get("position")
    if not isinstance(given, list) or len(given) != 3 or not all(map(_is_coordinate, given)):
        raise InvalidInput(
            f"position must be three numbers from {-limits.COORDINATE:.0f} to {limits.COORDINATE:.0f}.",
            field="position",
        )
    return rounded(given)


def _is_coordinate(number: object) -> bool:
    is_number = isinstance(number, int | float) and not isinstance(number, bool)
    return is_number and -limits.COORDINATE <= number <= limits.COORDINATE  # type: ignore[operator]


def _viewing(fields: Fields) -> Viewing:
    if "entry_id" not in fields:
        raise InvalidInput("Name a star by its entry_id, or null for none.", field="entry_id")
    return Viewing(optional_in(text_in, fields, "id"), optional_in(text_in, fields, "entry_id"))


READERS: Final[Mapping[str, Callable[[Fields], Frame]]] = {
    "auth": auth_in,
    "resume": lambda fields: Resume(number_in(fields, "last_sequence")),
    "ack": lambda fields: Ack(number_in(fields, "sequence")),
    "ping": lambda fields: Ping(optional_in(text_in, fields, "id")),
    "cursor": lambda fields: Cursor(position_in(fields)),
    "viewing": _viewing,
    "chat": lambda fields: Line(optional_in(text_in, fields, "id"), text_in(fields, "text")),
}
