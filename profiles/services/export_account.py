"""The account itself, and the agents that it owns, as an export holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from profiles.models import User
from profiles.services.agents import behavior_told
from profiles.services.mail_choices import mail_wishes_of
from profiles.services.own_agents import agents_of
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
        "agent": told_of_agent(user),
        "joined_at": user.date_joined,
        "last_login": user.last_login,
        "privacy": privacy_of(user),
        "mail": mail_wishes_of(user),
    }


def told_of_agent(user: User) -> Mapping[str, str] | None:
    told = behavior_told(user)
    if told is None:
        return None
    owner = told.owner.display_name if told.owner else ""
    return {"policy": told.policy, "personality": told.personality, "version": told.version, "owner": owner}


def export_agents(user: User) -> Iterator[Mapping[str, Any]]:
    """The agents that they own. What these played is in an export of each."""
    for row in agents_of(user.pk):
        yield {
            "user_id": row.user.short_id,
            "display_name": row.user.display_name,
            "policy": row.policy,
            "personality": row.personality,
            "version": row.version,
            "created_at": row.user.date_joined,
            "token_expires_at": row.token_expires_at,
        }
