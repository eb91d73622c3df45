"""Where a person goes on to after signing in, and how one is signed in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from profiles.models import User


def next_page(request: HttpRequest) -> str:
    """The page of ours that `next` names, else empty: nobody is led away to another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None, require_https=request.is_secure()
    )
    return wanted if is_ours else ""


def page_after(request: HttpRequest) -> str:
    return next_page(request) or reverse("home")


def sign_browser_in(request: HttpRequest, user: User) -> None:
    """Sign somebody in to this browser."""
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
