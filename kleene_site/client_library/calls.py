"""The API's calls as methods of a client."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kleene_site.client_library.python_types import annotation, first_sentence, typed_dict

Schema = Mapping[str, Any]

STREAM: Final = "text/event-stream"  # a client has its own way to listen
KEY: Final = "Idempotency-Key"
JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Call:
    """One operation of the API's document."""

    method: str
    path: str
    told: Schema

    @property
    def name(self) -> str:
        return str(self.told["operationId"])

    @property
    def query(self) -> list[Schema]:
        return [each for each in self.told.get("parameters", ()) if each["in"] == "query"]

    @property
    def query_type(self) -> str:
        return "".join(word.title() for word in self.name.split("_")) + "Query"

    @property
    def is_keyed(self) -> bool:
        return any(each["name"] == KEY for each in self.told.get("parameters", ()))

    @property
    def bodies(self) -> Mapping[str, Any]:
        content: Mapping[str, Any] = self.told.get("requestBody", {}).get("content", {})
        return content

    @property
    def answer(self) -> str:
        return next((annotation(kind["schema"]) for kind in _good(self.told).values()), "None")

    @property
    def is_stream(self) -> bool:
        return STREAM in _good(self.told)


def calls(document: Schema) -> Iterator[Call]:
    """Every call but those that are aliases of others, which stand outside /api/v1/."""
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            call = Call(method.upper(), path, told)
            if path.startswith("/api/v1/") and not call.is_stream:
                yield call


def query_class(call: Call) -> str:
    """The type of a call's query."""
    fields = {_usable(each["name"]): each["schema"] for each in call.query}
    return typed_dict(call.query_type, {"properties": fields})


def method(call: Call, components: Schema, *, is_async: bool) -> str:
    """The source of a method, which answers with what the document says of the good answer."""
    begin, wait = ("async def", "await ") if is_async else ("def", "")
    parts = list(_parts(call, components))
    takes, gives = [takes for takes, _ in parts if takes], [gives for _, gives in parts]
    asked = f"{wait}self._call({', '.join([repr(call.method), _address(call.path), *gives])})"
    says = [f"answer: {call.answer} = {asked}", "return answer"] if call.answer != "None" else [asked]
    lines = [
        f"{begin} {call.name}({', '.join(['self', *_path_names(call.path), *takes])}) -> {call.answer}:",
        f'    """{first_sentence(call.told.get("description", "") or call.told.get("summary", ""))}"""',
        *(f"    {line}" for line in says),
    ]
    return "\n".join(f"    {line}" for line in lines)


def _parts(call: Call, components: Schema) -> Iterator[tuple[str, str]]:
    """What a method takes besides its path, and what it hands on."""
    if call.is_keyed:
        yield "*, idempotency_key: str | None = None", "key=idempotency_key or _new_key()"
    if call.query:
        yield f"**query: Unpack[{call.query_type}]", "query=query"
    elif JSON in call.bodies:
        yield from _body(annotation(call.bodies[JSON]["schema"]), components)
    elif call.bodies:
        yield "content: bytes, content_type: str", "upload=(content, content_type)"


def _body(name: str, components: Schema) -> Iterator[tuple[str, str]]:
    if components[name].get("properties"):
        yield f"**body: Unpack[{name}]", "body=body"
    else:
        yield "", "body={}"


def _path_names(path: str) -> list[str]:
    names = [f"{name}: str" for name in re.findall(r"\{(\w+)\}", path)]
    return [*names, "/"] if names else []


def _address(path: str) -> str:
    text = re.sub(r"\{(\w+)\}", r"{_segment(\1)}", path)
    return f'f"{text}"' if text != path else f'"{path}"'


def _usable(name: str) -> str:
    return f"{name}_" if name == "as" else name


def _good(told: Schema) -> Mapping[str, Any]:
    status = min(told["responses"])
    content: Mapping[str, Any] = told["responses"][status].get("content", {})
    return content
