"""Shapes of the API's document, taken out of it into a document of their own."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from common.api_docs import document

Schema = dict[str, Any]
COMPONENTS: Final = "#/components/schemas/"
REFERENCE: Final = re.compile(rf'"{COMPONENTS}([^"]+)"')


def definitions_for(schemas: Schema) -> Schema:
    """Every component that these refer to, and those that they refer to in turn, by name."""
    components, found = document()["components"]["schemas"], dict[str, Schema]()
    waiting = REFERENCE.findall(json.dumps(schemas))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = moved(components[name])
            waiting += REFERENCE.findall(json.dumps(components[name]))
    return found


def moved(schema: Schema) -> Schema:
    """The same with references to `$defs`."""
    found: Schema = json.loads(json.dumps(schema).replace(COMPONENTS, "#/$defs/"))
    return found


def answer_schema(path: str, method: str = "get") -> Schema:
    """What the document says of the good answer at an address. Raises KeyError where there is none."""
    found: Schema = document()["paths"][path][method]["responses"]["200"]["content"]["application/json"]["schema"]
    return found
