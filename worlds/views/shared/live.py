"""Keeping up with what happened in a world as its player, for pages with scripts and without."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.errors import NotFound
from worlds.models import SharedWorld
from worlds.services.games import sessions
from worlds.services.membership.inbox import apply_inbox
from worlds.services.membership.last_look import note_look
from worlds.views.access import PlayerRequest, player_required
from worlds.views.play_page import play_page
from worlds.views.shared.forms import SeenForm
from worlds.views.shared.missed import missed_by, missed_on_return


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
    """What happened in the world of a game while its player was away, or after the event `after`, in a few lines."""
    world, after = _world_of(request, session_id), event_after(request)
    if after is None:
        missed = missed_on_return(world, reader=request.user)
    else:
        missed = missed_by(world, reader=request.user, after=after)
    return render(request, "worlds/shared/missed.html", {"missed": missed})


@player_required
@require_POST
def note_seen(request: PlayerRequest, session_id: str) -> HttpResponse:
    """Note that the player has the events up to `after` before them; said by a page that goes out of sight."""
    form = SeenForm(request.POST)
    world = _world_of(request, session_id)
    if form.is_valid():
        note_look(user_id=request.player.pk, world=world, sequence=form.cleaned_data["after"])
    return HttpResponse(status=204 if form.is_valid() else 400)


def _world_of(request: PlayerRequest, session_id: str) -> SharedWorld:
    """Raises NotFound for a game alone."""
    session = sessions.get_owned(user_id=request.player.pk, session_id=session_id)
    if session.world is None:
        raise NotFound
    return session.world


def event_after(request: PlayerRequest) -> int | None:
    """The last event that the page has already; None for a page that has none, or says something else."""
    given = request.GET.get("after", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= 15 else None
