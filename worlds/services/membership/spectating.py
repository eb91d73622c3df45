"""Becoming a spectator: a member without a seat. What spectators may see and do is decided in `access`."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import partial

from common.errors import Conflict, Forbidden
from worlds.models import SharedWorld, WorldParticipant, WorldStay
from worlds.services.membership import access, admission, namesakes, seats
from worlds.services.membership.locks import LockedMembership, lock_membership, retry_while_shifting
from worlds.services.membership.whereabouts import note_gone
from worlds.services.notify import recheck_after_commit


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
        admission.count_use(standing, invite=invite, at=at)
        _check_room(standing.world)
        _watch(standing, at).save()
    return standing.world


def _check_room(world: SharedWorld) -> None:
    if not world.spectators_allowed:
        raise NoSpectators
    if not seats.has_room_to_watch(world):
        raise SpectatorsFull


def send_spectators_away(world: SharedWorld) -> None:
    """End the stays of all who never played here; players whose story is over stay. Assumes the world's row locked."""
    watching = list(world.participants.watching().filter(session=None))
    if watching:
        seats.end_stays(world, watching, reason=WorldStay.Reason.CLOSED, at=world.now())
        note_gone(world.pk, [place.user_id for place in watching])
        for place in watching:  # no event tells their streams that they are gone
            recheck_after_commit(place.user_id)


def _watch(standing: LockedMembership, at: datetime) -> WorldParticipant:
    place = standing.place or WorldParticipant(world=standing.world, user_id=standing.user_id)
    place.role, place.location = WorldParticipant.Role.SPECTATOR, ""  # who watches is nowhere, and hears no room
    place.joined_at, place.left_at, place.is_ready = at, None, False
    place.namesake = namesakes.number_in(standing.world, place.user)
    return place
