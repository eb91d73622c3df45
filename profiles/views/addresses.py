"""Confirming a person's e-mail address by an e-mail. It is changed with the settings."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from common.errors import RateLimited
from common.throttles import client_address
from common.waiting_time import waiting_time
from profiles.services import accounts
from profiles.services.addresses import AddressTaken, NothingToConfirm
from profiles.services.errors import LinkExpired


@never_cache
@require_POST
def send_confirmation(request: HttpRequest) -> HttpResponse:
    """Send the e-mail that confirms the address once more."""
    if isinstance(request.user, AnonymousUser):
        return redirect_to_login("/account", "sign-in")
    try:
        accounts.order_proof(user=request.user, address=client_address(request))
        messages.success(request, f"We sent an e-mail to {request.user.email}.")
    except RateLimited as refusal:
        wait = waiting_time(refusal.retry_after)
        messages.warning(request, f"Too many e-mails were sent. Look for the last one, or try again in {wait}.")
    except NothingToConfirm as refusal:
        messages.info(request, refusal.message)
    return redirect("account")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest, user_id: str, token: str) -> HttpResponse:
    """The page that an e-mail's link leads to. Programs that look into e-mails open links: only the button confirms."""
    try:
        if request.method != "POST":
            owner = accounts.owner_of_proof(user_id=user_id, token=token)
            return render(request, "profiles/confirm_address.html", {"owner": owner})
        owner = accounts.prove_address(user_id=user_id, token=token)
        messages.success(request, f"{owner.email} is confirmed for {owner.username}.")
    except (LinkExpired, AddressTaken) as refusal:
        messages.warning(request, refusal.message)
    return redirect("account" if request.user.is_authenticated else "sign-in")
