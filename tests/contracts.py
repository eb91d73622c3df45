"""Whatever a test is answered or told is held against the contracts that are served."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any, Final
from urllib.parse import quote

import jsonschema_rs
from django.test import Client

from common.api_docs import document
from kleene_site.contracts.catalogue import contract
from kleene_site.contracts.cosmos import server_frames
from worlds.event_types.catalogue import EVENT_TYPES, OVER_SSE
from worlds.event_types.shapes import envelope_schema, flat_schema

API: Final = "/api/"
DOCUMENT: Final = "urn:kleene:document"
PARAMETER: Final = re.compile(r"<\w+:(\w+)>")


def install() -> None:
    """From now on a test's client checks the JSON that it is answered by any address of the API."""
    plain = Client.request

    def checked(self: Any, **request: Any) -> Any:
        response = plain(self, **request)
        is_json = response.headers.get("Content-Type", "").startswith("application/json")
        if is_json and not response.streaming and response.content:  # HEAD has none
            hold_body(response, json.loads(response.content))
        return response

    Client.request = checked  # type: ignore[method-assign]


def read() -> None:
    """Have the document at hand before an answer is held against it."""
    _documents()


def hold_body(response: Any, told: Any) -> None:
    """Fails where an answer of the API is not as the contract of refusals, or the document, says."""
    request = response.request
    if not request["PATH_INFO"].startswith(API):
        return
    if response.status_code >= 400:
        _refusals().validate(told)
    elif found := getattr(response, "resolver_match", None):
        path = "/" + PARAMETER.sub(r"{\1}", found.route).removesuffix("/")
        if validator := _answer(path, request["REQUEST_METHOD"].lower(), str(response.status_code)):
            validator.validate(told)


def held_frame(frame: dict[str, Any]) -> dict[str, Any]:
    """The same frame of a socket; fails where it is none of those that the contract knows."""
    _frames()[frame["type"]].validate(frame)
    return frame


def held_message(told: Any) -> Any:
    """The same data of an event stream's message; fails as `held_frame` does."""
    _messages()[told["type"]].validate(told)
    return told


def held_sky_frame(frame: dict[str, Any]) -> dict[str, Any]:
    """The same of a frame of the socket of the cosmos."""
    _sky_frames()[frame["type"]].validate(frame)
    return frame


@cache
def _refusals() -> Any:
    return jsonschema_rs.validator_for(contract("errors"))


@cache
def _answer(path: str, method: str, status: str) -> Any:
    """What the document says of an answer; None where it says nothing of its JSON."""
    call = document()["paths"].get(path, {}).get(method, {})
    content = call.get("responses", {}).get(status, {}).get("content", {})
    if "application/json" not in content:
        return None
    place = ("paths", path, method, "responses", status, "content", "application/json", "schema")
    return jsonschema_rs.validator_for({"$ref": f"{DOCUMENT}#/{'/'.join(map(_step, place))}"}, registry=_documents())


@cache
def _documents() -> Any:
    """The document, read once: the schema of each answer is a place in it."""
    return jsonschema_rs.Registry([(DOCUMENT, json.loads(json.dumps(document())))])


def _step(name: str) -> str:
    """A name in a JSON pointer that is part of an address."""
    return quote(name.replace("~", "~0").replace("/", "~1"), safe="~")


@cache
def _frames() -> dict[str, Any]:
    return {kind.TYPE: jsonschema_rs.validator_for(envelope_schema(kind)) for kind in EVENT_TYPES}


@cache
def _sky_frames() -> dict[str, Any]:
    return {kind: jsonschema_rs.validator_for(schema) for kind, schema in server_frames()}


@cache
def _messages() -> dict[str, Any]:
    return {kind.TYPE: jsonschema_rs.validator_for(flat_schema(kind)) for kind in OVER_SSE}
