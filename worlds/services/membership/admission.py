"""Who may come into a world."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, QuerySet

from common.errors import Conflict, Forbidden
from worlds.models import Invite, SharedWorld, WorldStay
from worlds.models.memberships import SENT_AWAY
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.locks import LockedMembership
from worlds.services.membership.removal import removal_of


class WorldFull(Conflict):
    code = "world_full"
    message = "Every seat in this world is taken. Join another world, or create your own."


class Banned(Forbidden):
    code = "banned"
    message = "The host banned you from this world."


class AgentsNotAllowed(Forbidden):
    code = "agents_not_allowed"
    message = "The host of this world lets no agents in. Choose another world, or create one."


class InvitationNeeded(Forbidden):
    code = "invitation_needed"
    message = "This world is private. Ask one of its players for an invitation."


def require_admission(standing: LockedMembership, *, invite: str | None, at: datetime) -> None:
    """Raises WorldArchived, Banned, AgentsNotAllowed or InvitationNeeded unless somebody may come in. Assumes the world's row locked."""
    world = standing.world
    if world.is_archived:
        raise WorldArchived
    removal = removal_of(user_id=standing.user_id, world_id=world.pk)
    # Before the invitation: a banned person with a valid one is told of the ban, not asked for another.
    if removal is not None and not removal.may_return:
        raise Banned(removal.words, **removal.details)
    if not (world.agents_allowed or standing.is_seated) and is_agent(standing.user_id):
        raise AgentsNotAllowed
    if world.visibility == SharedWorld.Visibility.PUBLIC or _belongs(standing):
        return
    if not invite or not _counting(standing, at).filter(code=invite, world=world).exists():
        raise InvitationNeeded


def is_agent(user_id: uuid.UUID) -> bool:
    """Whether a program plays with this account."""
    return agent_accounts().filter(pk=user_id).exists()


def agent_accounts() -> QuerySet[Any]:
    return get_user_model().objects.filter(is_agent=True)


def count_use(standing: LockedMembership, *, invite: str | None, at: datetime) -> None:
    """Count an invitation that somebody comes in with who was not here before. Assumes the world's row locked."""
    if invite and not _belongs(standing):
        _counting(standing, at).filter(code=invite, world=standing.world).update(uses=F("uses") + 1)


def _counting(standing: LockedMembership, at: datetime) -> QuerySet[Invite]:
    """Invitations that count for somebody: for who was sent away, only those made since."""
    away = WorldStay.objects.filter(world=standing.world, user_id=standing.user_id, reason__in=SENT_AWAY)
    sent_away_at = away.order_by("-pk").values_list("left_at", flat=True).first()
    valid = Invite.objects.valid_at(at).open_to(standing.user_id)
    return valid if sent_away_at is None else valid.filter(created_at__gt=sent_away_at)


def _belongs(standing: LockedMembership) -> bool:
    """Whether somebody lives here or left of their own will: who was sent away needs a new invitation."""
    if standing.place is None or standing.is_member:
        return standing.is_member
    last = WorldStay.objects.filter(world=standing.world, user_id=standing.user_id).order_by("-pk").first()
    return last is None or last.reason not in SENT_AWAY
