"""The account itself, as an export holds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from profiles.models import User
from profiles.services.agents import behavior_told
from profiles.services.mail_choices import mail_wishes_of
from profiles.services.privacy import privacy_of


def export_account(user: User) -> Mapping[str, Any]:
    return {
        "user_id": user.short_id,
        "id": user.pk,
        "username": user.username,
        "display_name": user.display_name,
        "email": user.email,
        "email_confirmed_at": user.email_proved_at,
        "bio": user.bio,
        "colour": user.colour,
        "is_guest": user.is_guest,
        "is_agent": user.is_agent,
        "agent": behavior_told(user),
        "joined_at": user.date_joined,
        "last_login": user.last_login,
        "privacy": privacy_of(user),
        "mail": mail_wishes_of(user),
    }
