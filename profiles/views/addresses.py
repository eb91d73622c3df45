"""A person's e-mail address: giving another one, and confirming it by an e-mail."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from common.errors import InvalidInput, RateLimited
from common.throttles import client_address
from common.waiting_time import waiting_time
from profiles.models import User
from profiles.services import accounts
from profiles.services.addresses import AddressTaken, NothingToConfirm
from profiles.services.errors import LinkExpired
from profiles.views.forms import AddressForm


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def address_page(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, AnonymousUser):
        return redirect_to_login(request.path, "sign-in")
    if request.user.is_guest:
        return redirect("register-guest")
    form = AddressForm(request.POST or None, initial={"email": request.user.email})
    if request.method == "POST" and form.is_valid() and _changed(request, request.user, form):
        return redirect("account")
    return render(request, "profiles/address.html", {"form": form, "here": "account"})


def _changed(request: HttpRequest, user: User, form: AddressForm) -> bool:
    try:
        changed = accounts.change_address(user_id=user.pk, **form.cleaned_data, address=client_address(request))
    except (InvalidInput, RateLimited) as fault:
        form.refuse(fault)
    else:
        messages.success(request, _told(user, changed))
        return True
    return False


def _told(before: User, now: User) -> str:
    if before.email == now.email:
        return "Your e-mail address was not changed."
    return (
        f"We sent an e-mail to {now.email}. Open its link to confirm the address."
        if now.email
        else "Your e-mail address was removed."
    )


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
