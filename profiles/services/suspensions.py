"""Suspensions end by themselves."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from common.errors import Suspended
from profiles.models import User


def end_those_over() -> str:
    """Write down which suspensions are over. Whoever reads an account, or asks for open ones, knows it before."""
    over = User.objects.filter(suspended_until__lte=timezone.now())
    ended = over.update(is_active=True, suspended_at=None, suspended_until=None)
    return f"{ended} ended" if ended else ""


def check_browser(request: HttpRequest) -> None:
    """Raises Suspended for a browser session whose account is shut: to the framework it is nobody's."""
    key = request.session.get(SESSION_KEY)
    if key is None or not isinstance(request.user, AnonymousUser):
        return
    user = User.objects.filter(pk=key).first()
    if user is not None:
        user.check_standing()


def refusal_of_browser(request: HttpRequest) -> Suspended | None:
    """What `check_browser` raises for this request, or None."""
    try:
        check_browser(request)
    except Suspended as refusal:
        return refusal
    return None
