"""From a click to a first page: a story begins, for a guest if nobody is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from worlds.services.games import sessions
from worlds.services.stories import catalogue
from worlds.views.guests import player_id
from worlds.views.shared.forms import NameForm


@require_POST
def start_story(request: HttpRequest, scenario: str) -> HttpResponse:
    """Start a story alone."""
    form = NameForm(request.POST)
    if not form.is_valid():
        messages.warning(request, str(form.errors["character_name"][0]))
        return redirect("home")
    catalogue.scenario_summary(slug=scenario)  # a story that is not there makes no guest
    session = sessions.start_solo(user_id=player_id(request), scenario_slug=scenario, character_name=form.wanted_name)
    return HttpResponseRedirect(reverse("play", args=[session.short_id]))
