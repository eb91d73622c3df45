"""A person's own settings: how they look, what others see of them, and the way out. Each part is a form of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from common.errors import InvalidInput, RateLimited
from common.throttles import client_address
from profiles.models import User
from profiles.services import accounts, deletion, pictures
from profiles.services.deletion import KeepsTheHouse
from profiles.services.privacy import privacy_of
from profiles.views.forms import AccountForm, FarewellForm, GuestFarewellForm, PictureForm, PrivacyForm, ProfileForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_page(request: HttpRequest) -> HttpResponse:
    """The page of all settings; posted to, it keeps name, colour and words."""
    if isinstance(request.user, AnonymousUser):
        return redirect_to_login(request.path, "sign-in")
    user = request.user
    if request.method != "POST":
        return render_page(request, user)
    form = ProfileForm(request.POST)
    return save_form(
        request, user, form, lambda given: accounts.update_account(user_id=user.pk, **given), about_form=form
    )


@never_cache
@require_POST
def change_privacy(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, AnonymousUser):
        return redirect_to_login("/account", "sign-in")
    user, form = request.user, PrivacyForm(request.POST)
    return save_form(
        request, user, form, lambda given: accounts.update_account(user_id=user.pk, privacy=given), privacy_form=form
    )


@never_cache
@require_POST
def change_picture(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, AnonymousUser):
        return redirect_to_login("/account", "sign-in")
    user, form = request.user, PictureForm(request.POST, request.FILES)
    return save_form(
        request,
        user,
        form,
        lambda given: pictures.store_picture(user_id=user.pk, upload=given["picture"].read()),
        picture_form=form,
    )


@never_cache
@require_POST
def remove_picture(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, AnonymousUser):
        return redirect_to_login("/account", "sign-in")
    if pictures.remove_picture(user_id=request.user.pk):
        messages.success(request, "Your picture was removed. A generated one is shown instead.")
    return redirect("account")


def save_form(
    request: HttpRequest, user: User, form: AccountForm, keep: Callable[[Any], object], **shown: AccountForm
) -> HttpResponse:
    """Keep what a form says; else the page again, with what is wrong beside its field."""
    if form.is_valid():
        try:
            keep(form.cleaned_data)
        except (InvalidInput, RateLimited) as fault:
            form.refuse(fault)
        else:
            messages.success(request, "Saved.")
            return redirect("account")
    return render_page(request, user, **shown)


def render_page(request: HttpRequest, user: User, **forms: AccountForm) -> HttpResponse:
    version = pictures.version_of(user)
    about = {"display_name": str(user), "colour": user.colour, "bio": user.bio}
    shown = {
        "about_form": ProfileForm(initial=about),
        "picture_form": PictureForm(),
        "privacy_form": PrivacyForm(initial=dict(privacy_of(user))),
        "picture": version,
        "has_own_picture": version != pictures.drawn_version(user),
        "here": "account",
    }
    return render(request, "profiles/account.html", {**shown, **forms})


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
