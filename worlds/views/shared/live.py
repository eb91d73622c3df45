"""Keeping up with what happened in a world as its player, for pages with scripts and without."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.errors import NotFound
from worlds.services.games import sessions
from worlds.services.membership.inbox import apply_inbox
from worlds.views.access import PlayerRequest, player_required
from worlds.views.play_page import play_page
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
    page = play_page(session, after=event_after(request))
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
    missed = missed_by(session.world, reader=request.user, after=event_after(request) or 0)
    return render(request, "worlds/shared/missed.html", {"missed": missed})


def event_after(request: PlayerRequest) -> int | None:
    """The last event that the page has already; None for a page that has none, or says something else."""
    given = request.GET.get("after", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= 15 else None
