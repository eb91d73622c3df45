"""Invitations: a code that lets whoever holds it into a world, for a while, and so many people."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.errors import Conflict, InvalidInput, NotFound
from worlds import limits
from worlds.models import Invite, SharedWorld, WorldParticipant
from worlds.services.membership import access, joining
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.joining import Joined
from worlds.services.membership.meetings import names_met_under
from worlds.services.turns.locks import await_world

LIVES = timedelta(days=7)
CODE_BYTES = 16  # 128 random bits: nobody guesses one


class TooManyInvites(Conflict):
    code = "too_many_invites"
    message = "This world has too many open invitations. Revoke some first, or share an existing one."


class InvalidInvite(NotFound):
    message = "This invitation is invalid or has expired. Ask for a new one."
    title = "This invitation does not work"


class NotInvited(NotFound):
    title = "This invitation is for another account"
    message = "Only the account that was invited can use it. Sign in with that account."


@transaction.atomic
def create_invite(
    *, user_id: uuid.UUID, world_id: str | uuid.UUID, max_uses: int | None = None, lives: timedelta = LIVES
) -> Invite:
    """A new invitation by somebody who plays here, for `max_uses` people (None: for everybody) and as long as it `lives`.

    Raises NotFound, NotAMember, SpectatorsWatch, WorldArchived, TooManyInvites, InvalidInput for bounds out of bounds.
    """
    shortest, longest = limits.INVITE_SECONDS
    if not shortest <= lives.total_seconds() <= longest or not 1 <= (max_uses or 1) <= limits.INVITE_USES:
        raise InvalidInput("Choose how long the invitation is valid, and for how many people.")
    world = await_world(access.find_world(user_id=user_id, world_id=world_id))
    return add_invite(world, user_id, max_uses=max_uses, lives=lives)


def add_invite(
    world: SharedWorld,
    user_id: uuid.UUID,
    *,
    invitee_id: uuid.UUID | None = None,
    max_uses: int | None = None,
    lives: timedelta = LIVES,
) -> Invite:
    """The same, for one person alone where `invitee_id` names them. Assumes the world's row locked."""
    access.require_seat(world, user_id)
    now = timezone.now()
    if Invite.objects.valid_at(now).filter(world=world).count() >= limits.OPEN_INVITES:
        raise TooManyInvites
    return Invite.objects.create(
        world=world,
        code=secrets.token_urlsafe(CODE_BYTES),
        created_by_id=user_id,
        invitee_id=invitee_id,
        created_at=now,
        expires_at=now + lives,
        max_uses=max_uses,
    )


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as others are told them; empty for nobody who is known."""

    short_id: str = ""
    name: str = ""
    is_agent: bool = False


NOBODY: Final = Named()


@dataclass(frozen=True, slots=True)
class OpenInvite:
    """An invitation that still lets in, whose it is, and whom it is for: both names are empty for whoever has the link.

    `met_as` is what whoever asks called that person where they met; empty where they never did.
    """

    invite: Invite
    maker: Named
    invitee: Named | None = None
    met_as: str = ""


def open_in(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> list[OpenInvite]:
    """The invitations that somebody may take back, oldest first: their own, or all as host.

    Raises NotFound, NotAMember, WorldArchived.
    """
    found = access.find_world(user_id=user_id, world_id=world_id)
    if not SharedWorld.objects.open().filter(pk=found).exists():
        raise WorldArchived
    access.require_present(user_id=user_id, world_id=found)
    rows = list(_theirs(user_id, found, timezone.now()).order_by("created_at", "pk"))
    people = {row.created_by_id for row in rows} | {row.invitee_id for row in rows if row.invitee_id}
    known = {
        one.pk: Named(one.short_id, one.display_name, one.is_agent)
        for one in get_user_model().objects.filter(pk__in=people)
    }
    invitees = {row.invitee_id for row in rows if row.invitee_id}
    met = names_met_under(user_id=user_id, people=invitees) if invitees else {}
    return [_open_invite(row, known, met) for row in rows]


def _open_invite(row: Invite, known: Mapping[uuid.UUID, Named], met: Mapping[uuid.UUID, str]) -> OpenInvite:
    maker = known.get(row.created_by_id, NOBODY)
    if row.invitee_id is None:
        return OpenInvite(row, maker)
    return OpenInvite(row, maker, known.get(row.invitee_id, NOBODY), met.get(row.invitee_id, ""))


def revoke_invite(*, user_id: uuid.UUID, world_id: str | uuid.UUID, code: str) -> None:
    """Take an invitation back: one's own, or any as host. Raises NotFound, also for one that is not valid any more."""
    now = timezone.now()
    found = access.find_world(user_id=user_id, world_id=world_id)
    if not _theirs(user_id, found, now).filter(code=code).update(revoked_at=now):
        raise NotFound("There is no invitation with this code.")


def _theirs(user_id: uuid.UUID, world_id: uuid.UUID, at: datetime) -> QuerySet[Invite]:
    valid = Invite.objects.valid_at(at).filter(world_id=world_id)
    is_host = SharedWorld.objects.filter(pk=world_id, host_id=user_id).exists()
    return valid if is_host else valid.filter(created_by_id=user_id)


def accept_invite(
    *, user_id: uuid.UUID, code: str, character_name: str | None = None, show_character: bool | None = None
) -> Joined:
    """Join the world that an invitation leads to. Raises NotFound for one that is not valid, else as `joining.join_world`."""
    return joining.join_world(
        user_id=user_id,
        world_id=valid_invite(code=code, user_id=user_id).world_id,
        character_name=character_name,
        invite=code,
        show_character=show_character,
    )


def valid_invite(*, code: str, user_id: uuid.UUID) -> Invite:
    """Raises InvalidInvite, also for one that is not valid any more; NotInvited for one that is meant for somebody else.

    One that is used up leads its last user back into the world where they are.
    """
    invite = Invite.objects.unexpired_at(timezone.now()).filter(code=code).first()
    if invite is None:
        raise InvalidInvite
    if invite.is_used_up and not access.is_present(user_id=user_id, world_id=invite.world_id):
        raise InvalidInvite
    if not invite.is_for(user_id):
        raise NotInvited
    return invite


def inviter_of(invite: Invite) -> WorldParticipant | None:
    """The place of whoever made an invitation: to invite is to say who one is. None once their account is gone."""
    places = WorldParticipant.objects.of(invite.created_by_id).filter(world_id=invite.world_id, user__is_active=True)
    return places.select_related("user").first()
