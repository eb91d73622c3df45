"""Whom nobody may bring together: the one place where following and parties ask whether one of two has blocked the other."""

from __future__ import annotations

from common.errors import NotFound
from relations.services.blocks import are_apart
from worlds.models import WorldParticipant


def require_not_apart(asker: WorldParticipant, *asked: WorldParticipant) -> None:
    """Raises NotFound, as for somebody who is not here, where one keeps another of them away from the first, and for oneself."""
    others = [place.user_id for place in asked]
    if asker.user_id in others or are_apart(asker.user_id, *others):
        raise NotFound("That player is not in this world.")
