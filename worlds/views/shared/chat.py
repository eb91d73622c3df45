"""Saying something in a world, for pages with scripts and without."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from common import api_errors
from common.errors import Forbidden, InvalidInput, KleeneError
from worlds.rules.typed_commands.lines import is_command
from worlds.services import chat
from worlds.services.membership import directory
from worlds.services.membership.directory import WorldDetail
from worlds.services.typed_commands import running
from worlds.services.typed_commands.verbs import failed_reply
from worlds.views.access import PlayerRequest, player_required
from worlds.views.shared.forms import SayForm


@player_required
@require_POST
def say_words(request: PlayerRequest, world_id: str) -> HttpResponse:
    """Say it and go back to where one was; a script is only told whether it was heard. Raises Forbidden.

    A line that begins with a slash is a command, as in the box of the story, and its answer is told.
    """
    world = directory.world_detail(user_id=request.player.pk, world_id=world_id)
    form = SayForm(request.POST)
    if form.is_valid() and is_command(form.cleaned_data["text"]):
        return _run_command(request, world, form)
    refusal = _refusal(request, world_id, form) if form.is_valid() else _fault(form)
    if _is_script(request):
        return _told_to_script(refusal)
    if isinstance(refusal, Forbidden):  # whoever only watches has no such form
        raise refusal
    if refusal is not None:
        messages.warning(request, refusal.message)
    return _back_to(world)


def _run_command(request: PlayerRequest, world: WorldDetail, form: SayForm) -> HttpResponse:
    """A typed command, answered by the table of commands."""
    try:
        reply = running.run_command(
            user_id=request.player.pk,
            world_id=world["world_id"],
            command=form.cleaned_data["text"],
            idempotency_key=form.key,
        )
    except KleeneError as refusal:
        if _is_script(request):
            return _told_to_script(refusal)
        reply = failed_reply(refusal.message)
    if _is_script(request):
        return JsonResponse({"told": reply.text, "is_done": reply.success})
    tell = messages.info if reply.success else messages.warning
    tell(request, reply.text)
    return _back_to(world)


def _is_script(request: PlayerRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _back_to(world: WorldDetail) -> HttpResponseRedirect:
    """The story of whoever plays in a world, at the talk; the world itself for who watches."""
    membership = world["membership"]
    seat = membership["session_id"] if membership else None
    back = reverse("play", args=[seat]) if seat else reverse("watch", args=[world["world_id"]])
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
