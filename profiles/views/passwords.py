"""A person's password: changing it, and a way back in for who forgot it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from common.errors import InvalidInput, RateLimited
from common.throttles import client_address
from profiles.models import User
from profiles.services import accounts
from profiles.services.errors import LinkExpired
from profiles.services.resets import RESET_IS_SENT
from profiles.views.forms import ForgottenForm, NewPasswordForm, PasswordForm
from profiles.views.redirects import sign_browser_in


@sensitive_post_parameters("old_password", "new_password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password_page(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, AnonymousUser):
        return redirect_to_login(request.path, "sign-in")
    if request.user.is_guest:
        return redirect("register-guest")
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _changed(request, request.user, form):
        messages.success(request, "Your password was changed. You are signed out on all other devices.")
        return redirect("account")
    return render(request, "profiles/password.html", {"form": form, "here": "account"})


def _changed(request: HttpRequest, user: User, form: PasswordForm) -> bool:
    old, new = form.cleaned_data["old_password"], form.cleaned_data["new_password"]
    try:
        changed = accounts.change_password(user_id=user.pk, old=old, new=new, address=client_address(request))
    except (InvalidInput, RateLimited) as fault:
        form.refuse(fault)
    else:
        update_session_auth_hash(request, changed)
        return True
    return False


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Ask for a link. The answer tells nobody which addresses are known."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accounts.request_reset(email=form.cleaned_data["email"], address=client_address(request))
        messages.info(request, RESET_IS_SENT)
        return redirect("forgotten")
    return render(request, "profiles/forgotten.html", {"form": form})


@sensitive_post_parameters("new_password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reset_password(request: HttpRequest, user_id: str, token: str) -> HttpResponse:
    """The page that an e-mail's link leads to. A link that is used up says so before anybody thinks of a password."""
    try:
        accounts.owner_of_link(user_id=user_id, token=token)
        return _renew(request, user_id, token)
    except LinkExpired as refusal:
        messages.warning(request, refusal.message)
        return redirect("forgotten")


def _renew(request: HttpRequest, user_id: str, token: str) -> HttpResponse:
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new, address = form.cleaned_data["new_password"], client_address(request)
            user = accounts.confirm_reset(user_id=user_id, token=token, new=new, address=address)
        except LinkExpired:
            raise
        except InvalidInput as fault:
            form.refuse(fault)
        else:
            sign_browser_in(request, user)
            messages.success(request, f"Welcome back, {user}. Your new password was saved.")
            return redirect("home")
    return render(request, "profiles/reset.html", {"form": form})
