"""Who may know of a world, and who may come in."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from common.errors import Conflict, Forbidden, NotFound
from common.ids import lookup
from worlds.models import Invite, SharedWorld, WorldParticipant, WorldStay
from worlds.models.memberships import SENT_AWAY
from worlds.models.shared import SharedWorldQuerySet
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.locks import LockedMembership
from worlds.services.membership.removal import removal_of


class WorldFull(Conflict):
    code = "world_full"
    message = "Every seat in this world is taken. Join another world, or create your own."


class Banned(Forbidden):
    code = "banned"
    message = "The host banned you from this world."


class InvitationNeeded(Forbidden):
    code = "invitation_needed"
    message = "This world is private. Ask one of its players for an invitation."


def known_to(user_id: uuid.UUID) -> SharedWorldQuerySet:
    """Worlds that somebody may know of: public ones, and those that they have ever been in."""
    places = WorldParticipant.objects.filter(world=OuterRef("pk"), user_id=user_id)
    return SharedWorld.objects.filter(Q(visibility=SharedWorld.Visibility.PUBLIC) | Exists(places))


def find_world(*, user_id: uuid.UUID, world_id: str | uuid.UUID, invite: str | None = None) -> uuid.UUID:
    """The world with this id, in either form. Raises NotFound, also for a private one without a valid invitation."""
    found = lookup(world_id, "wld")
    # One answer for what is not there and what is hidden: nobody finds private worlds by trying ids.
    known = known_to(user_id).filter(**found).values_list("pk", flat=True).first()
    if known is None and invite:
        invited = valid_invites(timezone.now()).filter(code=invite, world__in=SharedWorld.objects.filter(**found))
        known = invited.values_list("world_id", flat=True).first()
    if known is None:
        raise NotFound("There is no world with this id.")
    return known


def require_admission(standing: LockedMembership, *, invite: str | None, at: datetime) -> None:
    """Raises WorldArchived, Banned or InvitationNeeded unless somebody may come in. Assumes the world's row locked."""
    world = standing.world
    if world.is_archived:
        raise WorldArchived
    removal = removal_of(user_id=standing.user_id, world_id=world.pk)
    # Before the invitation: a banned person with a valid one is told of the ban, not asked for another.
    if removal is not None and not removal.may_return:
        raise Banned(removal.words, **removal.details)
    if world.visibility == SharedWorld.Visibility.PUBLIC or _belongs(standing):
        return
    if not invite or not _counting(standing, at).filter(code=invite, world=world).exists():
        raise InvitationNeeded


def valid_invites(at: datetime) -> QuerySet[Invite]:
    """Invitations that admit at a moment (aware): neither revoked nor expired."""
    return Invite.objects.filter(revoked_at=None, expires_at__gt=at)


def _counting(standing: LockedMembership, at: datetime) -> QuerySet[Invite]:
    """Invitations that count for somebody: for who was sent away, only those made since."""
    away = WorldStay.objects.filter(world=standing.world, user_id=standing.user_id, reason__in=SENT_AWAY)
    sent_away_at = away.order_by("-pk").values_list("left_at", flat=True).first()
    valid = valid_invites(at)
    return valid if sent_away_at is None else valid.filter(created_at__gt=sent_away_at)


def _belongs(standing: LockedMembership) -> bool:
    """Whether somebody lives here or left of their own will: who was sent away needs a new invitation."""
    if standing.place is None or standing.is_member:
        return standing.is_member
    last = WorldStay.objects.filter(world=standing.world, user_id=standing.user_id).order_by("-pk").first()
    return last is None or last.reason not in SENT_AWAY
