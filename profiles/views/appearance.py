"""Theme and text size for somebody without an account; with one, the settings have them.

They belong to the browser and not to the account, so that a telephone and a desk can differ.
"""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common.appearance import SIZES, THEMES, Appearance, appearance_of, remember_appearance
from profiles.views.redirects import next_page


class AppearanceForm(forms.Form):
    theme = forms.ChoiceField(choices=list(THEMES.items()), widget=forms.RadioSelect)
    size = forms.ChoiceField(label="Text size", choices=list(SIZES.items()), widget=forms.RadioSelect)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appearance_page(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated and request.method != "POST":
        return redirect(f"{reverse('account')}#appearance")
    now = appearance_of(request)
    form = AppearanceForm(request.POST or None, initial={"theme": now.theme, "size": now.size})
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "next_page": next_page(request), "here": "appearance"}
        return render(request, "profiles/appearance.html", context)
    messages.success(request, "Saved.")
    response = redirect(next_page(request) or "appearance")
    remember_appearance(response, Appearance(**form.cleaned_data), secure=settings.SESSION_COOKIE_SECURE)
    return response
