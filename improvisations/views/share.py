"""Sharing a turn of one's own game: look at it first, then send it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common.errors import KleeneError, NotFound
from improvisations.models import Improvisation
from improvisations.services import sharing
from improvisations.services.errors import AlreadyPending, AlreadyShared
from improvisations.services.evidence import finding_of
from improvisations.services.similarity import likeness_of
from improvisations.views.forms import ShareForm
from improvisations.views.idea_card import Near, scene_title
from worlds.models import GameSession, SharedWorld, TurnRecord
from worlds.views.access import PlayerRequest, player_required
from worlds.views.grid_widget import hue_of, meaning_of

SHARED = "Shared. You can follow its status here and in your story."


@player_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share_page(request: PlayerRequest, session_id: str, number: int) -> HttpResponse:
    session, record = sharing.shareable_turn(user_id=request.player.pk, session_id=session_id, number=number)
    before = Improvisation.objects.filter(record=record).first()
    if before is not None:
        return redirect("improvisation", before.short_id)
    form = ShareForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = _shared(request, session, record, form)
        if made is not None:
            return made
    return render(request, "improvisations/share.html", _context(session, record, form))


def _shared(
    request: PlayerRequest, session: GameSession, record: TurnRecord, form: ShareForm
) -> HttpResponseRedirect | None:
    """Where sharing leads; None where the form says what is wrong."""
    try:
        row = sharing.share_turn(
            user_id=request.player.pk,
            session_id=session.pk,
            number=record.number,
            outcome=form.cleaned_data["outcome"],
        )
    except (AlreadyShared, AlreadyPending) as refusal:
        messages.info(request, refusal.message)
        return redirect("improvisation", str(refusal.details["improvisation_id"]))
    except NotFound:
        raise
    except KleeneError as refusal:
        form.refuse(refusal)
        return None
    messages.success(request, SHARED)
    return redirect("improvisation", row.short_id)


def _context(session: GameSession, record: TurnRecord, form: ShareForm) -> dict[str, object]:
    assert record.text is not None
    finding = finding_of(record)
    return {
        "form": form,
        "session": session,
        "number": record.number,
        "story": record.revision.scenario.name,
        "scene": scene_title(record.revision, record.node_id),
        "language": record.revision.scenario.language,
        "words": record.text.text,
        "finding": finding,
        "hue": hue_of(finding.classification),
        "cell_meaning": meaning_of(finding.classification),
        "near": _near(record, session),
        "is_together": session.game_mode == SharedWorld.Mode.COLLABORATIVE,
    }


def _near(record: TurnRecord, session: GameSession) -> Near | None:
    assert record.text is not None
    likeness = likeness_of(record.text.text, revision=record.revision, node_id=record.node_id)
    near = likeness.near
    if near is None:
        return None
    shown = near.author_id == session.user_id or near.is_accepted
    return Near(likeness.percent, near.short_id if shown else "")
