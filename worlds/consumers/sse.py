"""GET /api/v1/worlds/{id}/events: a world's events as text/event-stream.

A plain ASGI application: a stream of Django's keeps its request, its thread and four times the memory.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress
from typing import Any, Final

import orjson
import structlog
from django.core.exceptions import SuspiciousOperation
from django.db import Error as DatabaseTrouble
from django.utils.encoding import escape_uri_path
from rest_framework.exceptions import APIException

from common import api_errors, open_connections
from common.database_threads import in_thread
from common.errors import KleeneError
from common.hot.request import NotOrdinary
from common.interruption import Interruption
from common.player_budgets import asked_by
from common.prepared import switch
from common.request_lines import NAME, tell_request
from worlds.consumers import callers_on_loop
from worlds.consumers.authentication import Caller, Scope, identify_caller, request_of
from worlds.consumers.closing_frames import last_words
from worlds.consumers.open_stream import OpenStream, begin_on_loop
from worlds.consumers.open_streams import open_streams
from worlds.feed.event import Seen
from worlds.feed.feed import Feed
from worlds.feed.registry import hub
from worlds.feed.subscriber import End, Subscriber
from worlds.wire.sse_text import delivery_text, opening_text, refusal_text
from worlds.wire.stream_params import StreamParams, stream_params_of

log = structlog.get_logger(NAME)

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
REFUSED = (KleeneError, APIException, SuspiciousOperation, DatabaseTrouble)

LONGEST: Final = 600.0  # seconds of one stream
LARGEST: Final = 1024 * 1024  # bytes of one stream: the server in front of us has no other bound on a slow reader
HEADERS: Final = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
)


async def world_events(scope: Scope, receive: Receive, send: Send) -> None:
    """One request, to its end. `scope["url_route"]` holds the world's id."""
    began = time.monotonic()
    answer = Answer(scope, send)
    try:
        with open_connections.here.one_more():
            await answer.give(receive)
    except REFUSED as trouble:
        await answer.refuse(trouble)
    finally:
        answer.log_line(began)


class Answer:
    """What goes out for one request."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope, self.send = scope, send
        self.status, self.size, self.who = 0, 0, ""

    async def give(self, receive: Receive) -> None:
        """Raises what REFUSED lists, and before the first byte nothing else."""
        if self.scope["method"] != "GET":
            raise api_errors.MethodNotAllowed
        caller, params = await _who_asks(self.scope)
        self.who = caller.name
        self.scope["headers"].clear()  # nobody asks for them again
        world_id = self.scope["url_route"]["kwargs"]["world_id"]
        with asked_by(caller.guest_address, is_agent=caller.is_agent):
            await self._stream(caller, world_id, params, receive)

    async def _stream(self, caller: Caller, world_id: str, params: StreamParams, receive: Receive) -> None:
        async with (
            open_streams().opened(caller, world_id, params) as stream,
            hub().feed(stream.access.world_id) as feed,
        ):
            telling = Interruption()
            gone = asyncio.create_task(_disconnected(receive, telling.interrupt))
            try:
                with telling:
                    await self._tell(feed, stream, params.after)
            finally:
                gone.cancel()
                await asyncio.gather(gone, return_exceptions=True)

    async def refuse(self, trouble: Exception) -> None:
        refusal = api_errors.translated(trouble)
        assert refusal is not None, "everything that is caught here has a translation"
        if self.status:  # the stream has begun: it ends, and is resumed
            log.warning("stream broken", trouble=repr(trouble))
            await self._body(b"", more=False)
            return
        headers = {"Content-Type": "application/json", **api_errors.headers(refusal)}
        await self._start(refusal.status, [(name.encode(), value.encode()) for name, value in headers.items()])
        await self._body(orjson.dumps(api_errors.body(refusal), default=str), more=False)

    def log_line(self, began: float) -> None:
        tell_request(
            method=self.scope["method"],
            path=escape_uri_path(self.scope["path"]),
            status=self.status,
            ms=round((time.monotonic() - began) * 1000),
            user=self.who,
        )

    async def _tell(self, feed: Feed, stream: OpenStream, after: int | None) -> None:
        beginning = await begin_on_loop(stream, after)
        subscriber = Subscriber(stream.access.user_id, cursor=beginning.cursor, seen=beginning.seen)
        stream.use(subscriber)
        await self._start(200, HEADERS)
        await self._body(opening_text(stream.access.world, beginning).encode())
        del beginning  # everything as it stands: a seventh of what a stream would keep
        feed.listen(subscriber)
        try:
            await self._follow(feed, stream, subscriber)
        finally:
            feed.leave(subscriber)
        await self._body(b"", more=False)

    async def _follow(self, feed: Feed, stream: OpenStream, subscriber: Subscriber) -> None:
        async with aclosing(feed.follow(subscriber)) as deliveries:
            async for delivery in deliveries:
                if isinstance(delivery, End):
                    if refusal := await in_thread(last_words, delivery, stream.access):
                        await self._body(refusal_text(stream.access.world, refusal).encode())
                    break
                if isinstance(delivery, Seen) and delivery.event.rechecks(subscriber.reader):
                    await stream.recheck()
                is_own = isinstance(delivery, Seen) and delivery.event.is_by(subscriber.reader)
                await self._body(delivery_text(delivery, is_fellow=is_own or stream.access.is_fellow).encode())
                stream.spoke = time.monotonic()
                if self.size > LARGEST or stream.spoke - stream.began > LONGEST:
                    break

    async def _start(self, status: int, headers: Any) -> None:
        self.status = status
        await self.send({"type": "http.response.start", "status": status, "headers": list(headers)})

    async def _body(self, body: bytes, *, more: bool = True) -> None:
        self.size += len(body)
        await self.send({"type": "http.response.body", "body": body, "more_body": more})


async def _who_asks(scope: Scope) -> tuple[Caller, StreamParams]:
    if switch.is_on():
        with suppress(NotOrdinary):
            callers_on_loop.request_of(scope)  # first: an address of another host is not read
            params = stream_params_of(scope)
            return await callers_on_loop.identify_on_loop(scope, ticket=params.ticket), params
    return await in_thread(_asked, scope)


def _asked(scope: Scope) -> tuple[Caller, StreamParams]:
    request_of(scope).get_host()  # raises for a host that is not ours
    params = stream_params_of(scope)
    return identify_caller(scope, ticket=params.ticket), params


async def _disconnected(receive: Receive, tell: Callable[[], None]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    tell()
