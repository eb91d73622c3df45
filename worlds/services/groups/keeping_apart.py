"""Whom nobody may bring together: the one place where following and parties ask whether one of two has blocked the other."""

from __future__ import annotations

from common.errors import NotFound
from relations.services import blocks
from worlds.models import WorldParticipant


def require_not_apart(asker: WorldParticipant, asked: WorldParticipant) -> None:
    """Raises NotFound, as for somebody who is not here, where either keeps the other away."""
    if are_apart(asker, asked):
        raise NotFound("That player is not in this world.")


def are_apart(one: WorldParticipant, other: WorldParticipant) -> bool:
    """Whether they are one person, or one of two people has blocked the other."""
    return one.user_id == other.user_id or blocks.are_apart(one.user_id, other.user_id)
