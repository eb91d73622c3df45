"""The hot doors, as an ASGI application around the plain one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any, Final, Protocol

import orjson
import structlog
from django.conf import settings
from django.core.exceptions import SynchronousOnlyOperation
from django.http.request import split_domain_port, validate_host
from django.utils.encoding import escape_uri_path

from common import api_errors
from common.heard_shutdown import shutdown_headers
from common.hot.caller import HotCaller
from common.hot.headers import common_headers
from common.hot.request import LONGEST, HotAnswer, HotRequest, NotOrdinary, Scope
from common.hot.routes import Ahead, Route, Routes
from common.masking import masked
from common.recent import kept_where_short
from common.request_lines import NAME, tell_request

log = structlog.get_logger(NAME)

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Authenticate = Callable[[HotRequest, Ahead], Awaitable[HotCaller]]
VARY: Final = (b"vary", b"Cookie")  # as wherever a session is asked for
JSON: Final = (b"content-type", b"application/json")


class Heard(Protocol):
    """Told of everybody who was answered, also with a refusal: a request is a sign of life."""

    def __call__(self, caller: HotCaller, /) -> None: ...


class HotDoors:
    """Answers what is ordinary at `routes`; everything else, and all of it while `is_on` says no, goes to `application`."""

    _asgi_single_callable = True  # how asgiref knows ASGI 3 in what is no coroutine function

    def __init__(
        self, application: Any, *, routes: Routes, authenticate: Authenticate, heard: Heard, is_on: Callable[[], bool]
    ) -> None:
        self.application, self.routes = application, routes
        self.authenticate, self.heard, self.is_on = authenticate, heard, is_on

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """No coroutine of its own around what it passes on: that may be a stream, and stays as long."""
        found = self.routes.find(scope["method"], scope["path"]) if _is_plain_http(scope) and self.is_on() else None
        if found is not None:
            return self._answered(found, scope, receive, send)
        passed_on: Awaitable[None] = self.application(scope, receive, send)
        return passed_on

    async def _answered(self, found: tuple[Route, tuple[str, ...]], scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        messages, body = await _read(receive)
        if body is not None and await self._is_answered(found, scope, send, body, began):
            return
        await self.application(scope, _again(messages, receive), send)

    async def _is_answered(
        self, found: tuple[Route, tuple[str, ...]], scope: Scope, send: Send, body: bytes, began: float
    ) -> bool:
        route, parts = found
        try:
            await Exchange(self, scope, send, began).give(route, HotRequest(scope, parts, body))
        except NotOrdinary:
            return False
        return True


class Exchange:
    """One request at a hot door, to its end."""

    def __init__(self, doors: HotDoors, scope: Scope, send: Send, began: float) -> None:
        self._doors, self._scope, self._send, self._began = doors, scope, send, began
        self._caller: HotCaller | None = None

    async def give(self, route: Route, request: HotRequest) -> None:
        """Raises NotOrdinary, and then nothing has been sent.

        What was begun is finished, also for a client who leaves: in a task of its own, which no server cancels.
        """
        if route.door is not None:
            refuse_what_is_not_ordinary(request)
        answer = await asyncio.shield(asyncio.ensure_future(self._answer(route, request)))
        await self._out(answer, route.allow)
        self._log_line(answer.status)

    async def _answer(self, route: Route, request: HotRequest) -> HotAnswer:
        try:
            answer = await self._answer_of(route, request)
        except NotOrdinary:
            raise
        except SynchronousOnlyOperation:
            # Something rare asked the database in the ORM's own way, before anything was stored.
            raise NotOrdinary from None
        except Exception as trouble:  # noqa: BLE001 - a mistake of ours is logged and told as at every door
            answer = refused(trouble)
        if self._caller is not None:
            self._doors.heard(self._caller)
        return answer

    async def _answer_of(self, route: Route, request: HotRequest) -> HotAnswer:
        if route.open_door is not None:
            return await route.open_door(request)
        assert route.door is not None
        self._caller = await self._doors.authenticate(request, route.ahead)
        return await route.door(request, self._caller)

    async def _out(self, answer: HotAnswer, allow: str) -> None:
        kind = [JSON] if answer.body else []
        headers = [*kind, (b"content-length", b"%d" % len(answer.body)), *common_headers(self._scope), *answer.headers]
        if allow:
            headers.append((b"allow", allow.encode()))
        if self._caller is not None and self._caller.credential.session_key:
            headers.append(VARY)
        headers += [(name.lower().encode(), value.encode()) for name, value in shutdown_headers().items()]
        await self._send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await self._send({"type": "http.response.body", "body": answer.body})

    def _log_line(self, status: int) -> None:
        tell_request(
            method=self._scope["method"],
            path=_shown(self._scope["path"]),
            status=status,
            ms=round((time.perf_counter() - self._began) * 1000),
            user="" if self._caller is None else self._caller.account.get_username(),
        )


def refused(trouble: Exception) -> HotAnswer:
    refusal = api_errors.translated(trouble)
    if refusal is None:
        log.error("hot door broke", exc_info=trouble)
        refusal = api_errors.InternalError()
    headers = [(name.lower().encode(), value.encode()) for name, value in api_errors.headers(refusal).items()]
    return HotAnswer(orjson.dumps(api_errors.body(refusal)), refusal.status, headers)


def refuse_what_is_not_ordinary(request: HotRequest) -> None:
    """Raises NotOrdinary for a foreign host, another language than JSON, a query, or a body that no door here takes."""
    if request.scope["query_string"] or not is_our_host(request.header(b"host") or ""):
        raise NotOrdinary
    if request.header(b"accept") not in {None, "*/*", "application/json"}:
        raise NotOrdinary
    if request.body and request.header(b"content-type") not in {"application/json", "application/json; charset=utf-8"}:
        raise NotOrdinary


@kept_where_short
def _shown(path: str) -> str:
    return masked(escape_uri_path(path))


@lru_cache(maxsize=64)
def is_our_host(host: str) -> bool:
    return bool(host) and validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)


def _is_plain_http(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] in {"GET", "POST"} and not scope.get("root_path")


async def _read(receive: Receive) -> tuple[list[dict[str, Any]], bytes | None]:
    """What came, and the whole body of it; None for one that is too long, or whose client left in its midst."""
    body, more = bytearray(), True  # in one message: that of a piece is larger than a piece of a single byte by far
    while more and len(body) <= LONGEST:
        message = await receive()
        if message["type"] != "http.request":
            return [_request(body, more=True), message], None
        body += message.get("body", b"")
        more = bool(message.get("more_body"))
    came = _request(body, more=more)
    return [came], came["body"] if len(body) <= LONGEST else None


def _request(body: bytearray, *, more: bool) -> dict[str, Any]:
    return {"type": "http.request", "body": bytes(body), "more_body": more}


def _again(messages: list[dict[str, Any]], receive: Receive) -> Receive:
    """A `receive` that tells again what was read, and then goes on."""
    waiting = iter(messages)

    async def again() -> dict[str, Any]:
        message = next(waiting, None)
        return await receive() if message is None else message

    return again
