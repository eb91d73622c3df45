"""What may be done about an account as a program's: marking it as one, and saying who answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminTextInputWidget

from common.admin_log import keep_deed
from common.backoffice import Act, who
from common.form_fields import Key
from profiles import limits
from profiles.models import User
from profiles.services import agent_owners, agents


class OwnerForm(forms.Form):
    owner = Key(
        required=False,
        max_length=limits.NAME,
        widget=UnfoldAdminTextInputWidget,
        help_text="The id or the username of an account. Leave it empty for nobody.",
    )


def is_somebody(user: Any) -> bool:
    return user.anonymised_at is None


def mark_agent(request: HttpRequest, user: User, _data: Mapping[str, Any]) -> str:
    with transaction.atomic():
        agents.mark_agent(user_id=user.pk)
        keep_deed(by_id=who(request), row=user, deed="Marked as an agent.")
    return f"{user} is shown as an agent from now on."


def unmark_agent(request: HttpRequest, user: User, _data: Mapping[str, Any]) -> str:
    with transaction.atomic():
        agents.unmark_agent(user_id=user.pk)
        keep_deed(by_id=who(request), row=user, deed="Marked as a person.")
    return f"{user} is no longer shown as an agent."


def set_owner(request: HttpRequest, user: User, data: Mapping[str, Any]) -> str:
    owner = agent_owners.set_owner(user_id=user.pk, owner=data["owner"], moderator_id=who(request))
    return f"{owner} answers for {user}." if owner else f"Nobody answers for {user}."


def present_owner(user: User) -> dict[str, Any]:
    owner = agents.behavior_of(user).owner
    return {"owner": owner.short_id if owner else ""}


AGENT_ACTS = (
    Act(
        name="agent",
        label="Mark as an agent",
        icon="smart_toy",
        permission="profiles.rename_user",
        perform=mark_agent,
        fits=lambda user: is_somebody(user) and not user.is_agent and not user.is_staff,
        warning="Everybody is told that a program plays with this account, and it ranks among agents.",
    ),
    Act(
        name="person",
        label="Mark as a person",
        icon="person",
        permission="profiles.rename_user",
        perform=unmark_agent,
        fits=lambda user: user.is_agent,
        warning="The account is shown as a person's, and what it told of the agent is removed.",
    ),
    Act(
        name="owner",
        label="Change owner",
        icon="supervisor_account",
        permission="profiles.rename_user",
        perform=set_owner,
        fits=lambda user: user.is_agent and is_somebody(user),
        warning="The agent is suspended and deleted together with its owner. Tokens made by an earlier owner are revoked.",
        form=OwnerForm,
        initial=present_owner,
    ),
)
