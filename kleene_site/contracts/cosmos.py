"""What is said on the socket of the cosmos, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from cosmos.consumers.frame_shapes import NUMBERED, SHAPES, UNNUMBERED
from worlds.consumers.frame_shapes import frame_schema
from worlds.event_types.ephemeral import ServerShutdown
from worlds.event_types.shapes import NUMBER, OR_NOT, envelope_schema, schema_of
from worlds.event_types.stream_frames import ErrorFrame, HeartbeatFrame, PongFrame, ResyncFrame

Schema = dict[str, Any]
AS_IN_WORLDS: Final = (ErrorFrame, HeartbeatFrame, PongFrame, ResyncFrame, ServerShutdown)


def schema() -> Schema:
    """A frame of either side; numbered ones are the log of the sky, which a stream goes on after."""
    return {
        "title": "Cosmos",
        "description": "Frames of /ws/cosmos/, from a client (`client`) and from the server (`server`). "
        "Clients pass over types and fields that they do not know.",
        "anyOf": [{"$ref": "#/$defs/client"}, {"$ref": "#/$defs/server"}],
        "$defs": {
            "client": {"oneOf": [frame_schema(kind, SHAPES) for kind in SHAPES]},
            "server": {"oneOf": [frame for _, frame in server_frames()]},
        },
    }


def server_frames() -> Iterator[tuple[str, Schema]]:
    """What the server tells, each with its type."""
    numbers: Schema = {"sequence_number": NUMBER, "prev_sequence": NUMBER}
    for kind, data in NUMBERED.items():
        yield kind, _envelope(kind, data, numbers)
    for kind, data in UNNUMBERED.items():
        yield kind, _envelope(kind, data, {})
    for frame in AS_IN_WORLDS:
        yield frame.TYPE, envelope_schema(frame)


def _envelope(kind: str, data: type, numbers: Schema) -> Schema:
    always: Schema = {
        "event_type": {"const": kind},
        "type": {"const": kind},
        "timestamp": {"type": "string"},
        "world_id": {"type": "null"},
        "room_id": {"type": "null"},
        "player_id": OR_NOT,
        **numbers,
        "data": schema_of(data),
    }
    return {
        "title": kind,
        "type": "object",
        "properties": {**always, "id": {"type": "string"}},
        "required": list(always),
    }
