"""Types that services return, as JSON schemas of the OpenAPI document."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, NotRequired, Required, Union, get_args, get_origin, get_type_hints

from drf_spectacular.drainage import set_override
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction

Schema = dict[str, Any]


class PageOf:
    """An answer of the list shape; its operation takes the parameters of the view's filters and of paging."""

    def __init__(self, item: Any) -> None:
        self.item = item
        set_override(self, "many", False)  # noqa: FBT003 - the library's own signature


class TypedDictExtension(OpenApiSerializerExtension):
    """Lets `@operation(answer=View)` name a TypedDict."""

    target_class = "builtins.dict"

    @classmethod
    def _matches(cls, target: Any) -> bool:
        return typing.is_typeddict(target)

    def get_name(self, auto_schema: AutoSchema, direction: Direction) -> str:
        return str(self.target.__name__)

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> Schema:
        return shape(self.target, auto_schema)


class PageExtension(OpenApiSerializerExtension):
    target_class = PageOf

    def get_name(self, auto_schema: AutoSchema, direction: Direction) -> str:
        return f"{self.target.item.__name__}Page"

    def get_identity(self, auto_schema: AutoSchema, direction: Direction) -> object:
        return (PageOf, self.target.item)

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> Schema:
        link = {"type": ["string", "null"], "format": "uri"}
        properties = {
            "count": {"type": "integer", "minimum": 0},
            "next": link,
            "previous": link,
            "results": {"type": "array", "items": schema_of(self.target.item, auto_schema)},
        }
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }


BASIC: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
    Any: {},
    object: {},
}


def shape(target: Any, auto_schema: AutoSchema) -> Schema:
    """A TypedDict as an object: closed, as answers hold exactly what their type says."""
    hints = get_type_hints(target, include_extras=True)
    described = {"description": target.__doc__.strip()} if target.__doc__ else {}
    return {
        "type": "object",
        **described,
        "properties": {name: schema_of(hint, auto_schema) for name, hint in hints.items()},
        "required": [name for name in hints if name in target.__required_keys__],
        "additionalProperties": False,
    }


def schema_of(hint: Any, auto_schema: AutoSchema) -> Schema:
    if hint in BASIC:
        return dict(BASIC[hint])
    if typing.is_typeddict(hint):
        return auto_schema.resolve_serializer(hint, "response").ref
    return composed(get_origin(hint), get_args(hint), auto_schema)


def composed(origin: Any, parts: tuple[Any, ...], auto_schema: AutoSchema) -> Schema:
    match origin:
        case _ if origin in {NotRequired, Required}:
            return schema_of(parts[0], auto_schema)
        case _ if origin is Annotated:
            return {**schema_of(parts[0], auto_schema), "format": parts[1]}
        case _ if origin is Literal:
            return {"type": "string", "enum": list(parts)}
        case _ if origin in {Union, types.UnionType}:
            return either([schema_of(part, auto_schema) for part in parts])
        case _ if issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": schema_of(parts[1], auto_schema)}
        case _:
            return {"type": "array", "items": schema_of(parts[0], auto_schema)}


def either(schemas: list[Schema]) -> Schema:
    """Nullable basic types stay short; the rest is anyOf."""
    kinds = [schema["type"] for schema in schemas if set(schema) == {"type"}]
    return {"type": kinds} if len(kinds) == len(schemas) else {"anyOf": schemas}
