"""Accounts with which programs play: what they tell of themselves, and that everybody is told that they are programs."""

from __future__ import annotations

import uuid
from typing import TypedDict

from django.db import transaction

from common import visible_text
from common.errors import Conflict, NotFound
from common.table_changes import announce_change
from common.text_filter import accepted
from leaderboards.services.entries_writer import recount_player
from profiles import limits
from profiles.models import AgentBehavior, User
from profiles.services.accounts import lock_account
from worlds.feed.names import NAMES
from worlds.models import GameSession, WorldParticipant


class AlreadyPlayed(Conflict):
    code = "already_played"
    message = "A person has played with this account. Register another one for the agent."


class Behavior(TypedDict):
    """`owner` is the name of whoever answers for it, empty where that is not known."""

    policy: str
    personality: str
    version: str
    owner: str


@transaction.atomic
def declare_agent(
    *, user_id: uuid.UUID, policy: str = AgentBehavior.Policy.OTHER, personality: str = "", version: str = ""
) -> Behavior:
    """Make an account that has played nothing yet an agent's, or change what one tells of itself.

    Raises NotFound, AlreadyPlayed, InvalidInput. Locks the account.
    """
    user = lock_account(user_id)
    text = accepted(visible_text.lines(personality, longest=limits.PERSONALITY), longest=limits.PERSONALITY).masked
    if not user.is_agent:
        _require_unplayed(user)
        _save_mark(user, is_agent=True)
    AgentBehavior.objects.update_or_create(
        user=user, defaults={"policy": policy, "personality": text, "version": version}
    )
    return behavior_of(user)


@transaction.atomic
def mark_agent(*, user_id: uuid.UUID) -> User:
    """The staff's word that a program plays with an account; its seats and boards say so from now on. Raises NotFound. Locks the account."""
    user = lock_account(user_id)
    if not user.is_agent:
        _save_mark(user, is_agent=True)
        AgentBehavior.objects.get_or_create(user=user)
        played = WorldParticipant.objects.of(user.pk).filter(role=WorldParticipant.Role.PLAYER)
        played.update(role=WorldParticipant.Role.AGENT)
        recount_player(user_id=user.pk)
    return user


@transaction.atomic
def unmark_agent(*, user_id: uuid.UUID) -> User:
    """The staff's word that a person plays with an account after all; its seats and boards say so. Raises NotFound. Locks the account."""
    user = lock_account(user_id)
    if user.is_agent:
        _save_mark(user, is_agent=False)
        AgentBehavior.objects.filter(user=user).delete()
        played = WorldParticipant.objects.of(user.pk).filter(role=WorldParticipant.Role.AGENT)
        played.update(role=WorldParticipant.Role.PLAYER)
        recount_player(user_id=user.pk)
    return user


def behavior_of(user: User) -> Behavior:
    """What an agent tells of itself. Raises NotFound for a person's account. One query."""
    row = AgentBehavior.objects.select_related("owner").filter(user=user).first()
    if row is None:
        raise NotFound("This account is not an agent's.")
    owner = row.owner.display_name if row.owner else ""
    return {"policy": row.policy, "personality": row.personality, "version": row.version, "owner": owner}


def behavior_told(user: User) -> Behavior | None:
    """The same, and None for a person's account."""
    return behavior_of(user) if user.is_agent else None


def _require_unplayed(user: User) -> None:
    if GameSession.objects.owned_by(user.pk).exists() or WorldParticipant.objects.of(user.pk).exists():
        raise AlreadyPlayed


def _save_mark(user: User, *, is_agent: bool) -> None:
    user.is_agent = is_agent
    user.save(update_fields=["is_agent"])
    announce_change(NAMES)  # events tell it beside the name
