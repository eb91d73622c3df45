"""What streams tell: every type of event in the shape of either carrier."""

from __future__ import annotations

from typing import Any

from worlds.event_types.catalogue import EVENT_TYPES, OVER_SSE
from worlds.event_types.shapes import envelope_schema, flat_schema, payload_schema


def schema() -> dict[str, Any]:
    """A frame of a socket or a message of SSE; of stored events also the payload, which is sealed in the log."""
    return {
        "title": "Events",
        "description": "A frame of the WebSocket (`socket`), or the data of a message of the event stream (`sse`). "
        "Clients pass over types and fields that they do not know.",
        "anyOf": [{"$ref": "#/$defs/socket"}, {"$ref": "#/$defs/sse"}],
        "$defs": {
            "socket": {"oneOf": [envelope_schema(kind) for kind in EVENT_TYPES]},
            "sse": {"oneOf": [flat_schema(kind) for kind in OVER_SSE]},
            "payloads": {kind.TYPE: payload_schema(kind) for kind in EVENT_TYPES},
        },
    }
