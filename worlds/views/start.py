"""From a click to a first page: a story begins, for a guest if nobody is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from worlds.services.games import sessions
from worlds.services.stories import catalogue
from worlds.services.stories.entitlements import EntitlementRequired
from worlds.views.codes import to_codes
from worlds.views.guests import player_id
from worlds.views.shared.forms import NameForm


@require_POST
def start_story(request: HttpRequest, scenario: str) -> HttpResponse:
    """Start a story alone."""
    form = NameForm(request.POST)
    if not form.is_valid():
        messages.warning(request, str(form.errors["character_name"][0]))
        return redirect("home")
    story = catalogue.scenario_summary(slug=scenario)  # a story that is not there makes no guest
    if story["access"] == "entitled" and not request.user.is_authenticated:
        return redirect("codes")  # nor does one that a guest cannot have access to yet
    try:
        session = sessions.start_solo(
            user_id=player_id(request), scenario_slug=scenario, character_name=form.wanted_name
        )
    except EntitlementRequired as refusal:
        return to_codes(request, refusal)
    return HttpResponseRedirect(reverse("play", args=[session.short_id]))
