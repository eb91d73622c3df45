"""What a stream's address asks for."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from common.errors import InvalidInput
from common.json_body import LARGEST_NUMBER

CLIENT_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class StreamParams:
    """`after` is the event to resume after; None for a stream that begins afresh."""

    client_id: str
    ticket: str | None
    after: int | None


def stream_params_of(scope: dict[str, Any]) -> StreamParams:
    """Raises InvalidInput. Unknown parameters are ignored."""
    query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
    headers = {name.decode("latin-1").title(): value.decode("latin-1") for name, value in scope["headers"]}
    return StreamParams(_client(query.get("client")), query.get("ticket"), last_seen(headers, query))


def last_seen(headers: Mapping[str, str], query: Mapping[str, str]) -> int | None:
    """The event to resume after, by whichever way it is told. Raises InvalidInput."""
    told = headers.get("Last-Event-Id") or query.get("last_event_id") or query.get("last_sequence")
    return sequence_number(told) if told else None


def sequence_number(text: str) -> int:
    """Raises InvalidInput."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 16 and int(text) <= LARGEST_NUMBER):
        raise InvalidInput("Give the sequence number of the last event to resume a stream.")
    return int(text)


def _client(given: str | None) -> str:
    if given is None:
        return uuid.uuid4().hex
    if not CLIENT_ID.fullmatch(given):
        raise InvalidInput("client must have 1 to 64 letters, digits or . _ : -")
    return given
