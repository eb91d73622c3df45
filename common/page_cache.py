"""Pages for visitors without a session: made once for all of them, and sent to each with a token of their own."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers

from common.answer_cache import answers
from common.appearance import COOKIE as APPEARANCE
from common.heard_shutdown import heard_shutdown

P = ParamSpec("P")

TOKEN: Final = secrets.token_hex(32)  # stands for a token in a page that is kept; nobody outside can know and write it
LONGEST: Final = 300  # characters of an address whose page is kept


def cached_for_strangers(
    *tables: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """A view that answers with a TemplateResponse made of the address and rows of these tables alone, where nobody is signed in."""

    def decorated(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            address = request.get_full_path()
            # A page that tells how much time is left is made for each look.
            if not _is_stranger(request) or len(address) > LONGEST or heard_shutdown.now() is not None:
                return view(request, *args, **kwargs)
            pieces = answers.find_or_make(address, tables, lambda: _cut_page(view(request, *args, **kwargs)))
            return _response(request, pieces)

        return page

    return decorated


def _is_stranger(request: HttpRequest) -> bool:
    """Whether a visitor brings nothing of which a page could depend: no session, no waiting message, no look of their own."""
    brought = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name, APPEARANCE} & request.COOKIES.keys()
    return request.method == "GET" and not brought and "HX-Request" not in request.headers


def _cut_page(response: HttpResponse) -> Sequence[bytes]:
    """The page, cut where a visitor's token stands."""
    assert isinstance(response, TemplateResponse)
    response.context_data = {**(response.context_data or {}), "csrf_token": TOKEN}
    page: bytes = response.render().content
    return page.split(TOKEN.encode())


def _response(request: HttpRequest, pieces: Sequence[bytes]) -> HttpResponse:
    token = get_token(request).encode() if len(pieces) > 1 else b""
    response = HttpResponse(token.join(pieces))
    patch_vary_headers(response, ("Cookie",))
    return response
