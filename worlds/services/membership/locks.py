"""Who somebody is to a world, with the rows locked that a change of it takes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction

from common.errors import Unavailable
from worlds.models import GameSession, SharedWorld, WorldParticipant
from worlds.models.versions import make_readable
from worlds.services.games.sessions import lock_owned
from worlds.services.membership.errors import WorldArchived
from worlds.services.turns import migrating
from worlds.services.turns.locks import await_world, in_time, lock_world

Result = TypeVar("Result")

ATTEMPTS = 3


class Shifted(Exception):
    """Between the look and the locks somebody began another story here: the wrong session was locked."""


@dataclass(slots=True)
class LockedMembership:
    """A person's place in a world and the session that they play there, if any; the session holds this very world."""

    world: SharedWorld
    user_id: uuid.UUID
    place: WorldParticipant | None
    session: GameSession | None

    @property
    def is_member(self) -> bool:
        return self.place is not None and self.place.is_present

    @property
    def is_seated(self) -> bool:
        return self.place is not None and self.place.holds_seat


def lock_membership(*, world_id: uuid.UUID, user_id: uuid.UUID) -> LockedMembership:
    """Lock somebody's session in a world, if they have one, and then the world.

    Assumes an open transaction. Raises Shifted, after which it must be rolled back and tried again, Unavailable,
    and IncompatibleVersion.
    """
    # Read without a lock, as the session must be locked before the world, and only the place says which it is.
    places = WorldParticipant.objects.filter(world_id=world_id, user_id=user_id)
    session_id = places.values_list("session_id", flat=True).first()
    sessions = GameSession.objects.at_hand().select_for_update(of=("self",), no_key=True)
    with in_time():
        session = sessions.get(pk=session_id) if session_id else None
        if session is not None:
            make_readable(session)
        world = lock_world(world_id)
    # Now that the world is locked, no place in it gets another session: what is read here stays true.
    place = places.select_related("user").first()
    if (place.session_id if place else None) != session_id:
        raise Shifted
    if session is not None:
        session.world = world
        migrating.store_game(session)
    return LockedMembership(world, user_id, place, session)


def lock_played(*, user_id: uuid.UUID, session_id: str | uuid.UUID) -> GameSession:
    """A player's own session locked, and then its world's row if it is played in one.

    Raises NotFound, WorldArchived, Unavailable.
    """
    session = lock_owned(user_id=user_id, session_id=session_id)
    if session.world_id is not None:
        session.world = await_world(session.world_id)  # the same order as everywhere: session, then world
        if session.world.is_archived:
            raise WorldArchived
        migrating.store_game(session)
    return session


def retry_while_shifting(change: Callable[[], Result]) -> Result:
    """Run a change in a transaction of its own, from its beginning again while it finds things shifted.

    Raises Unavailable, also when what it locks is held for too long.
    """
    for _ in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return change()
        except Shifted:
            continue
    raise Unavailable(retry_after=1)
