"""Whom strangers may see."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from presence.models import PlayerPresence


def visible_among(user_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of these people who let strangers see them; one query."""
    return frozenset(PlayerPresence.objects.filter(pk__in=user_ids, visible=True).values_list("pk", flat=True))


def set_visible(*, user_id: uuid.UUID, visible: bool) -> None:
    """Let strangers see somebody, or no longer."""
    PlayerPresence.objects.update_or_create(user_id=user_id, defaults={"visible": visible})
