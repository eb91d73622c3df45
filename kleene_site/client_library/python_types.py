"""JSON Schema as Python's types: annotations, and TypedDict classes."""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping
from typing import Any, Final

Schema = Mapping[str, Any]

PLAIN: Final = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "array": "list",
}
ANYTHING: Final = "Any"


def annotation(schema: Schema) -> str:
    """The type of a value that the schema describes, as source text; what it leaves open is Any."""
    each = list(dict.fromkeys(_members(schema)))
    return ANYTHING if ANYTHING in each else " | ".join(sorted(each, key="None".__eq__))


def _members(schema: Schema) -> Iterator[str]:
    if "$ref" in schema:
        yield str(schema["$ref"].rpartition("/")[2])
    elif "const" in schema or "enum" in schema:
        yield f"Literal[{', '.join(map(repr, schema.get('enum') or [schema['const']]))}]"
    elif several := next((schema[word] for word in ("anyOf", "oneOf", "allOf") if word in schema), None):
        for one in several:
            yield from _members(one)
    else:
        kinds = schema.get("type", ANYTHING)
        yield from (_simple(kind, schema) for kind in ([kinds] if isinstance(kinds, str) else kinds))


def typed_dict(name: str, schema: Schema, *, base: str = "TypedDict") -> str:
    """A class for an object whose fields are known."""
    required = set(schema.get("required", ()))
    fields = schema.get("properties", {})
    if any(keyword.iskeyword(field) or not field.isidentifier() for field in fields):
        return _by_call(name, fields, required)
    lines = [*_docstring(schema), *(_field(field, told, required) for field, told in fields.items())]
    return "\n".join([f"class {name}({base}):", *(lines or ["    pass"])])


def alias(name: str, schema: Schema) -> str:
    """A name for any other type."""
    return f'{name}: TypeAlias = "{annotation(schema)}"'


def first_sentence(text: str) -> str:
    """The first sentence of a description, on one line."""
    line = " ".join(text.split("\n\n", maxsplit=1)[0].split())
    return line.replace("\\", "\\\\").replace('"', "'")


def _simple(kind: str, schema: Schema) -> str:
    if kind == "array":
        return f"list[{annotation(schema.get('items', {}))}]"
    if kind == "object":
        further = schema.get("additionalProperties")
        return f"dict[str, {annotation(further) if isinstance(further, Mapping) else ANYTHING}]"
    if kind == "string" and schema.get("format") == "binary":
        return "bytes"
    return PLAIN.get(kind, ANYTHING)


def _field(name: str, told: Schema, required: set[str]) -> str:
    return f"    {name}: {_held(told, is_given=name in required)}"


def _held(told: Schema, *, is_given: bool) -> str:
    return annotation(told) if is_given else f"NotRequired[{annotation(told)}]"


def _by_call(name: str, fields: Mapping[str, Schema], required: set[str]) -> str:
    held = ", ".join(f"{field!r}: {_held(told, is_given=field in required)!r}" for field, told in fields.items())
    return f"{name} = TypedDict({name!r}, {{{held}}})"


def _docstring(schema: Schema) -> Iterator[str]:
    if text := first_sentence(schema.get("description", "")):
        yield f'    """{text}"""'
        yield ""
