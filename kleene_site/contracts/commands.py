"""What clients may ask: the bodies of every call that changes something, and the frames of a socket."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from common.api_docs import document
from worlds.consumers.frame_shapes import SHAPES, frame_schema

Schema = dict[str, Any]
COMPONENTS: Final = "#/components/schemas/"
REFERENCE: Final = re.compile(rf'"{COMPONENTS}([^"]+)"')


def schema() -> Schema:
    """A frame from a client. `x-operations` names for each call of the API the definition of its body."""
    bodies = dict(_bodies())
    return {
        "title": "Commands",
        "description": "What a client sends: frames of the WebSocket, and the JSON bodies of the API's calls.",
        "$ref": "#/$defs/frame",
        "$defs": {"frame": {"oneOf": [frame_schema(kind) for kind in SHAPES]}, **_needed(json.dumps(bodies))},
        "x-operations": _moved(bodies),
    }


def _bodies() -> Iterator[tuple[str, Schema]]:
    for path, methods in document()["paths"].items():
        for method, call in methods.items():
            content = call.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                yield f"{method.upper()} {path}", content["application/json"]["schema"]


def _needed(text: str) -> Schema:
    """The shapes that these refer to, and those that they refer to in turn."""
    components, found = document()["components"]["schemas"], dict[str, Schema]()
    waiting = REFERENCE.findall(text)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = _moved(components[name])
            waiting += REFERENCE.findall(json.dumps(components[name]))
    return found


def _moved(schema: Schema) -> Schema:
    """The same with references into this document."""
    moved: Schema = json.loads(json.dumps(schema).replace(COMPONENTS, "#/$defs/"))
    return moved
