"""What no part of the site takes, refused before any of it is asked: around the whole application, under any server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

import orjson

from common import api_errors, errors
from common.uploads import LARGEST

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

LONGEST_BODY: Final = LARGEST + 1024 * 1024  # bytes: the largest file, and the rest of its form
NUL_IN_COOKIE: Final = b"\\000"  # as a quoted value spells it


class Limits:
    """Refuses NUL in an address or a header with 400, and a body whose Content-Length is above LONGEST_BODY with 413.

    A socket is refused before it is accepted, which its client hears as 403.
    """

    def __init__(self, application: Any) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = refused(scope) if scope["type"] in {"http", "websocket"} else None
        if refusal is None:
            await self.application(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        else:
            await self.say_no(refusal, send)

    async def say_no(self, refusal: errors.KleeneError, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
        await send({"type": "http.response.body", "body": orjson.dumps(api_errors.body(refusal))})


def refused(scope: Scope) -> errors.KleeneError | None:
    if "\0" in scope["path"] or b"%00" in scope["query_string"] or b"\0" in scope["query_string"]:
        return errors.InvalidInput("An address must not hold NUL characters.")
    if any(b"\0" in value or (name == b"cookie" and NUL_IN_COOKIE in value) for name, value in scope["headers"]):
        return errors.InvalidInput("A header must not hold NUL characters.")
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    # Without leading zeros, and cut: a number of a thousand digits is not worth reading.
    if any(value.isdigit() and int(value.lstrip(b"0")[:20] or b"0") > LONGEST_BODY for value in lengths):
        return errors.TooLarge(limit=LONGEST_BODY)
    return None
