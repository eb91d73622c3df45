"""The shapes of events as JSON Schema, read off the dataclasses; `api/stream.py` puts them into the OpenAPI document."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from worlds.event_types.base import EphemeralEvent, Event, StoredEvent
from worlds.event_types.catalogue import PAYLOAD_FIELDS

Schema = dict[str, Any]

PLAIN: Final[Mapping[object, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Any: {},
}

# What listeners are told beside the fields of an event: of whoever did it, and of their words.
# To those who only watch, a hidden player is without id and character's name. `is_agent` is told only where it is true.
OR_NOT: Final[Schema] = {"anyOf": [{"type": "string"}, {"type": "null"}]}
WHO: Final[Mapping[str, Schema]] = {
    "user_id": OR_NOT,
    "display_name": {"type": "string"},
    "character_name": OR_NOT,
    "is_agent": {"type": "boolean"},
}
ALWAYS_OF_PEOPLE: Final = ("user_id", "display_name", "character_name")
NUMBER: Final[Schema] = {"type": "integer", "minimum": 0}
SENTENCE: Final[Mapping[str, Schema]] = {"player_name": {"type": "string"}, "message": {"type": "string"}}
WORDS: Final[Mapping[str, Schema]] = {"text": {"type": "string"}, "removed": {"type": "boolean"}}


def payload_schema(kind: type[Event]) -> Schema:
    """The payload alone: what the sender gives, and of a stored event what its row holds."""
    hints = get_type_hints(kind)
    properties = {one.key: schema_of(hints[one.attribute]) for one in PAYLOAD_FIELDS[kind]}
    required = [one.key for one in PAYLOAD_FIELDS[kind] if not one.is_optional]
    return _object(properties, required, title=kind.TYPE, description=kind.__doc__, version=kind.SCHEMA)


def told_schema(kind: type[Event]) -> Schema:
    """What a listener finds under `data`: the payload, and beside it who did it, their words, and when (UTC)."""
    schema = payload_schema(kind)
    if issubclass(kind, StoredEvent):
        words = {**(WORDS if kind.HAS_TEXT else {}), **(SENTENCE if kind.SENTENCE else {})}
        to = {"to": _object(WHO, ALWAYS_OF_PEOPLE)} if kind.HAS_RECIPIENT else {}
        schema["properties"] = {**WHO, **schema["properties"], **to, **words, "timestamp": {"type": "string"}}
        schema["required"] = [*schema["required"], "timestamp"]
    elif issubclass(kind, EphemeralEvent):
        schema["properties"] = {**WHO, **schema["properties"]}
    return schema


def envelope_schema(kind: type[Event]) -> Schema:
    """An event as a socket tells it: its own fields under `data`; an answer carries the `id` of what it answers."""
    around = _around(kind) | {"data": told_schema(kind), "id": {"type": "string"}}
    return _object(around, [*_always(kind), "data"], title=kind.TYPE, description=kind.__doc__, version=kind.SCHEMA)


def flat_schema(kind: type[Event]) -> Schema:
    """The same over SSE: its own fields stand beside the envelope's."""
    told = told_schema(kind)
    required = [*dict.fromkeys([*_always(kind), *told["required"]])]
    return told | {"properties": {**told["properties"], **_around(kind)}, "required": required}


def _around(kind: type[Event]) -> dict[str, Schema]:
    """The fields of an envelope. Without a number: what one stream is told, and what is kept nowhere."""
    fields: dict[str, Schema] = {
        "event_type": {"const": kind.TYPE},
        "type": {"const": kind.TYPE},
        "timestamp": {"type": "string"},
        "world_id": OR_NOT,
        "room_id": OR_NOT,
        "player_id": OR_NOT,
    }
    if issubclass(kind, StoredEvent):
        fields |= {"sequence_number": dict(NUMBER), "prev_sequence": dict(NUMBER), "replay": {"const": True}}
    return fields


def _always(kind: type[Event]) -> list[str]:
    return [name for name in _around(kind) if name != "replay"]


def _object(properties: Mapping[str, Schema], required: Sequence[str], **about: Any) -> Schema:
    return {**about, "type": "object", "properties": dict(properties), "required": list(required)}


def schema_of(hint: Any) -> Schema:
    """The JSON of a type that fields are written with. Raises TypeError for one that is not known."""
    if hint in PLAIN:
        return dict(PLAIN[hint])
    if is_typeddict(hint):
        return _typed_dict(hint)
    origin, inner = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        return schema_of(inner[0])
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in {Union, types.UnionType}:
        return {"anyOf": [schema_of(one) for one in inner]}
    if origin is Sequence:
        return {"type": "array", "items": schema_of(inner[0])}
    if origin is Mapping:
        return {"type": "object"}
    raise TypeError(f"No JSON is known for {hint}.")


def _typed_dict(kind: Any) -> Schema:
    hints = get_type_hints(kind, include_extras=True)
    properties = {name: schema_of(hint) for name, hint in hints.items()}
    required = [name for name in hints if get_origin(hints[name]) is not NotRequired]
    return _object(properties, required, description=kind.__doc__)
