"""The admin's own form for a new password, in front of the one service, so that guessing is no cheaper here than elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from unfold.forms import AdminOwnPasswordChangeForm

from common.errors import KleeneError
from common.throttles import client_address
from profiles.services.accounts import change_password

FIELDS = {"old_password": "old_password", "new_password": "new_password2"}


class StaffPasswordForm(AdminOwnPasswordChangeForm):
    user: Any

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    def clean_old_password(self) -> str:
        # The service judges it, together with the new one.
        return str(self.cleaned_data["old_password"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self._change(given["old_password"], given["new_password1"])
        return given

    def _change(self, old: str, new: str) -> None:
        try:
            self.user = change_password(user_id=self.user.pk, old=old, new=new, address=self.address)
        except KleeneError as refusal:
            faults = {FIELDS[field]: told for field, told in refusal.details.items() if field in FIELDS}
            # The page shows only what stands beside a field.
            raise ValidationError(faults or {"old_password": refusal.message}) from None

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - the framework's signature
        """Changed already, when the form was judged."""
        return self.user


class StaffPasswordView(PasswordChangeView):
    form_class = StaffPasswordForm
    success_url = reverse_lazy("admin:password_change_done")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "address": client_address(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **admin.site.each_context(self.request)}


def change(request: HttpRequest) -> HttpResponseBase:
    request.current_app = admin.site.name  # where the templates look for the admin's own pages
    return StaffPasswordView.as_view()(request)
