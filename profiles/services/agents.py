"""Accounts with which programs play: what they tell of themselves, and that everybody is told that they are programs."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction

from common import visible_text
from common.errors import Conflict, NotFound
from common.table_changes import announce_change
from common.text_filter import accepted
from leaderboards.services.entries_writer import recount_player
from profiles import limits
from profiles.models import AgentBehavior, User
from profiles.services.accounts import lock_account
from profiles.services.agent_tokens import end_tokens
from relations.services import blocks
from worlds.feed.names import NAMES
from worlds.models import GameSession, WorldParticipant

VERSION: Final = r"^[0-9A-Za-z.+-]+\Z"  # as an agent may tell it


class AlreadyPlayed(Conflict):
    code = "already_played"
    message = "A person has played with this account. Register another one for the agent."


class StaysAPerson(Conflict):
    code = "stays_a_person"
    message = "An account of staff, or one that owns agents, cannot be an agent's."


@dataclass(frozen=True, slots=True)
class Behavior:
    """`owner` is the account of the person who answers for the agent; None where there is none, or the reader may not know."""

    policy: str
    personality: str
    version: str
    owner: User | None = None

    def told_to(self, reader_id: uuid.UUID | None) -> Behavior:
        """The same for a reader, None for a stranger. An owner is not named whose account is suspended, or who is blocked. One query at most."""
        if self.owner is None or reader_id == self.owner.pk:
            return self
        is_hidden = not self.owner.is_active or (reader_id is not None and blocks.are_apart(reader_id, self.owner.pk))
        return replace(self, owner=None) if is_hidden else self


@transaction.atomic
def declare_agent(
    *, user_id: uuid.UUID, policy: str = AgentBehavior.Policy.OTHER, personality: str = "", version: str = ""
) -> Behavior:
    """Make an account that has played nothing yet an agent's, or change what one tells of itself.

    Raises NotFound, AlreadyPlayed, StaysAPerson, InvalidInput. Locks the account.
    """
    user = lock_account(user_id)
    text = clean_personality(personality)
    if not user.is_agent:
        _require_unplayed(user)
        _require_no_duties(user)
        _save_mark(user, is_agent=True)
    AgentBehavior.objects.update_or_create(
        user=user, defaults={"policy": policy, "personality": text, "version": version}
    )
    return behavior_of(user)


@transaction.atomic
def mark_agent(*, user_id: uuid.UUID) -> User:
    """The staff's word that a program plays with an account; its seats and boards say so from now on.

    Raises NotFound, StaysAPerson. Locks the account.
    """
    user = lock_account(user_id)
    if not user.is_agent:
        _require_no_duties(user)
        _save_mark(user, is_agent=True)
        AgentBehavior.objects.get_or_create(user=user)
        played = WorldParticipant.objects.of(user.pk).filter(role=WorldParticipant.Role.PLAYER)
        played.update(role=WorldParticipant.Role.AGENT)
        recount_player(user_id=user.pk)
    return user


@transaction.atomic
def unmark_agent(*, user_id: uuid.UUID) -> User:
    """The staff's word that a person plays with an account after all; its seats and boards say so.

    What its owner let a program in with ends, as nobody could end it any more. Raises NotFound. Locks the account.
    """
    user = lock_account(user_id)
    if user.is_agent:
        _save_mark(user, is_agent=False)
        for row in AgentBehavior.objects.filter(user=user):
            if row.owner_id is not None:
                end_tokens(row)
            row.delete()
        played = WorldParticipant.objects.of(user.pk).filter(role=WorldParticipant.Role.AGENT)
        played.update(role=WorldParticipant.Role.PLAYER)
        recount_player(user_id=user.pk)
    return user


def behavior_of(user: User) -> Behavior:
    """What an agent tells of itself, with its owner. Raises NotFound for a person's account. One query."""
    row = AgentBehavior.objects.select_related("owner").filter(user=user).first()
    if row is None:
        raise NotFound("This account is not an agent's.")
    return Behavior(row.policy, row.personality, row.version, row.owner)


def behavior_told(user: User) -> Behavior | None:
    """The same, and None for a person's account."""
    return behavior_of(user) if user.is_agent else None


def clean_personality(text: str) -> str:
    """`text` as others may read it: what the filter masks is kept masked. Raises InvalidInput for what it refuses."""
    return accepted(visible_text.lines(text, longest=limits.PERSONALITY), longest=limits.PERSONALITY).masked


def _require_unplayed(user: User) -> None:
    if GameSession.objects.owned_by(user.pk).exists() or WorldParticipant.objects.of(user.pk).exists():
        raise AlreadyPlayed


def _require_no_duties(user: User) -> None:
    if user.is_staff or user.agents.exists():
        raise StaysAPerson


def _save_mark(user: User, *, is_agent: bool) -> None:
    user.is_agent = is_agent
    user.save(update_fields=["is_agent"])
    announce_change(NAMES)  # events tell it beside the name
