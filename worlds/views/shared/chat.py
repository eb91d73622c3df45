"""Saying something in a world, for pages with scripts and without."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from common import api_errors
from common.errors import Forbidden, InvalidInput, KleeneError
from worlds.services import chat
from worlds.services.membership import directory
from worlds.views.access import PlayerRequest, player_required
from worlds.views.shared.forms import SayForm


@player_required
@require_POST
def say_words(request: PlayerRequest, world_id: str) -> HttpResponse:
    """Say it and go back to where one was; a script is only told whether it was heard. Raises Forbidden."""
    world = directory.world_detail(user_id=request.player.pk, world_id=world_id)
    form = SayForm(request.POST)
    refusal = _refusal(request, world_id, form) if form.is_valid() else _fault(form)
    if request.headers.get("X-Requested-With") == "fetch":
        return _told_to_script(refusal)
    if isinstance(refusal, Forbidden):  # whoever only watches has no such form
        raise refusal
    if refusal is not None:
        messages.warning(request, refusal.message)
    membership = world["membership"]
    seat = membership["session_id"] if membership else None
    back = reverse("play", args=[seat]) if seat else reverse("watch", args=[world_id])
    return HttpResponseRedirect(f"{back}#talk")


def _told_to_script(refusal: KleeneError | None) -> HttpResponse:
    if refusal is None:
        return HttpResponse(status=204)
    return JsonResponse({"refused": refusal.message}, status=refusal.status, headers=api_errors.headers(refusal))


def _fault(form: SayForm) -> KleeneError:
    return InvalidInput(str(next(iter(form.errors.values()))[0]))


def _refusal(request: PlayerRequest, world_id: str, form: SayForm) -> KleeneError | None:
    """Why it was not said; None when it was."""
    try:
        chat.send_message(
            user_id=request.player.pk,
            world_id=world_id,
            text=form.cleaned_data["text"],
            channel=form.channel,
            to=form.listener,
            idempotency_key=form.key,
        )
    except KleeneError as refusal:
        return refusal
    return None
