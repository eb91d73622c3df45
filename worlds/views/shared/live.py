"""Keeping up with what happened in a world, as its player and as a spectator: for pages with scripts and without."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.errors import NotFound
from worlds.models import SharedWorld
from worlds.services.games import sessions
from worlds.services.membership import directory
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.inbox import apply_inbox
from worlds.services.membership.removal import not_here
from worlds.views.access import PlayerRequest, player_required
from worlds.views.play_page import play_page
from worlds.views.shared.company import company_of
from worlds.views.shared.missed import missed_by


@player_required
@never_cache
@require_safe
def live_pieces(request: PlayerRequest, session_id: str) -> HttpResponse:
    """What has changed on the page of a game since `after` and `number`, in pieces."""
    session = sessions.get_owned(user_id=request.player.pk, session_id=session_id)
    if session.world_id is None:
        raise NotFound
    if apply_inbox(session_id=session.pk):
        session = sessions.get_owned(user_id=request.player.pk, session_id=session_id)
    page = play_page(session, after=_after(request))
    has_moved = request.GET.get("number", "") != str(page.view["number"])
    return render(request, "worlds/shared/live.html", {"page": page, "company": page.company, "has_moved": has_moved})


@player_required
@never_cache
@require_safe
def missed_lines(request: PlayerRequest, session_id: str) -> HttpResponse:
    """What happened in the world of a game after the event `after`, in a few lines for who was away."""
    session = sessions.get_owned(user_id=request.player.pk, session_id=session_id)
    if session.world is None:
        raise NotFound
    missed = missed_by(session.world, reader=request.user, after=_after(request) or 0)
    return render(request, "worlds/shared/missed.html", {"missed": missed})


@player_required
@never_cache
@require_safe
def watch_page(request: PlayerRequest, world_id: str) -> HttpResponse:
    """A world as somebody without a seat sees it."""
    shown = _watched(request, world_id)
    return render(request, "worlds/shared/watch.html", {"here": "worlds", **shown})


@player_required
@never_cache
@require_safe
def watch_live(request: PlayerRequest, world_id: str) -> HttpResponse:
    return render(request, "worlds/shared/live.html", _watched(request, world_id, after=_after(request)))


def _watched(request: PlayerRequest, world_id: str, after: int | None = None) -> dict[str, object]:
    """Raises NotFound for a world that one may not know of, WorldArchived, NotAMember for who does not watch it."""
    told = directory.world_detail(user_id=request.player.pk, world_id=world_id)
    world = SharedWorld.objects.select_related("revision__scenario").get(short_id=told["world_id"])
    if told["membership"] is None:
        raise WorldArchived if world.is_archived else not_here(user_id=request.player.pk, world_id=world.pk)
    url = reverse("watch-live", args=[told["world_id"]])
    return {"world": told, "company": company_of(world, reader=request.user, live_url=url, after=after)}


def _after(request: PlayerRequest) -> int | None:
    given = request.GET.get("after", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= 15 else None
