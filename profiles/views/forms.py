"""What the account pages ask for. Names and passwords are judged by the services; these only ask."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from common.errors import KleeneError, RateLimited
from common.form_fields import Key, Secret
from common.limits import SECRET
from common.waiting_time import waiting_time
from profiles import limits

NAME_HELP = "At most 40 characters: letters A to Z, digits and @ . + - _"
PASSWORD_HELP = "At least 8 characters, not only digits, and not a common password."  # noqa: S105
EMAIL_HELP = "For resetting a forgotten password. We send a link to confirm the address."


class AccountForm(forms.Form):
    """A form of our pages: fields look alike, and a service's refusal lands beside the field it is about."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect):
                field.widget.attrs.setdefault("class", "field")

    def refuse(self, fault: KleeneError) -> None:
        if isinstance(fault, RateLimited):
            self.add_error(None, f"Too many tries. Try again in {waiting_time(fault.retry_after)}.")
            return
        faults = {field: sentences for field, sentences in fault.details.items() if field in self.fields}
        if not faults:
            self.add_error(None, fault.message)
        for field, sentences in faults.items():
            self.add_error(field, [str(sentence) for sentence in _several(sentences)])


def _several(sentences: object) -> Iterable[object]:
    return sentences if isinstance(sentences, list | tuple) else [sentences]


def password_field(*, label: str, autocomplete: str, help_text: str = "", required: bool = True) -> forms.CharField:
    """A password's field: every space counts, and it is never said back."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return Secret(label=label, strip=False, max_length=SECRET, widget=widget, help_text=help_text, required=required)


def username_field(*, help_text: str = "") -> forms.CharField:
    attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
    return Key(label="Username", max_length=limits.EMAIL, widget=forms.TextInput(attrs=attrs), help_text=help_text)


def email_field(*, help_text: str = "", required: bool = True) -> forms.EmailField:  # a field's own word for it
    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    return forms.EmailField(
        label="E-mail", required=required, max_length=limits.EMAIL, widget=widget, help_text=help_text
    )


class SignUpForm(AccountForm):
    username = username_field(help_text=NAME_HELP)
    password = password_field(label="Password", autocomplete="new-password", help_text=PASSWORD_HELP)
    email = email_field(required=False, help_text=EMAIL_HELP)


class SignInForm(AccountForm):
    username = username_field()
    password = password_field(label="Password", autocomplete="current-password")


class PasswordForm(AccountForm):
    old_password = password_field(label="Current password", autocomplete="current-password")
    new_password = password_field(label="New password", autocomplete="new-password", help_text=PASSWORD_HELP)


class ForgottenForm(AccountForm):
    email = email_field(help_text="The e-mail address of your account.")


class NewPasswordForm(AccountForm):
    new_password = password_field(label="New password", autocomplete="new-password", help_text=PASSWORD_HELP)


class FarewellForm(AccountForm):
    password = password_field(label="Your password", autocomplete="current-password")


class GuestFarewellForm(AccountForm):
    sure = forms.BooleanField(label="I understand that this cannot be undone.")
