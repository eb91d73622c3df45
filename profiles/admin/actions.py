"""What may be done to an account: each act asks, and calls one service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminTextInputWidget

from common.backoffice import Act, note, who
from common.form_fields import AsWritten, Key
from profiles import limits
from profiles.admin.agent_acts import AGENT_ACTS, is_somebody
from profiles.admin.silencing import MINUTES, SilenceForm, may_be_silenced, told_where
from profiles.admin.suspending import SuspendForm, default_length, may_be_suspended
from profiles.models import User
from profiles.services import moderation
from relations.services import silences


class RenameForm(forms.Form):
    username = Key(max_length=limits.NAME, widget=UnfoldAdminTextInputWidget, help_text="The name to sign in with.")
    display_name = AsWritten(
        max_length=limits.NAME, widget=UnfoldAdminTextInputWidget, help_text="The name that others see."
    )


def suspend_account(request: HttpRequest, user: User, data: Mapping[str, Any]) -> str:
    moderation.suspend_account(user_id=user.pk, moderator_id=who(request), reason=data["reason"], until=data["ends_at"])
    return f"{user} is suspended and signed out everywhere."


def lift_suspension(request: HttpRequest, user: User, _data: Mapping[str, Any]) -> str:
    moderation.lift_suspension(user_id=user.pk, moderator_id=who(request))
    return f"{user} is no longer suspended."


def silence_player(request: HttpRequest, user: User, data: Mapping[str, Any]) -> str:
    silences.silence_player(user_id=user.pk, moderator_id=who(request), **data)
    note(request, user, "Muted.")
    return f"{user} can play, but not talk{told_where(data)}, for {data['minutes']} minutes."


def give_voice_back(request: HttpRequest, user: User, _data: Mapping[str, Any]) -> str:
    silences.lift_silence(user_id=user.pk, moderator_id=who(request))
    note(request, user, "Unmuted.")
    return f"{user} can talk again."


def rename_account(request: HttpRequest, user: User, data: Mapping[str, Any]) -> str:
    renamed = moderation.rename_account(user_id=user.pk, moderator_id=who(request), **data)
    return f"The account was renamed to {renamed.username} (display name {renamed.display_name})."


def clear_profile(request: HttpRequest, user: User, _data: Mapping[str, Any]) -> str:
    moderation.clear_profile(user_id=user.pk, moderator_id=who(request))
    return f"The description and the picture of {user} were removed."


def appoint_moderator(request: HttpRequest, user: User, _data: Mapping[str, Any]) -> str:
    moderation.make_moderator(user_id=user.pk, moderator_id=who(request))
    return f"{user} is now a moderator."


def withdraw_moderator(request: HttpRequest, user: User, _data: Mapping[str, Any]) -> str:
    moderation.withdraw_moderator(user_id=user.pk, moderator_id=who(request))
    return f"{user} is no longer a moderator."


def may_become_moderator(user: Any) -> bool:
    return user.is_active and not user.is_guest and not user.is_agent and not user.is_moderator


ACTS = (
    Act(
        name="rename",
        label="Rename",
        icon="edit",
        permission="profiles.rename_user",
        perform=rename_account,
        fits=is_somebody,
        form=RenameForm,
        initial=lambda user: {"username": user.username, "display_name": user.display_name},
    ),
    Act(
        name="appoint",
        label="Make moderator",
        icon="add_moderator",
        permission="profiles.appoint_moderator",
        perform=appoint_moderator,
        fits=may_become_moderator,
        warning="Moderators can sign in to the admin, read every game with its texts, and suspend players.",
    ),
    Act(
        name="withdraw",
        label="Remove moderator role",
        icon="remove_moderator",
        permission="profiles.appoint_moderator",
        perform=withdraw_moderator,
        fits=lambda user: user.is_moderator,
        warning="The account can still play, but can no longer sign in to the admin.",
        tone="danger",
    ),
    *AGENT_ACTS,
    Act(
        name="clear",
        label="Clear profile",
        icon="hide_image",
        permission="profiles.suspend_user",
        perform=clear_profile,
        fits=is_somebody,
        warning="Removes the description and the uploaded picture permanently. The player can write and upload new ones.",
        tone="danger",
    ),
    Act(
        name="silence",
        label="Mute",
        icon="voice_over_off",
        permission="relations.add_silence",
        perform=silence_player,
        fits=may_be_silenced,
        warning="The player can play on in every world, but not talk there. It ends by itself.",
        form=SilenceForm,
        initial=lambda _user: {"minutes": MINUTES},
        tone="danger",
    ),
    Act(
        name="unsilence",
        label="Unmute",
        icon="volume_up",
        permission="relations.change_silence",
        perform=give_voice_back,
        fits=lambda user: silences.silence_of(user.pk) is not None,
    ),
    Act(
        name="suspend",
        label="Suspend",
        icon="block",
        permission="profiles.suspend_user",
        perform=suspend_account,
        fits=may_be_suspended,
        warning="Every sign-in and token of this account is revoked immediately and stays revoked after the suspension. A guest, who has no password to sign in with again, keeps their sign-in but cannot use it until the suspension ends.",
        form=SuspendForm,
        initial=default_length,
        tone="danger",
    ),
    Act(
        name="lift",
        label="Lift suspension",
        icon="lock_open",
        permission="profiles.suspend_user",
        perform=lift_suspension,
        fits=lambda user: user.suspended_at is not None,
        warning="The player can sign in again with the same password. Their games are still there.",
    ),
)
