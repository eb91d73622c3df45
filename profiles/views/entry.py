"""In and out: sign up, sign in, sign out, play as a guest."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from common import appeals
from common.errors import InvalidInput, RateLimited, Suspended
from common.throttles import client_address
from profiles.models import User
from profiles.services import accounts
from profiles.services.errors import WrongCredentials
from profiles.services.suspensions import check_browser, refusal_of_browser
from profiles.views.forms import SignInForm, SignUpForm
from profiles.views.redirects import next_page, page_after, sign_browser_in


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Make an account; a guest's own one becomes it, with every story in it."""
    if isinstance(request.user, User) and not request.user.is_guest:
        return HttpResponseRedirect(page_after(request))
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = _account(request, form)
        except InvalidInput as fault:
            form.refuse(fault)
        else:
            sign_browser_in(request, user)
            messages.success(request, f"Welcome, {user}. Your stories are saved in this account.")
            return HttpResponseRedirect(page_after(request))
    return render(request, "profiles/sign_up.html", {"form": form, "next_page": next_page(request)})


def _account(request: HttpRequest, form: SignUpForm) -> User:
    address = client_address(request)
    if isinstance(request.user, User):
        return accounts.register_guest(user_id=request.user.pk, **form.cleaned_data, address=address)
    check_browser(request)
    return accounts.register_account(**form.cleaned_data, address=address)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User) and not request.user.is_guest:
        return HttpResponseRedirect(page_after(request))
    form, shut = SignInForm(request.POST or None), refusal_of_browser(request)
    if request.method == "POST" and form.is_valid():
        try:
            sign_browser_in(request, accounts.sign_in(**form.cleaned_data, address=client_address(request)))
        except (RateLimited, WrongCredentials) as fault:
            form.refuse(fault)
        except Suspended as refusal:
            shut = refusal
        else:
            return HttpResponseRedirect(page_after(request))
    context = {"form": form, "shut": shut, "appeal": appeals.link(), "next_page": next_page(request)}
    return render(request, "profiles/sign_in.html", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.info(request, "You are signed out.")
    return redirect("home")


@require_POST
def begin_as_guest(request: HttpRequest) -> HttpResponse:
    """Begin as a guest, and go where one wanted to go."""
    become_guest(request)
    return HttpResponseRedirect(page_after(request))


def become_guest(request: HttpRequest) -> User:
    """Whoever is signed in stays so. Raises RateLimited, and Suspended in the browser of somebody whose account is shut."""
    if isinstance(request.user, User):
        return request.user
    check_browser(request)
    user = accounts.create_guest(address=client_address(request))
    sign_browser_in(request, user)
    return user
