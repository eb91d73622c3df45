"""Endorsing a fellow player's idea from the page of one's own game."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from common.errors import KleeneError, NotFound
from improvisations.services import endorsing
from worlds.views.access import PlayerRequest, player_required


@player_required
@require_POST
def endorse_idea_in_play(request: PlayerRequest, session_id: str, improvisation_id: str) -> HttpResponse:
    try:
        endorsing.endorse_improvisation(user_id=request.player.pk, improvisation_id=improvisation_id)
    except NotFound:
        raise
    except KleeneError as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, "You endorsed it.")
    return HttpResponseRedirect(f"{reverse('play', args=[session_id])}#ideas")
