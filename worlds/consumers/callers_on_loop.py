"""Who opens a stream, found out on the event loop: by the hot doors' authentication, or by a ticket."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.utils.module_loading import import_string

from common.credentials import Credential
from common.errors import AuthInvalid, AuthRequired, KleeneError
from common.hot import tickets
from common.hot.application import is_our_host
from common.hot.caller import guest_address
from common.hot.request import HotRequest, NotOrdinary
from common.prepared import ahead
from common.prepared.select import Query
from worlds.consumers.authentication import Caller, Scope, scope_with_token
from worlds.services.credential_checks import is_trusted, standing_query
from worlds.services.stream_statements import place_query
from worlds.wire.origins import is_own

NAMED_BY: Final = frozenset({b"authorization", b"cookie"})


async def identify_on_loop(scope: Scope, *, ticket: str | None = None, token: str | None = None) -> Caller:
    """As `identify_caller`, with their place in the world read ahead. Raises NotOrdinary for whoever must be refused otherwise."""
    request = request_of(scope if token is None else _bearing(scope, token))
    if ticket is not None:
        return await _by_ticket(request, ticket)
    if not any(name in NAMED_BY for name in request.headers):
        raise AuthRequired
    return await _by_request(request)


async def _by_request(request: HotRequest) -> Caller:
    found = await _authenticate()(request, _ahead)
    if found.credential.session_key and not is_own(request.scope):
        raise NotOrdinary
    return Caller(found.credential, found.account.get_username(), found.guest_address, found.is_agent)


async def _by_ticket(request: HotRequest, ticket: str) -> Caller:
    world_id = _world(request.scope)

    def also(credential: Credential) -> Sequence[Query]:
        return standing_query(credential), place_query(credential.user_id, world_id)

    credential, account, (standing, place) = await tickets.redeem_ticket(ticket, also)
    if not is_trusted(credential, standing):
        raise AuthInvalid
    ahead.keep([place_query(credential.user_id, world_id)], [place])
    return Caller(credential, account.get_username(), guest_address(request, account), account.is_agent)


def request_of(scope: Scope) -> HotRequest:
    """The scope, of HTTP or of a WebSocket, as a look. Raises NotOrdinary for another host's, and one with a header twice."""
    request = HotRequest({**scope, "method": "GET"}, (), b"")
    if not is_our_host(request.header(b"host") or ""):
        raise NotOrdinary
    return request


def _bearing(scope: Scope, token: str) -> Scope:
    try:
        return scope_with_token(scope, token)
    except KleeneError:
        raise NotOrdinary from None


def _ahead(request: HotRequest, user_id: Any) -> Sequence[Query]:
    return (place_query(user_id, _world(request.scope)),)


def _world(scope: Scope) -> str:
    world_id: str = scope["url_route"]["kwargs"]["world_id"]
    return world_id


@lru_cache(maxsize=1)
def _authenticate() -> Any:
    return import_string(settings.KLEENE_HOT_AUTHENTICATION)
