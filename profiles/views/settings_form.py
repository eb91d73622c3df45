"""The one form of a person's settings; an account without a password has no e-mail address, either."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from common.appearance import Appearance
from common.form_fields import AsWritten
from profiles import limits
from profiles.models import User
from profiles.services.mail_choices import MailWish, MailWishes, mail_wishes_of
from profiles.services.privacy import PrivacyWish, privacy_of
from profiles.services.settings import WantedSettings
from profiles.views.appearance import AppearanceForm
from profiles.views.forms import AccountForm, email_field, password_field


class GuestSettingsForm(AccountForm, AppearanceForm):
    display_name = AsWritten(
        label="Display name",
        max_length=limits.NAME,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        help_text="The name that others see. Your username for signing in does not change.",
    )
    colour = forms.RegexField(
        label="Colour",
        regex=r"^#[0-9a-fA-F]{6}\Z",
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text="The colour of your dot and name.",
        error_messages={"invalid": "Write the colour as #rrggbb."},
    )
    bio = AsWritten(
        label="About you",
        required=False,
        max_length=limits.BIO,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"At most {limits.BIO} characters.",
    )
    picture = forms.FileField(
        label="Picture",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text="PNG, JPEG or WebP, at most 4 MB. It is cropped to a square, and location data is removed.",
        error_messages={"empty": "This file is empty."},
    )
    remove_picture = forms.BooleanField(label="Remove my picture", required=False)
    presence_visible = forms.BooleanField(
        label="Show me as online",
        required=False,
        help_text="In the list of players online, and among the players of public worlds.",
    )
    stats_public = forms.BooleanField(
        label="Show my statistics",
        required=False,
        help_text="Finished stories, turns, cells reached, achievements, and your name on the leaderboards. If off, the leaderboards show you as “Anonymous player”.",
    )
    activity_public = forms.BooleanField(
        label="Show my recent activity",
        required=False,
        help_text="The stories that you finished last, and how much you played in the last six months.",
    )

    mailings: ClassVar[tuple[str, ...]] = ()

    @property
    def privacy_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in PrivacyWish.__annotations__]

    @property
    def appearance_fields(self) -> list[forms.BoundField]:
        return [self["theme"], self["size"]]

    @property
    def appearance(self) -> Appearance:
        return Appearance(self.cleaned_data["theme"], self.cleaned_data["size"])

    def wanted(self) -> WantedSettings:
        """What a valid form asks for."""
        given = self.cleaned_data
        return WantedSettings(
            texts={name: given[name] for name in ("display_name", "colour", "bio")},
            privacy=PrivacyWish(**{name: given[name] for name in PrivacyWish.__annotations__}),  # type: ignore[typeddict-item]
            upload=given["picture"].read() if given["picture"] else None,
            without_picture=given["remove_picture"],
            mail=MailWish(**{name: given[f"mail_{name}"] for name in self.mailings}),  # type: ignore[typeddict-item]
            email=given.get("email"),
            password=given.get("password", ""),
        )


class SettingsForm(GuestSettingsForm):
    email = email_field(
        required=False,
        help_text="For resetting a forgotten password. Leave it empty to remove your address.",
    )
    password = password_field(
        label="Current password",
        autocomplete="current-password",
        required=False,
        help_text="Only needed to change your e-mail address.",
    )
    mail_worlds = forms.BooleanField(
        label="When others play in my shared worlds while I am away",
        required=False,
        help_text="How many turns, and a link.",
    )
    mail_invitations = forms.BooleanField(
        label="When somebody invites me to a world",
        required=False,
        help_text="The story, and a link.",
    )
    mail_decisions = forms.BooleanField(
        label="When one of my improvisations is approved or rejected",
        required=False,
        help_text="The decision, and a link.",
    )

    mailings = tuple(MailWishes.__annotations__)

    @property
    def mail_fields(self) -> list[forms.BoundField]:
        return [self[f"mail_{name}"] for name in self.mailings]


def settings_form(user: User, now: Appearance, *sent: Any) -> GuestSettingsForm:
    """The form for this account as it stands, or as it was sent: the fields, then the files."""
    about = {"display_name": str(user), "colour": user.colour, "bio": user.bio, "email": user.email}
    looks = {"theme": now.theme, "size": now.size}
    seen = {**about, **looks, **privacy_of(user)}
    if user.is_guest:
        return GuestSettingsForm(*sent, initial=seen)
    mail = {f"mail_{name}": wanted for name, wanted in mail_wishes_of(user).items()}
    return SettingsForm(*sent, initial=seen | mail)
