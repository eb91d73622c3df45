"""MCP over HTTP at /mcp: each request is a whole exchange, for whoever its bearer token belongs to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

import httpx
import orjson
from kleene_client import AsyncClient, Refused

from agents import limits
from agents.services.requests import count_request
from common import api_errors
from common.errors import AuthInvalid, AuthRequired, Forbidden, InvalidInput, KleeneError, TooLarge

if TYPE_CHECKING:
    from agents.mcp.server import GameServer

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
SCHEME: Final = "bearer "
# What the site behind a proxy goes by; nothing else of a request is handed on, cookies least of all.
HANDED_ON: Final = (b"host", b"x-forwarded-for", b"x-forwarded-proto")
GONE: Final[dict[str, Any]] = {"type": "http.disconnect"}


class ForeignPage(Forbidden):
    code = "foreign_origin"
    message = "Pages of other sites cannot use this door."


class NotAnAgent(Forbidden):
    code = "not_an_agent"
    message = "This account is not an agent's. Declare it first: PUT /api/v1/players/me/agent."


class Barred(Forbidden):
    """The account is shut; as the site said it."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__(refusal.message, **refusal.details)
        self.code = refusal.code  # type: ignore[misc]  # the site's own


class Unavailable(KleeneError):
    code = "unavailable"
    status = 503
    message = "The server is busy. Try again later."


def is_installed() -> bool:
    """Whether the extra `mcp` is there."""
    return find_spec("mcp") is not None


def mcp_door(site: Any, *, is_own: Callable[[Scope], bool]) -> list[McpDoor]:
    """The door, or none where the extra is not installed: then its address is a page that does not exist."""
    return [McpDoor(site, is_own=is_own)] if is_installed() else []


class McpDoor:
    """An ASGI application for POST alone. It asks `site`, which answers as to any program, within this process."""

    def __init__(self, site: Any, *, is_own: Callable[[Scope], bool]) -> None:
        self._site, self._is_own = site, is_own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await self._admitted(scope, receive)
            async with AsyncClient(
                _address(scope), access=_token(scope), transport=SiteTransport(self._site, scope)
            ) as client:
                await _require_agent(client)
                await _exchange(client, scope, body, receive, send)
        except KleeneError as refusal:
            await _refuse(refusal, send)

    async def _admitted(self, scope: Scope, receive: Receive) -> bytes:
        """The body of a request that may be looked at. Raises what refuses it."""
        if scope["method"] != "POST":
            raise api_errors.MethodNotAllowed
        if not self._is_own(scope):
            raise ForeignPage
        _token(scope)
        return await _body(receive)


class SiteTransport(httpx.ASGITransport):
    """Asks an application in this process in the name of whoever sent the request of `scope`."""

    def __init__(self, site: Any, scope: Scope) -> None:
        client = scope.get("client") or ("127.0.0.1", 0)
        super().__init__(app=site, raise_app_exceptions=False, client=(client[0], client[1]))
        self._headers = [(name, value) for name, value in scope["headers"] if name in HANDED_ON]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        kept = [pair for pair in request.headers.raw if pair[0].lower() != b"host"]
        request.headers = httpx.Headers([*self._headers, *kept])
        return await super().handle_async_request(request)


async def _exchange(client: AsyncClient, scope: Scope, body: bytes, receive: Receive, send: Send) -> None:
    """One request of the protocol and its answer, by the library, with nothing kept afterwards."""
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    from agents.mcp.tools import caller

    one = StreamableHTTPSessionManager(_server()._lowlevel_server, json_response=True, stateless=True)  # noqa: SLF001 - the library's own way to it is a whole application
    token = caller.set(client)
    try:
        async with one.run():
            await one.handle_request(scope, _replayed(body, receive), send)  # type: ignore[arg-type]  # its messages are mutable mappings
    finally:
        caller.reset(token)


@cache
def _server() -> GameServer:
    from agents.mcp.server import made

    return made()


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A body that was read already, and then whatever comes."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> dict[str, Any]:
        return waiting.pop() if waiting else await receive()

    return replay


async def _body(receive: Receive) -> bytes:
    """Raises TooLarge; InvalidInput for one that breaks off."""
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == GONE["type"]:
            raise InvalidInput("The rest of this request did not come.")
        body += message.get("body", b"")
        if len(body) > limits.MCP_BODY:
            raise TooLarge(limit=limits.MCP_BODY)
        more = message.get("more_body", False)
    return bytes(body)


def _token(scope: Scope) -> str:
    """Raises AuthRequired."""
    given = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"authorization"), "")
    if given[: len(SCHEME)].lower() != SCHEME:
        raise AuthRequired
    return given[len(SCHEME) :].strip()


async def _require_agent(client: AsyncClient) -> None:
    """Raises AuthInvalid, Forbidden, NotAnAgent, RateLimited, Unavailable."""
    try:
        account = await client.show_account()
    except Refused as refusal:
        raise _as_refused(refusal) from None
    except httpx.HTTPError:
        raise Unavailable from None
    if not account["is_agent"]:
        raise NotAnAgent
    await count_request(agent=account["user_id"])


def _as_refused(refusal: Refused) -> KleeneError:
    """The same refusal, where it is one of the account."""
    if refusal.status == AuthInvalid.status:
        return AuthInvalid(refusal.message)
    return Barred(refusal) if refusal.status == Forbidden.status else Unavailable()


def _address(scope: Scope) -> str:
    """In this process: which host was asked for is handed on as a header, and may be whatever a client has written."""
    return f"{scope.get('scheme', 'http')}://localhost"


async def _refuse(refusal: KleeneError, send: Send) -> None:
    body = orjson.dumps(api_errors.body(refusal))
    told = {"Content-Type": "application/json", "Content-Length": str(len(body)), **api_errors.headers(refusal)}
    if refusal.status == api_errors.MethodNotAllowed.status:
        told["Allow"] = "POST"
    headers = [(name.lower().encode(), value.encode()) for name, value in told.items()]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
