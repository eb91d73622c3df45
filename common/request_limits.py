"""What no part of the site takes, refused before any of it is asked: around the whole application, under any server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Final

import orjson

from common import api_errors, errors, limits

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

NUL_IN_COOKIE: Final = b"\\000"  # as a quoted value spells it
PAUSE: Final = 15.0  # seconds between two pieces of a body
LINGERS: Final = 2.0  # seconds in which a client that was refused may still read why, and send on
WASTED: Final = 8 * 1024 * 1024  # bytes of its body that are thrown away meanwhile
GONE: Final[dict[str, Any]] = {"type": "http.disconnect"}


class RequestLimits:
    """Refuses NUL in an address or a header with 400, and a body longer than `limits.BODY` with 413.

    By its Content-Length before the application is asked; one without a length, or that stops coming, while the
    application reads it: to the application its client is gone then. A socket is refused before it is accepted, which its
    client hears as 403.
    """

    def __init__(self, application: Any) -> None:
        self.application = application

    _asgi_single_callable = True  # how asgiref knows ASGI 3 in what is no coroutine function

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """No coroutine of its own: each one around a stream stays as long as the stream."""
        refusal = refused(scope) if scope["type"] in {"http", "websocket"} else None
        if refusal is not None:
            return say_no(scope, refusal, receive, send)
        if scope["type"] == "http" and has_body(scope):
            body = Body(scope, receive, send)
            receive, send = body.receive, body.send
        answered: Awaitable[None] = self.application(scope, receive, send)
        return answered


class Body:
    """One request's body, measured while it is read."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._size = 0
        self._is_whole = self._is_answered = self._is_refused = False

    async def receive(self) -> dict[str, Any]:
        if self._is_refused:
            return GONE
        if self._is_whole:
            return await self._receive()
        try:
            async with asyncio.timeout(PAUSE):
                message = await self._receive()
        except TimeoutError:
            return await self._refuse(errors.InvalidInput("The rest of this request did not come."))
        self._size += len(message.get("body", b""))
        if self._size > limits.BODY:
            return await self._refuse(errors.TooLarge(limit=limits.BODY))
        self._is_whole = not message.get("more_body", False)
        return message

    async def send(self, message: dict[str, Any]) -> None:
        if not self._is_refused:
            self._is_answered = True
            await self._send(message)

    async def _refuse(self, refusal: errors.KleeneError) -> dict[str, Any]:
        self._is_refused = True
        if not self._is_answered:
            await say_no(self._scope, refusal, self._receive, self._send)
        return GONE


async def say_no(scope: Scope, refusal: errors.KleeneError, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close"})
        return
    body = orjson.dumps(api_errors.body(refusal))
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": True})
    # Closing at once would reset a connection whose client still sends, and it might never read why.
    if has_body(scope):
        await drain(receive)
    await send({"type": "http.response.body", "body": b""})


async def drain(receive: Receive) -> None:
    wasted = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGERS):
            while wasted < WASTED and (message := await receive()).get("more_body"):
                wasted += len(message.get("body", b""))


def has_body(scope: Scope) -> bool:
    return any(name in {b"content-length", b"transfer-encoding"} for name, _ in scope["headers"])


def refused(scope: Scope) -> errors.KleeneError | None:
    if "\0" in scope["path"] or b"%00" in scope["query_string"] or b"\0" in scope["query_string"]:
        return errors.InvalidInput("An address must not hold NUL characters.")
    is_long = False
    for name, value in scope["headers"]:
        if b"\0" in value or (name == b"cookie" and NUL_IN_COOKIE in value):
            return errors.InvalidInput("A header must not hold NUL characters.")
        # Without leading zeros, and cut: a number of a thousand digits is not worth reading.
        if name == b"content-length" and value.isdigit() and int(value.lstrip(b"0")[:20] or b"0") > limits.BODY:
            is_long = True
    return errors.TooLarge(limit=limits.BODY) if is_long else None
