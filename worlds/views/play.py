"""The page that a game is played on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common.errors import KleeneError, NotFound
from worlds.models import GameSession
from worlds.rules.typed_commands.lines import is_command
from worlds.services.games import sessions
from worlds.services.games.view import session_view
from worlds.services.membership.inbox import apply_inbox
from worlds.services.membership.last_look import note_look
from worlds.services.membership.whereabouts import note_reading
from worlds.services.turns import playing
from worlds.services.turns.payloads import TurnResult
from worlds.services.typed_commands import running
from worlds.views.access import PlayerRequest, player_required
from worlds.views.asked import Asked
from worlds.views.forms import TurnForm
from worlds.views.play_page import PlayPage, play_page
from worlds.views.shared.missed import NOTHING, Missed, missed_on_return
from worlds.views.typed_option import pick_typed

UNTOLD = ("prompt", "meta")  # answers that are no turn, and so stand in no transcript
KIND_WORDS = {
    "stale_turn": "The story has moved on, perhaps in another window. This is the current scene: choose again.",
    "idempotency_conflict": "This page was already used. This is the current scene: choose again.",
    "session_over": "This story has already ended.",
    "option_not_available": "That option is no longer available. These are the current options.",
}


@player_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def play_turns(request: PlayerRequest, session_id: str) -> HttpResponse:
    if request.method == "POST":
        return _act(request, session_id)
    return _page(request, session_id, Asked.of(request.GET))


def _act(request: PlayerRequest, session_id: str) -> HttpResponse:
    form = TurnForm(request.POST)
    session = sessions.get_owned(user_id=request.player.pk, session_id=session_id)
    if not form.is_valid():
        return _refuse(request, session_id, _first_fault(form))
    if is_command(form.cleaned_data["input"]):
        return _run(request, session_id, form)
    asked = pick_typed(form.turn_request(), session_view(session)["node"]["options"])
    try:
        answer = playing.play_turn(
            user_id=request.player.pk,
            session_id=session_id,
            request=asked,
            idempotency_key=form.cleaned_data["idempotency_key"] or None,
        )
    except NotFound:
        raise
    except KleeneError as refusal:
        return _refuse(request, session_id, KIND_WORDS.get(refusal.code, str(refusal)))
    return _tell(request, session_id, answer.result, picked=asked.option_id or "")


def _run(request: PlayerRequest, session_id: str, form: TurnForm) -> HttpResponse:
    """A line with a slash before it, answered by the table of commands, as over the API."""
    try:
        reply = running.run_in_game(
            user_id=request.player.pk,
            session_id=session_id,
            command=form.cleaned_data["input"],
            idempotency_key=form.cleaned_data["idempotency_key"] or None,
        )
    except NotFound:
        raise
    except KleeneError as refusal:
        return _refuse(request, session_id, str(refusal))
    if reply.turn is not None:
        return _tell(request, session_id, reply.turn, picked="")
    if not reply.success:
        return _refuse(request, session_id, reply.text)
    messages.info(request, reply.text)
    if request.htmx:
        return _page(request, session_id, Asked())
    return HttpResponseRedirect(f"{reverse('play', args=[session_id])}#now")


def _tell(request: PlayerRequest, session_id: str, result: TurnResult, *, picked: str) -> HttpResponse:
    """What was answered, on the page as it stands now; without JavaScript by way of its address."""
    asked = Asked.after(request, result, picked=picked)
    if result["kind"] in UNTOLD and result["narrative"] and not asked.among:
        messages.info(request, result["narrative"], extra_tags="voice" if result["kind"] == "prompt" else "")
    if request.htmx:
        return _page(request, session_id, asked)
    return HttpResponseRedirect(f"{reverse('play', args=[session_id])}{asked.query()}#now")


def _refuse(request: PlayerRequest, session_id: str, words: str) -> HttpResponse:
    """The page as it stands, a kind word, and what was typed still in its field."""
    messages.warning(request, words)
    draft = request.POST.get("input", "")
    return _page(request, session_id, Asked(option=request.POST.get("option_id", "") if draft else "", draft=draft))


def _page(request: PlayerRequest, session_id: str, asked: Asked) -> HttpResponse:
    session = sessions.get_owned(user_id=request.player.pk, session_id=session_id)
    if session.world_id is not None and apply_inbox(session_id=session.pk):
        session = sessions.get_owned(user_id=request.player.pk, session_id=session_id)
    note_reading(session)
    page = play_page(session, asked)
    if not request.htmx:
        return render(request, "worlds/play.html", {"page": page, "missed": _missed(request, session, page)})
    # Text that is already there is not sent again: a live region would read it out a second time.
    has_moved = request.POST.get("expected_number", "") != str(page.view["number"])
    return render(request, "worlds/play_swap.html", {"page": page, "has_moved": has_moved})


def _missed(request: PlayerRequest, session: GameSession, page: PlayPage) -> Missed:
    """What its player missed, told once: what this page shows is seen from now on."""
    world, company = session.world, page.company
    if world is None or company is None or not company.is_member:
        return NOTHING
    missed = missed_on_return(world, reader=request.user)
    if request.method == "GET":
        note_look(user_id=request.player.pk, world=world, sequence=company.feed.last)
    return missed


def _first_fault(form: TurnForm) -> str:
    return next(str(fault) for faults in form.errors.values() for fault in faults)
