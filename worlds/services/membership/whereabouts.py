"""Signs of life that are no turn: who reads, looks around, or has gone."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db import transaction

from presence.services.attendance import NOWHERE, attendance
from presence.services.departures import forget_world
from worlds.models import GameSession
from worlds.services.membership.players import whereabouts_of


def note_reading(session: GameSession) -> None:
    """Note that a player has the page of a game alone before them. In worlds their stream says so."""
    if session.world_id is None and session.is_active:
        attendance.note(session.user_id, whereabouts_of(session))


def note_looking_around(user_id: uuid.UUID) -> None:
    """Note that a player has a list of stories or worlds before them. Whoever plays on is met in their story again."""
    attendance.note(user_id, NOWHERE)


def note_gone(world_id: uuid.UUID, user_ids: Collection[uuid.UUID]) -> None:
    """These people are in the world no longer. It is no sign of life: they may have been sent away. Assumes an open transaction.

    Told within it, so that a process that is killed leaves nobody there, and after its commit, as they may be noted meanwhile.
    """
    forget_world(world_id, user_ids)
    transaction.on_commit(lambda: forget_world(world_id, user_ids), robust=True)
