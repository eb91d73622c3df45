"""Invitations: a code that lets whoever holds it into a world, for a while."""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kleene_site.common.errors import Conflict, NotFound
from worlds.models import Invite, SharedWorld
from worlds.services.membership import access
from worlds.services.shared import admission, worlds
from worlds.services.shared.locking import await_world
from worlds.services.shared.worlds import Joined

LIVES = timedelta(days=7)
MOST = 50  # that are valid at once in one world
CODE_BYTES = 16  # 128 random bits: nobody guesses one


class TooManyInvites(Conflict):
    code = "too_many_invites"
    message = "This world has many open invitations. Take some back first, or share one of them."


@transaction.atomic
def create(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> Invite:
    """A new invitation by somebody who plays here. Raises NotFound, NotAMember, SpectatorsWatch, WorldArchived, TooManyInvites."""
    world = await_world(admission.find(user_id=user_id, world_id=world_id))
    access.require_seat(world, user_id)
    now = timezone.now()
    if admission.valid_invites(now).filter(world=world).count() >= MOST:
        raise TooManyInvites
    code = secrets.token_urlsafe(CODE_BYTES)
    return Invite.objects.create(world=world, code=code, created_by_id=user_id, created_at=now, expires_at=now + LIVES)


def revoke(*, user_id: uuid.UUID, world_id: str | uuid.UUID, code: str) -> None:
    """Take an invitation back: one's own, or any as host. Raises NotFound, also for one that is not valid any more."""
    now = timezone.now()
    found = admission.find(user_id=user_id, world_id=world_id)
    invites = admission.valid_invites(now).filter(world_id=found, code=code)
    if not SharedWorld.objects.filter(pk=found, host_id=user_id).exists():
        invites = invites.filter(created_by_id=user_id)
    if not invites.update(revoked_at=now):
        raise NotFound("There is no such invitation.")


def accept(*, user_id: uuid.UUID, code: str, character_name: str | None = None) -> Joined:
    """Join the world that an invitation leads to. Raises NotFound for one that is not valid, else as `worlds.join`."""
    return worlds.join(user_id=user_id, world_id=led_to(code=code), character_name=character_name, invite=code)


def led_to(*, code: str) -> uuid.UUID:
    """The world that a valid invitation leads to. Raises NotFound."""
    world_id = admission.valid_invites(timezone.now()).filter(code=code).values_list("world_id", flat=True).first()
    if world_id is None:
        raise NotFound("This invitation is not valid, or no longer. Ask for a new one.")
    return world_id
