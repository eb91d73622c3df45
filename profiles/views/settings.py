"""A person's own settings, on one page with one form; and the way out."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from common.appearance import appearance_of, remember_appearance
from common.errors import InvalidInput, RateLimited
from common.throttles import client_address
from profiles.models import User
from profiles.services import deletion, pictures
from profiles.services.deletion import KeepsTheHouse
from profiles.services.settings import save_settings
from profiles.views.forms import AccountForm, FarewellForm, GuestFarewellForm
from profiles.views.settings_form import GuestSettingsForm, settings_form


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_page(request: HttpRequest) -> HttpResponse:
    """Every setting; posted to, it saves all of them, or shows what is wrong beside its field and saves none."""
    if isinstance(request.user, AnonymousUser):
        return redirect_to_login(request.path, "sign-in")
    user, now = request.user, appearance_of(request)
    if request.method != "POST":
        return render_page(request, user, settings_form(user, now))
    form = settings_form(user, now, request.POST, request.FILES)
    if not (form.is_valid() and try_to_save(request, user, form)):
        return render_page(request, user, form)
    saved = redirect("account")
    remember_appearance(saved, form.appearance, secure=settings.SESSION_COOKIE_SECURE)
    return saved


def try_to_save(request: HttpRequest, user: User, form: GuestSettingsForm) -> bool:
    try:
        saved = save_settings(user_id=user.pk, wanted=form.wanted(), address=client_address(request))
    except (InvalidInput, RateLimited) as fault:
        form.refuse(fault)
        return False
    messages.success(request, f"Saved.{_told_of_address(user, saved)}")
    return True


def _told_of_address(before: User, now: User) -> str:
    if before.email == now.email:
        return ""
    if not now.email:
        return " Your e-mail address was removed."
    return f" We sent an e-mail to {now.email}. Open its link to confirm the address."


def render_page(request: HttpRequest, user: User, form: GuestSettingsForm) -> HttpResponse:
    version = pictures.version_of(user)
    shown = {
        "form": form,
        "picture": version,
        "has_own_picture": version != pictures.drawn_version(user),
        "here": "account",
    }
    return render(request, "profiles/account.html", shown)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete_account(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays, ask once more, and let somebody go."""
    if isinstance(request.user, AnonymousUser):
        return redirect_to_login(request.path, "sign-in")
    user = request.user
    asked = GuestFarewellForm if user.is_guest else FarewellForm
    form = asked(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and try_to_delete(request, user, form):
        logout(request)
        messages.info(request, "Your account has been deleted. Thank you for playing.")
        return redirect("home")
    return render(request, "profiles/delete.html", {"form": form, "here": "account"})


def try_to_delete(request: HttpRequest, user: User, form: AccountForm) -> bool:
    try:
        deletion.say_farewell(
            user_id=user.pk,
            password=form.cleaned_data.get("password", ""),
            confirm=user.short_id if form.cleaned_data.get("sure") else "",
            address=client_address(request),
        )
    except (InvalidInput, KeepsTheHouse, RateLimited) as fault:
        form.refuse(fault)
    else:
        return True
    return False
