"""Signs of life. How somebody stands follows from the age of the last one, so a server that was killed needs no cleaning up."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.utils import timezone

from presence.models import PlayerPresence


def beat(user_ids: Collection[uuid.UUID]) -> None:
    """Say that these people are there; one statement for any number of them."""
    now = timezone.now()
    PlayerPresence.objects.bulk_create(
        # In one order everywhere: two processes that share people must not wait for each other.
        [PlayerPresence(user_id=user_id, last_heartbeat=now) for user_id in sorted(set(user_ids))],
        update_conflicts=True,
        update_fields=["last_heartbeat"],
        unique_fields=["user"],
    )
