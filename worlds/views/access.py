"""Who may see a page of play: a player, and nobody else's game."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, cast
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

P = ParamSpec("P")


class Player(Protocol):
    """What the pages of play know of an account."""

    pk: UUID
    is_guest: bool
    is_agent: bool


class PageRequest(HttpRequest):
    """A request as the middleware leaves it."""

    htmx: HtmxDetails


class PlayerRequest(PageRequest):
    player: Player


View = Callable[Concatenate[PlayerRequest, P], HttpResponse]


def player_required(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Send strangers to sign in and back; a swap cannot follow a redirect, so htmx is told to go there."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if isinstance(request.user, AnonymousUser):
            return to_sign_in(cast(PageRequest, request))
        known = cast(PlayerRequest, request)
        known.player = cast(Player, request.user)
        return view(known, *args, **kwargs)

    return guarded


def to_sign_in(request: PageRequest) -> HttpResponse:
    if request.htmx:
        return HttpResponseClientRedirect(redirect_to_login(request.path, "sign-in").url)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else request.path, "sign-in")
