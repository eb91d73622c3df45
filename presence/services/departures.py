"""Forgetting where people were, and who they were."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from functools import partial

from django.db import transaction
from django.utils import timezone

from presence.models import PlayerPresence
from presence.services.attendance import attendance


def forget_world(world_id: uuid.UUID, user_ids: Collection[uuid.UUID]) -> None:
    """Those of these people who were last met in this world are nowhere now; one statement, and no sign of life."""
    there = PlayerPresence.objects.filter(pk__in=user_ids, world_id=world_id)
    # In the order in which heartbeats write, so that neither waits for the other.
    PlayerPresence.objects.filter(pk__in=there.order_by("pk").select_for_update().values("pk")).update(
        scenario="", game_mode="", session_id=None, world_id=None, location="", turn=0, noted_at=timezone.now()
    )


def forget_person(user_id: uuid.UUID) -> None:
    """Keep nothing of somebody who has left for good. Another process may have heard of them just before: repeat it later."""
    transaction.on_commit(partial(attendance.leave, user_id), robust=True)
    PlayerPresence.objects.filter(pk=user_id).delete()
