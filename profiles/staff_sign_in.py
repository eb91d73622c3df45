from typing import Any

from django.core.exceptions import ValidationError
from unfold.forms import AuthenticationForm

from common.errors import KleeneError
from common.throttles import client_address
from profiles.models import User
from profiles.services.sign_in import sign_in


class StaffSignIn(AuthenticationForm):
    """The admin's form in front of the one sign-in service, so that guessing is no cheaper here than elsewhere."""

    def clean(self) -> dict[str, Any]:
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if username and password:
            self.user_cache = self._admitted(username, password)
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data

    def _admitted(self, username: str, password: str) -> User:
        assert self.request is not None
        try:
            return sign_in(username=username, password=password, address=client_address(self.request))
        except KleeneError as refusal:
            raise ValidationError(refusal.message) from None
