"""What reaches one person on whatever streams they have open, in whichever world and process."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from worlds import signals
from worlds.event_types.audience import Only
from worlds.event_types.base import EphemeralEvent
from worlds.feed import publisher
from worlds.models import StreamLease


def notify_after_commit(user_id: uuid.UUID, event: EphemeralEvent) -> None:
    """Neither numbered nor stored: a person without an open stream finds the news where its subject is stored."""
    # A function: of a partial Django cannot even say the name when it fails, and then what is committed would fail with it.
    transaction.on_commit(lambda: notify_person(user_id, event), robust=True)


def recheck_after_commit(user_id: uuid.UUID) -> None:
    """Have their streams looked at once what was changed is committed: those end that may not go on."""
    transaction.on_commit(lambda: recheck_streams(user_id), robust=True)


def notify_person(user_id: uuid.UUID, event: EphemeralEvent) -> None:
    for world_id in _listened_to_by(user_id):
        publisher.publish_ephemeral(world_id, event, audience=Only([user_id]))


def recheck_streams(user_id: uuid.UUID) -> None:
    for world_id in _listened_to_by(user_id):
        publisher.publish_doubted(world_id, user_id)
    signals.streams_doubted.send_robust(sender=StreamLease, user_id=user_id)


def _listened_to_by(user_id: uuid.UUID) -> QuerySet[StreamLease, uuid.UUID]:
    """The worlds of their open streams, by id."""
    streams = StreamLease.objects.filter(user_id=user_id, expires_at__gt=timezone.now())
    return streams.values_list("world_id", flat=True).distinct()
