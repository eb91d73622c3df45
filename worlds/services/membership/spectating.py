"""Becoming a spectator: a member without a seat. What spectators may see and do is decided in `access`."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import partial

from common.errors import Conflict, Forbidden
from worlds import limits
from worlds.models import SharedWorld, WorldParticipant
from worlds.services.membership import access, admission, namesakes
from worlds.services.membership.locks import LockedMembership, lock_membership, retry_while_shifting


class NoSpectators(Forbidden):
    code = "no_spectators"
    message = "This world does not allow spectators. Join it if a seat is free."


class SpectatorsFull(Conflict):
    code = "spectators_full"
    message = "This world has reached its limit of spectators. Try again later."


class AlreadyPlaying(Conflict):
    code = "already_playing"
    message = "You are playing in this world. Leave it first to watch."


def spectate_world(*, user_id: uuid.UUID, world_id: str | uuid.UUID, invite: str | None = None) -> SharedWorld:
    """Become a member who watches and takes no seat; once more changes nothing.

    Raises NotFound, WorldArchived, Banned, AgentsNotAllowed, InvitationNeeded, NoSpectators, SpectatorsFull, AlreadyPlaying.
    """
    found = access.find_world(user_id=user_id, world_id=world_id, invite=invite)
    return retry_while_shifting(partial(_spectate, found, user_id, invite))


def _spectate(world_id: uuid.UUID, user_id: uuid.UUID, invite: str | None) -> SharedWorld:
    standing = lock_membership(world_id=world_id, user_id=user_id)
    at = standing.world.now()
    admission.require_admission(standing, invite=invite, at=at)
    if standing.is_seated:
        raise AlreadyPlaying
    if not standing.is_member:
        _check_room(standing.world)
        _watch(standing, at).save()
    return standing.world


def _check_room(world: SharedWorld) -> None:
    if not world.spectators_allowed:
        raise NoSpectators
    if world.participants.watching().count() >= limits.SPECTATORS:
        raise SpectatorsFull


def _watch(standing: LockedMembership, at: datetime) -> WorldParticipant:
    place = standing.place or WorldParticipant(world=standing.world, user_id=standing.user_id)
    place.role, place.location = WorldParticipant.Role.SPECTATOR, ""  # who watches is nowhere, and hears no room
    place.joined_at, place.left_at, place.is_ready = at, None, False
    place.namesake = namesakes.number_in(standing.world, place.user)
    return place
