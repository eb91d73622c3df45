"""Whom nobody may bring together: the one place where following and parties ask whether one of two has blocked the other."""

from __future__ import annotations

from common.errors import NotFound
from relations.services.blocks import are_apart
from worlds.models import WorldParticipant


def require_not_apart(asker: WorldParticipant, asked: WorldParticipant) -> None:
    """Raises NotFound, as for somebody who is not here, where either keeps the other away, and for oneself."""
    if asker.user_id == asked.user_id or are_apart(asker.user_id, asked.user_id):
        raise NotFound("That player is not in this world.")
