"""The page that reports something to the moderators."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common.errors import KleeneError, NotFound
from common.form_fields import Prose
from profiles.models import User
from profiles.services import reports
from worlds import limits
from worlds.models import SharedWorld
from worlds.services.reports import OwnContent, Subject, name_told
from worlds.views.access import PlayerRequest, player_required

TAKEN = "Thank you. A moderator will review your report. Only moderators can see that you sent it."


class ReportForm(forms.Form):
    reason = Prose(
        label="What is wrong?",
        max_length=limits.REPORT_REASON,
        widget=forms.Textarea(attrs={"rows": 4, "class": "field"}),
        help_text="A sentence is enough. Only moderators read it.",
    )


@player_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request: PlayerRequest, kind: str, subject_id: str) -> HttpResponse:
    """Says what is about to be reported, and takes the reason."""
    subject = reports.subject_of(reader_id=request.player.pk, kind=kind, subject_id=subject_id)
    if subject.about == request.player.pk:
        raise OwnContent
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _filed(request, form, kind, subject_id):
        messages.success(request, TAKEN)
        return redirect(_back(subject))
    about = name_told(reader_id=request.player.pk, subject=subject)
    told = {"kind": kind, "form": form, "text": _words(subject), "about": about}
    return render(request, "profiles/report.html", {**told, "back": _back(subject)})


def _filed(request: PlayerRequest, form: ReportForm, kind: str, subject_id: str) -> bool:
    try:
        reports.report_anything(
            reporter_id=request.player.pk, kind=kind, subject_id=subject_id, reason=form.cleaned_data["reason"]
        )
    except NotFound:
        raise
    except KleeneError as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


def _words(subject: Subject) -> str:
    if subject.text is None:
        return ""
    return str(subject.text)


def _back(subject: Subject) -> str:
    """To where such things are met: never to an address that somebody sent along."""
    if subject.kind == "player":
        return reverse("profile", args=[User.objects.only("short_id").get(pk=subject.about).short_id])
    if subject.kind == "line":
        return reverse("cosmos")
    if subject.world_id is None:
        return reverse("home")
    return reverse("world", args=[SharedWorld.objects.only("short_id").get(pk=subject.world_id).short_id])
