"""The types of events for the browser's modules: the names that a stream carries, and what `data` holds, as JSDoc."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from worlds.event_types.base import Event
from worlds.event_types.catalogue import EVENT_TYPES, ON_SSE
from worlds.event_types.shapes import Schema, told_schema

HEAD: Final = """\
// @ts-check
// Written by `manage.py event_types --js`; change worlds/event_types/ and write it again.
"""
NAMES: Final = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def module() -> str:
    """The text of static/kleene/event_types.js."""
    return "\n".join([HEAD, *map(_typedef, EVENT_TYPES), *_names()])


def _typedef(kind: type[Event]) -> str:
    about = " ".join((kind.__doc__ or "").split())
    return f"/**\n * {about}\n * @typedef {{{_object(told_schema(kind))}}} {kind.__name__}\n */\n"


def _names() -> Iterator[str]:
    every = " | ".join(f'"{kind.TYPE}"' for kind in EVENT_TYPES)
    yield f"/** @typedef {{{every}}} EventType */\n"
    yield "/** What a stream of server-sent events is listened to for, by name. */"
    yield "export const STREAM_EVENTS = ["
    yield from (f'  "{kind.TYPE}",' for kind in ON_SSE)
    yield "];\n"


def _object(schema: Schema) -> str:
    required = schema["required"]
    fields = schema["properties"].items()
    said = ", ".join(f"{name}{'' if name in required else '?'}: {_type(one)}" for name, one in fields)
    return f"{{ {said} }}" if said else "Record<string, never>"


def _type(schema: Schema) -> str:
    if "enum" in schema:
        return " | ".join(f'"{one}"' for one in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(_type(one) for one in schema["anyOf"])
    return _named(schema.get("type"), schema)


def _named(name: Any, schema: Schema) -> str:
    if name == "array":
        return f"Array<{_type(schema['items'])}>"
    if name == "object":
        return _object(schema) if "properties" in schema else "Record<string, any>"
    return NAMES.get(name, "any")
