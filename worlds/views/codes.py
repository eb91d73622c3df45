"""The page on which players redeem codes for stories, and see what they have been given access to."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common.errors import KleeneError
from common.form_fields import Key
from worlds import limits
from worlds.services.stories.entitlement_codes import redeem_code
from worlds.services.stories.entitlements import entitlements_of
from worlds.views.access import PlayerRequest, player_required


class CodeForm(forms.Form):
    code = Key(max_length=limits.ENTITLEMENT_CODE)


@player_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def codes_page(request: PlayerRequest) -> HttpResponse:
    """A refused code stays in its field, with the reason beside it."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _redeemed(request, form):
        return HttpResponseRedirect(reverse("codes"))
    context = {"here": "shelf", "form": form, "kept": entitlements_of(user_id=request.player.pk)}
    return render(request, "worlds/codes.html", context, status=400 if form.errors else 200)


def to_codes(request: HttpRequest, refusal: KleeneError) -> HttpResponse:
    """Where a game that asks for an entitlement sends a player without one."""
    messages.warning(request, str(refusal))
    return HttpResponseRedirect(reverse("codes"))


def _redeemed(request: PlayerRequest, form: CodeForm) -> bool:
    try:
        kept = redeem_code(user_id=request.player.pk, code=form.cleaned_data["code"])
    except KleeneError as refusal:
        form.add_error("code", str(refusal))
        return False
    messages.success(request, f"You may play “{kept.scenario.name}” now.")
    return True
