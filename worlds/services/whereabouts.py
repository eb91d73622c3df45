"""Where players are: told to presence in memory, so that no turn pays a statement for it."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db import transaction

from presence.services.attendance import NOWHERE, Whereabouts, attendance, note_on_commit
from presence.services.departures import forget_world
from worlds.models import GameSession


def note_place(session: GameSession) -> None:
    """Note, once this is committed, that its player is where the session stands; who plays no more is nowhere."""
    note_on_commit(user_id=session.user_id, whereabouts=_of(session))


def note_reading(session: GameSession) -> None:
    """Note that a player has the page of a game alone before them. In worlds their stream says so."""
    if session.world_id is None and session.is_active:
        attendance.note(session.user_id, _of(session))


def note_looking_around(user_id: uuid.UUID) -> None:
    """Note that a player has a list of stories or worlds before them. Whoever plays on is met in their story again."""
    attendance.note(user_id, NOWHERE)


def note_gone(world_id: uuid.UUID, user_ids: Collection[uuid.UUID]) -> None:
    """These people are in the world no longer. It is no sign of life: they may have been sent away."""
    transaction.on_commit(lambda: forget_world(world_id, user_ids), robust=True)


def _of(session: GameSession) -> Whereabouts:
    if not session.is_active:
        return NOWHERE
    return Whereabouts(
        scenario=session.revision.scenario.slug,
        game_mode=session.game_mode,
        session_id=session.pk,
        world_id=session.world_id,
        location=session.state["player"]["location"],
        turn=session.turn_in_hand,
    )
