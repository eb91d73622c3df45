"""From a click to a first page: the one place where accounts and stories meet."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from common.form_fields import AsWritten
from profiles.views.entry import become_guest
from worlds import limits
from worlds.services.games import sessions
from worlds.services.stories import catalogue


class StartForm(forms.Form):
    character_name = AsWritten(
        required=False,
        max_length=limits.CHARACTER_NAME,
        error_messages={"max_length": f"A character’s name has at most {limits.CHARACTER_NAME} characters."},
    )


@require_POST
def start(request: HttpRequest, scenario: str) -> HttpResponse:
    """Start a story, as a guest if nobody is signed in."""
    form = StartForm(request.POST)
    if not form.is_valid():
        messages.warning(request, str(form.errors["character_name"][0]))
        return redirect("home")
    catalogue.scenario_summary(slug=scenario)  # a story that is not there makes no guest
    session = sessions.start_solo(
        user_id=become_guest(request).pk,
        scenario_slug=scenario,
        character_name=form.cleaned_data["character_name"] or None,
    )
    return HttpResponseRedirect(reverse("play", args=[session.short_id]))
