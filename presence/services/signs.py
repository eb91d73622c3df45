"""When people were last heard of."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import timedelta
from typing import Final

from django.utils import timezone

from presence.models import PlayerPresence

FRESH: Final = timedelta(seconds=30)


def heard_of_lately(user_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of these people who gave a sign of life in the last half minute; one query."""
    young = timezone.now() - FRESH
    return frozenset(
        PlayerPresence.objects.filter(pk__in=user_ids, last_heartbeat__gte=young).values_list("pk", flat=True)
    )
