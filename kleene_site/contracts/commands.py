"""What clients may ask: the bodies of every call that changes something, and the frames of a socket."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from common.api_docs import document
from kleene_site.contracts.components import definitions_for, moved
from worlds.consumers.frame_shapes import SHAPES, frame_schema

Schema = dict[str, Any]


def schema() -> Schema:
    """A frame from a client. `x-operations` names for each call of the API the definition of its body."""
    bodies = dict(_bodies())
    return {
        "title": "Commands",
        "description": "What a client sends: frames of the WebSocket, and the JSON bodies of the API's calls.",
        "$ref": "#/$defs/frame",
        "$defs": {"frame": {"oneOf": [frame_schema(kind) for kind in SHAPES]}, **definitions_for(bodies)},
        "x-operations": moved(bodies),
    }


def _bodies() -> Iterator[tuple[str, Schema]]:
    for path, methods in document()["paths"].items():
        for method, call in methods.items():
            content = call.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                yield f"{method.upper()} {path}", content["application/json"]["schema"]
