"""What became of what somebody shared, and what their fellows share."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.errors import KleeneError, NotFound
from improvisations.models import Improvisation
from improvisations.services import drafts, endorsing, visibility
from improvisations.services.errors import IllegalTransition, StaleVersion
from improvisations.views.forms import DraftForm
from improvisations.views.idea_card import idea_card, is_own, near_of, steps_of_idea
from worlds.services.membership import directory
from worlds.views.access import PlayerRequest, player_required

PAGE = 20
AGAIN = "Resubmitted. It is waiting for review."


@player_required
@never_cache
@require_safe
def own_ideas(request: PlayerRequest) -> HttpResponse:
    pages = Paginator(visibility.own_list(user_id=request.player.pk), PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {"here": "shelf", "page": page, "rows": [idea_card(row) for row in page]}
    return render(request, "improvisations/mine.html", context)


@player_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def idea_page(request: PlayerRequest, improvisation_id: str) -> HttpResponse:
    """One of one's own with its way so far, and the draft of it where it was sent back; or what others may see."""
    row = visibility.readable_improvisation(reader_id=request.player.pk, improvisation_id=improvisation_id)
    if not is_own(row, request.player.pk):
        if request.method == "POST":
            raise NotFound
        return render(request, "improvisations/one.html", _seen(request, row))
    form = _draft(request, row)
    if request.method == "POST" and form is not None and form.is_valid() and _handed_in(request, row, form):
        return redirect("improvisation", row.short_id)
    context = {
        "row": idea_card(row),
        "near": near_of(row),
        "form": form,
        "steps": steps_of_idea(row.moves.select_related("why_text").order_by("version")),
        "session_id": row.session.short_id,
        "number": row.record.number if row.record else None,
    }
    return render(request, "improvisations/own.html", context)


@player_required
@never_cache
@require_safe
def ideas_of_world(request: PlayerRequest, world_id: str) -> HttpResponse:
    """What is being improvised in a world that one lives in."""
    world = directory.world_detail(user_id=request.player.pk, world_id=world_id)
    found = visibility.in_world(reader_id=request.player.pk, world_id=world_id)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    endorsed = visibility.endorsed_among(user_id=request.player.pk, rows=list(page))
    rows = [(idea_card(row), row.is_pending and not is_own(row, request.player.pk), row.pk in endorsed) for row in page]
    context = {"here": "worlds", "world": world, "page": page, "rows": rows}
    return render(request, "improvisations/fellows.html", context)


@player_required
@require_POST
def endorse_idea(request: PlayerRequest, improvisation_id: str) -> HttpResponse:
    row = visibility.visible_improvisation(reader_id=request.player.pk, improvisation_id=improvisation_id)
    try:
        endorsing.endorse_improvisation(user_id=request.player.pk, improvisation_id=row.pk)
    except NotFound:
        raise
    except KleeneError as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, "You endorsed it.")
    return redirect("fellows", row.world.short_id) if row.world else redirect("improvisation", row.short_id)


def _seen(request: PlayerRequest, row: Improvisation) -> dict[str, object]:
    endorsed = visibility.endorsed_among(user_id=request.player.pk, rows=[row])
    return {"row": idea_card(row), "can_endorse": row.is_pending, "endorsed": bool(endorsed)}


def _draft(request: PlayerRequest, row: Improvisation) -> DraftForm | None:
    """Only of what was sent back, and while its words are there to edit."""
    if row.status != Improvisation.Status.REJECTED or row.input_text.redacted_at is not None:
        return None
    initial = {
        "player_input": row.input_text.text,
        "narrative_response": row.response_text.text if row.response_text else "",
        "outcome": row.outcome_text.text if row.outcome_text else "",
        "version": row.version,
    }
    return DraftForm(request.POST if request.method == "POST" else None, initial=initial, is_verified=row.is_verified)


def _handed_in(request: PlayerRequest, row: Improvisation, form: DraftForm) -> bool:
    try:
        drafts.resubmit_draft(user_id=request.player.pk, improvisation_id=row.pk, **form.cleaned_data)
    except (IllegalTransition, StaleVersion) as refusal:
        messages.warning(request, refusal.message)
        return True
    except KleeneError as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, AGAIN)
    return True
