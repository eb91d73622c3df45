"""Invitations that are meant for one person: whom somebody may invite, and what has come for somebody.

One invites people whom one has met in a world: of them one knows who they are. Everybody else is sent a link.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from common.accounts import is_open
from common.errors import Conflict, Forbidden
from common.ids import lookup
from relations.services.blocks import apart_from
from worlds.models import Invite, SharedWorld, WorldBan, WorldParticipant
from worlds.services.budgets import INVITATIONS
from worlds.services.membership import access, invites
from worlds.services.membership.invites import InvalidInvite
from worlds.services.membership.meetings import places_met_at
from worlds.services.turns.locks import await_world

OFFERED: Final = 50  # people, those met last first


class NotACompanion(Forbidden):
    code = "not_a_companion"
    message = "You can invite people whom you have met in a world. Send everybody else the link of an invitation."


class AlreadyInvited(Conflict):
    code = "already_invited"
    message = "This player is already invited to this world."


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody met in a world, by the names that they had there."""

    user_id: str
    display_name: str
    character_name: str
    is_agent: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that has come for somebody; `inviter` is None once that account is gone."""

    code: str
    world_id: str
    scenario_name: str
    inviter: WorldParticipant | None
    created_at: datetime
    expires_at: datetime


def companions_of(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> list[Companion]:
    """People who may be invited to a world by somebody who plays there, and are not yet, those met last first.

    Raises NotFound, NotAMember, SpectatorsWatch, WorldArchived.
    """
    found = access.find_world(user_id=user_id, world_id=world_id)
    access.require_seat(SharedWorld.objects.only("status").get(pk=found), user_id)
    met: dict[uuid.UUID, Companion] = {}
    asked = Invite.objects.valid_at(timezone.now()).filter(world_id=found, invitee__isnull=False).values("invitee_id")
    places = _may_be_invited(user_id, found).exclude(user_id__in=asked).select_related("user")
    for place in places.order_by("-joined_at", "-pk"):
        user: Any = place.user
        met.setdefault(user.pk, Companion(user.short_id, user.display_name, place.known_as, user.is_agent))
    return list(met.values())[:OFFERED]


def invite_player(*, user_id: uuid.UUID, world_id: str | uuid.UUID, player: str) -> Invite:
    """Invite one person, who finds it among their worlds and hears of it by e-mail if they chose so.

    Raises NotFound, NotAMember, SpectatorsWatch, WorldArchived, NotACompanion, AlreadyInvited, TooManyInvites, RateLimited.
    """
    found = access.find_world(user_id=user_id, world_id=world_id)
    access.require_seat(SharedWorld.objects.only("status").get(pk=found), user_id)
    whose = {f"user__{key}": value for key, value in lookup(player, "usr").items()}
    place = _may_be_invited(user_id, found).filter(**whose).first()
    if place is None:
        raise NotACompanion
    INVITATIONS.spend(str(user_id))
    return _invite(user_id, found, place.user_id)


@transaction.atomic
def _invite(user_id: uuid.UUID, world_id: uuid.UUID, invitee_id: uuid.UUID) -> Invite:
    world = await_world(world_id)
    if Invite.objects.valid_at(timezone.now()).filter(world=world, invitee_id=invitee_id).exists():
        raise AlreadyInvited
    return invites.add_invite(world, user_id, invitee_id=invitee_id)


def invitations_to(*, user_id: uuid.UUID) -> list[Invited]:
    """The invitations that have come for somebody and still count, the newest first. Two queries and one for each."""
    return [_invited(invite) for invite in open_invitations(user_id=user_id).order_by("-created_at", "-pk")]


def open_invitations(*, user_id: uuid.UUID) -> QuerySet[Invite]:
    """Of open worlds, and of none that they are in by now."""
    here = WorldParticipant.objects.present().of(user_id).filter(world=OuterRef("world"))
    counting = Invite.objects.valid_at(timezone.now()).filter(~Exists(here), invitee_id=user_id)
    counting = counting.exclude(apart_from(user_id, person="created_by_id"))
    return counting.exclude(world__status=SharedWorld.Status.ARCHIVED).select_related("world__scenario")


def decline_invitation(*, user_id: uuid.UUID, code: str) -> None:
    """Raises InvalidInvite for one that is not theirs, or does not count any more."""
    now = timezone.now()
    if not Invite.objects.valid_at(now).filter(code=code, invitee_id=user_id).update(revoked_at=now):
        raise InvalidInvite


def erase_invitations(*, user_id: uuid.UUID) -> None:
    """Those that came for somebody who leaves for good."""
    Invite.objects.filter(invitee_id=user_id).delete()


def _invited(invite: Invite) -> Invited:
    return Invited(
        code=invite.code,
        world_id=invite.world.short_id,
        scenario_name=invite.world.scenario.name,
        inviter=invites.inviter_of(invite),
        created_at=invite.created_at,
        expires_at=invite.expires_at,
    )


def _may_be_invited(user_id: uuid.UUID, world_id: uuid.UUID) -> QuerySet[WorldParticipant]:
    """The places at which somebody met people who could come into this world."""
    here = WorldParticipant.objects.present().filter(world_id=world_id).values("user_id")
    banned = WorldBan.objects.filter(world_id=world_id).values("user_id")
    people = get_user_model().objects.filter(is_open(), anonymised_at=None).values("pk")
    refuses = SharedWorld.objects.filter(pk=world_id, agents_allowed=False)
    people = people.exclude(Q(is_agent=True) & Exists(refuses))
    met = places_met_at(user_id=user_id).filter(user_id__in=people)
    return met.exclude(user_id__in=here).exclude(user_id__in=banned).exclude(apart_from(user_id, person="user_id"))
