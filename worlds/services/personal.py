"""Telling one person something, on whatever streams they have open, in whichever world and process."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from worlds.feed import doorbell
from worlds.models import StreamLease


def tell_after_commit(user_id: uuid.UUID, kind: str, data: Mapping[str, Any]) -> None:
    """Neither numbered nor kept: who has no stream open finds it where it is stored."""
    # A function: of a partial Django cannot even say the name when it fails, and then what is committed would fail with it.
    transaction.on_commit(lambda: tell(user_id, kind, data), robust=True)


def tell(user_id: uuid.UUID, kind: str, data: Mapping[str, Any]) -> None:
    streams = StreamLease.objects.filter(user_id=user_id, expires_at__gt=timezone.now())
    for world_id in streams.values_list("world_id", flat=True).distinct():
        doorbell.aside(world_id, kind, dict(data), audience=[user_id])
