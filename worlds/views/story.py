"""What can be done with a story besides playing on: read it, keep it, go back in it, give it up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.errors import Forbidden, KleeneError, NotFound
from worlds.models.compiled import story_of
from worlds.services.games import abandoning, export, preferences, rewind, sessions
from worlds.services.games.transcript import full_transcript
from worlds.services.games.view import session_view
from worlds.views import endings
from worlds.views.access import PlayerRequest, player_required
from worlds.views.forms import RewindForm, SettingsForm
from worlds.views.turn_card import cards_without_repeats, turn_card


@player_required
@never_cache
@require_safe
def story_page(request: PlayerRequest, session_id: str) -> HttpResponse:
    """The whole story, the branches left by a rewind only when they are asked for."""
    session = sessions.get_owned(user_id=request.player.pk, session_id=session_id)
    view = session_view(session)
    story = story_of(session)
    entries = [turn_card(entry, story) for entry in full_transcript(session)]
    shows_left = "all" in request.GET
    shown = [entry for entry in entries if shows_left or not entry.is_left]
    context = {
        "session": session,
        "view": view,
        "entries": cards_without_repeats(shown),
        "shows_left": shows_left,
        "left": sum(entry.is_left for entry in entries),
        "ending_title": endings.ending_title(view["ending"]) if view["ending"] else "",
    }
    return render(request, "worlds/transcript.html", context)


@player_required
@never_cache
@require_safe
def download_story(request: PlayerRequest, session_id: str) -> HttpResponse:
    session = sessions.get_owned(user_id=request.player.pk, session_id=session_id)
    name = slugify(session.revision.scenario.name) or "story"
    response = HttpResponse(export.as_markdown(session), content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.md"'
    return response


@player_required
@require_POST
def take_back(request: PlayerRequest, session_id: str) -> HttpResponse:
    sessions.get_owned(user_id=request.player.pk, session_id=session_id)
    form = RewindForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose how far to go back.")
        return _back_to(session_id)
    to, steps = form.cleaned_data["to"] or None, form.cleaned_data["steps"]
    try:
        rewind.rewind_game(user_id=request.player.pk, session_id=session_id, to=to, steps=steps)
    except NotFound:
        raise
    except KleeneError as refusal:
        messages.warning(request, str(refusal))
    else:
        turn = sessions.get_owned(user_id=request.player.pk, session_id=session_id).turn_in_hand
        messages.success(request, f"You are back at turn {turn}. The undone turns stay in the transcript.")
    return _back_to(session_id)


@player_required
@require_POST
def change_settings(request: PlayerRequest, session_id: str) -> HttpResponse:
    sessions.get_owned(user_id=request.player.pk, session_id=session_id)
    form = SettingsForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose a narrator style from 0 to 10.")
        return _back_to(session_id)
    try:
        preferences.change_settings(user_id=request.player.pk, session_id=session_id, **form.cleaned_data)
    except Forbidden:
        raise
    except KleeneError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Settings saved.")
    return _back_to(session_id)


@player_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: PlayerRequest, session_id: str) -> HttpResponse:
    """Ask first; giving up is a POST of its own."""
    session = sessions.get_owned(user_id=request.player.pk, session_id=session_id)
    if not session.is_active:
        messages.info(request, "This story has already ended.")
        return _back_to(session_id)
    if request.method != "POST":
        return render(request, "worlds/give_up.html", {"session": session})
    abandoning.abandon_game(user_id=request.player.pk, session_id=session_id)
    messages.success(request, f"You abandoned {session.revision.scenario.name}. It stays in your stories.")
    return HttpResponseRedirect(reverse("shelf"))


def _back_to(session_id: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('play', args=[session_id])}#now")
