"""What clients may say on a socket as JSON Schema: the fields that are known, and what each may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from common.json_body import LARGEST_NUMBER
from common.limits import API_TOKEN
from worlds import limits

Schema = dict[str, Any]
Fields = Mapping[str, Schema]
Shape = tuple[Fields, tuple[str, ...], Schema]
Shapes = Mapping[str, Shape]

NULL: Final[Schema] = {"type": "null"}
NUMBER: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": LARGEST_NUMBER}
NO_NUL: Final = "^[^\\u0000]*$"  # the database holds none
TEXT: Final[Schema] = {"type": "string", "maxLength": limits.FRAME_FIELD, "pattern": NO_NUL}
KEY: Final[Schema] = {"type": "string", "format": "uuid"}  # new for each frame: repeating it repeats the answer


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, NULL]}


AUTH: Final[Shape] = (
    {"token": {"type": "string", "maxLength": API_TOKEN, "pattern": NO_NUL}, "last_sequence": or_null(NUMBER)},
    ("token",),
    {},
)

# For each type of frame: its fields beside `type` and `id`, which of them it needs, and what its id is.
SHAPES: Final[Shapes] = {
    "auth": AUTH,
    "turn": (
        {
            "option_id": or_null(TEXT),
            "input": or_null(TEXT),
            "expected_turn": or_null(NUMBER),
            "expected_number": or_null(NUMBER),
        },
        ("id",),
        KEY,
    ),
    "chat": ({"text": TEXT, "channel": or_null(TEXT), "to": or_null(TEXT)}, ("id", "text"), KEY),
    "command": ({"command": TEXT}, ("command",), or_null(TEXT)),
    "resume": ({"last_sequence": NUMBER}, ("last_sequence",), {}),
    "ack": ({"sequence": NUMBER}, ("sequence",), {}),
    "ping": ({"timestamp": {}}, (), or_null(TEXT)),
    "typing": ({"channel": or_null(TEXT), "to": or_null(TEXT)}, (), {}),
}


def known_fields(kind: str, shapes: Shapes = SHAPES) -> frozenset[str]:
    """Every field that a frame of this type may have."""
    return frozenset(shapes[kind][0]) | {"type", "id"}


def frame_schema(kind: str, shapes: Shapes = SHAPES) -> Schema:
    """One type of frame; no field beside these is taken. Whether a turn says too much, or nothing, is said by its answer."""
    fields, required, identity = shapes[kind]
    return {
        "title": kind,
        "type": "object",
        "properties": {"type": {"const": kind}, "id": dict(identity), **fields},
        "required": ["type", *required],
        "additionalProperties": False,
    }
