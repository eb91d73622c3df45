"""Forgetting where people were."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.utils import timezone

from presence.models import PlayerPresence


def forget_world(world_id: uuid.UUID, user_ids: Collection[uuid.UUID]) -> None:
    """Those of these people who were last met in this world are nowhere now; one statement, and no sign of life."""
    PlayerPresence.objects.filter(pk__in=user_ids, world_id=world_id).update(
        scenario="", game_mode="", session_id=None, world_id=None, location="", turn=0, noted_at=timezone.now()
    )
