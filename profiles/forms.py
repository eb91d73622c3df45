"""What the account pages ask for. Names and passwords are judged by the services; these only ask."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from common.errors import KleeneError, RateLimited
from common.form_fields import AsWritten, Key, Secret
from common.limits import SECRET
from profiles import limits

NAME_HELP = "Letters A to Z, digits and @ . + - _, at most 40 in all."
PASSWORD_HELP = "At least 8 characters, not only digits, and not one that everybody uses."  # noqa: S105
EMAIL_HELP = "For a link to a new password, should you forget yours. An e-mail asks you to confirm it."


class AccountForm(forms.Form):
    """A form of our pages: fields look alike, and a service's refusal lands beside the field it is about."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "field")

    def refuse(self, fault: KleeneError) -> None:
        if isinstance(fault, RateLimited):
            self.add_error(None, f"Too many tries. Wait {fault.retry_after} seconds, then try again.")
            return
        faults = {field: sentences for field, sentences in fault.details.items() if field in self.fields}
        if not faults:
            self.add_error(None, fault.message)
        for field, sentences in faults.items():
            self.add_error(field, [str(sentence) for sentence in _several(sentences)])


def _several(sentences: object) -> Iterable[object]:
    return sentences if isinstance(sentences, list | tuple) else [sentences]


def password_field(*, label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    """A password's field: every space counts, and it is never said back."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return Secret(label=label, strip=False, max_length=SECRET, widget=widget, help_text=help_text)


def username_field(*, help_text: str = "") -> forms.CharField:
    attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
    return Key(label="Name", max_length=limits.EMAIL, widget=forms.TextInput(attrs=attrs), help_text=help_text)


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


class ProfileForm(AccountForm):
    display_name = AsWritten(
        label="Shown as",
        max_length=limits.NAME,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        help_text="What others see. Your name for signing in stays as it is.",
    )
    colour = forms.RegexField(
        label="Your colour",
        regex=r"^#[0-9a-fA-F]{6}\Z",
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text="Your dot, your name and your star carry it everywhere.",
        error_messages={"invalid": "A colour is written #rrggbb."},
    )
    bio = AsWritten(
        label="About you",
        required=False,
        max_length=limits.BIO,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"At most {limits.BIO} characters.",
    )


class PasswordForm(AccountForm):
    old_password = password_field(label="Present password", autocomplete="current-password")
    new_password = password_field(label="New password", autocomplete="new-password", help_text=PASSWORD_HELP)


class AddressForm(AccountForm):
    email = email_field(
        required=False, help_text="Leave it empty to have no address. Then nobody can send you a new password."
    )
    password = password_field(label="Your password", autocomplete="current-password")


class ForgottenForm(AccountForm):
    email = email_field(help_text="The address that your account names.")


class NewPasswordForm(AccountForm):
    new_password = password_field(label="New password", autocomplete="new-password", help_text=PASSWORD_HELP)


class PictureForm(AccountForm):
    picture = forms.FileField(
        label="A picture of yours",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text="PNG, JPEG or WebP, at most 4 MB. It is cut to a square; where it was taken is not kept.",
        error_messages={"empty": "This file is empty."},
    )


class PrivacyForm(AccountForm):
    presence_visible = forms.BooleanField(
        label="Strangers see that I am here",
        required=False,
        help_text="In the list of who is around, and among the people of public worlds.",
    )
    stats_public = forms.BooleanField(
        label="Others see my numbers",
        required=False,
        help_text="Stories finished, turns, the decisions you met, your achievements, and your name on the boards: "
        "without it you stand there as “Anonymous player”.",
    )
    activity_public = forms.BooleanField(
        label="Others see what I did lately",
        required=False,
        help_text="The stories that you finished last, and how much you played in the last half year.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            del field.widget.attrs["class"]


class FarewellForm(AccountForm):
    password = password_field(label="Your password, once more", autocomplete="current-password")


class GuestFarewellForm(AccountForm):
    sure = forms.BooleanField(label="I know that nothing brings it back.")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["sure"].widget.attrs["class"]
