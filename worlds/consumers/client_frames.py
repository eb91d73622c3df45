"""What clients say on a socket, read strictly: exact types, no field that is not known."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from common.errors import InvalidInput, TooLarge
from common.json_body import LARGEST_NUMBER, quoted_key, read_json
from common.limits import API_TOKEN, ID
from worlds import limits
from worlds.consumers.frame_shapes import SHAPES, Shapes, known_fields
from worlds.services.turns.request import TurnRequest

LONGEST_ACK: Final = 60  # characters
PLAIN_ACK: Final = re.compile(r'\{"type": ?"ack", ?"sequence": ?(0|[1-9]\d{0,14})\}', re.ASCII)


class UnknownFrame(InvalidInput):
    code = "unknown_frame"
    message = "Unknown frame type."


@dataclass(frozen=True, slots=True)
class Auth:
    token: str
    after: int | None


@dataclass(frozen=True, slots=True)
class Turn:
    id: str
    request: TurnRequest
    arrived: int = field(default_factory=time.monotonic_ns, compare=False)  # on the monotonic clock


@dataclass(frozen=True, slots=True)
class Chat:
    id: str
    text: str
    channel: str
    to: str | None


@dataclass(frozen=True, slots=True)
class Command:
    id: str | None
    command: str

    @property
    def key(self) -> str | None:
        """The id where it is a UUID: a frame that is sent again, as after a lost answer, is done once."""
        try:
            return None if self.id is None else str(uuid.UUID(self.id))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Resume:
    after: int


@dataclass(frozen=True, slots=True)
class Ack:
    sequence: int


@dataclass(frozen=True, slots=True)
class Ping:
    id: str | None


@dataclass(frozen=True, slots=True)
class Typing:
    channel: str
    to: str | None


Frame = Auth | Turn | Chat | Command | Resume | Ack | Ping | Typing
Fields = Mapping[str, Any]
Value = TypeVar("Value")


def plain_ack(text: str | None) -> int | None:
    """What an acknowledgement acknowledges, as our pages write it; None for any other frame, and for one written otherwise."""
    found = PLAIN_ACK.fullmatch(text) if text is not None and len(text) < LONGEST_ACK else None
    return None if found is None else int(found[1])


def parse_frame(text: str | None) -> tuple[str | None, Callable[[], Frame]]:
    """The id that an answer carries, and how to read the rest; None is a frame that is not text.

    Both raise InvalidInput or TooLarge.
    """
    return parse_by(READERS, SHAPES, text)


def parse_by(
    readers: Mapping[str, Callable[[Fields], Value]], shapes: Shapes, text: str | None
) -> tuple[str | None, Callable[[], Value]]:
    """The same for a socket whose frames have these types, fields and readers."""
    if text is None:
        raise InvalidInput("Send frames as text.")
    if len(text) > limits.FRAME or len(text.encode(errors="replace")) > limits.FRAME:
        raise TooLarge(f"A frame may have at most {limits.FRAME // 1024} KiB.", limit=limits.FRAME)
    fields = read_json(text.encode(errors="surrogatepass"))
    if not isinstance(fields, dict):
        raise InvalidInput("A frame must be a JSON object.")
    given = fields.get("id")
    known_id = given if isinstance(given, str) and len(given) <= ID else None
    return known_id, lambda: _read(readers, shapes, fields)


def _read(readers: Mapping[str, Callable[[Fields], Value]], shapes: Shapes, fields: Fields) -> Value:
    kind = fields.get("type")
    if not isinstance(kind, str) or (reader := readers.get(kind)) is None:
        raise UnknownFrame
    known = known_fields(kind, shapes)
    for name in fields:
        if name not in known:
            raise InvalidInput(f"A {kind} frame has no field with this name.", field=quoted_key(name))
    return reader(fields)


def auth_in(fields: Fields) -> Auth:
    return Auth(text_in(fields, "token", longest=API_TOKEN), optional_in(number_in, fields, "last_sequence"))


def _turn(fields: Fields) -> Turn:
    request = TurnRequest(
        option_id=optional_in(text_in, fields, "option_id"),
        input=optional_in(text_in, fields, "input"),
        expected_turn=optional_in(number_in, fields, "expected_turn"),
        expected_number=optional_in(number_in, fields, "expected_number"),
    )
    request.command()  # raises InvalidInput when it says nothing, or too much
    return Turn(_key(fields), request)


def _chat(fields: Fields) -> Chat:
    channel = optional_in(text_in, fields, "channel") or "world"
    return Chat(_key(fields), text_in(fields, "text"), channel, optional_in(text_in, fields, "to"))


def _typing(fields: Fields) -> Typing:
    return Typing(optional_in(text_in, fields, "channel") or "room", optional_in(text_in, fields, "to"))


def _command(fields: Fields) -> Command:
    return Command(optional_in(text_in, fields, "id"), text_in(fields, "command"))


def _key(fields: Fields) -> str:
    """An idempotency key, in the one form that it is stored in."""
    try:
        return str(uuid.UUID(text_in(fields, "id", longest=ID)))
    except ValueError:
        raise InvalidInput("id must be a UUID, new for each frame.", field="id") from None


def text_in(fields: Fields, name: str, longest: int = limits.FRAME_FIELD) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > longest:
        raise InvalidInput(f"{name} must be text of at most {longest} characters.", field=name)
    return value


def number_in(fields: Fields, name: str) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST_NUMBER:
        raise InvalidInput(f"{name} must be a whole number.", field=name)
    return value


def optional_in(read: Callable[[Fields, str], Value], fields: Fields, name: str) -> Value | None:
    return None if fields.get(name) is None else read(fields, name)


READERS: Final[Mapping[str, Callable[[Fields], Frame]]] = {
    "auth": auth_in,
    "turn": _turn,
    "chat": _chat,
    "command": _command,
    "resume": lambda fields: Resume(number_in(fields, "last_sequence")),
    "ack": lambda fields: Ack(number_in(fields, "sequence")),
    "ping": lambda fields: Ping(optional_in(text_in, fields, "id")),
    "typing": _typing,
}
