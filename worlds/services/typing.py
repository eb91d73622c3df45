"""Telling those at the same place that somebody is typing."""

from __future__ import annotations

import uuid

from worlds.event_types.audience import Room
from worlds.event_types.ephemeral import Typing
from worlds.feed import publisher
from worlds.models import WorldParticipant


def announce_typing(*, user_id: uuid.UUID, world_id: uuid.UUID) -> None:
    """Told once and kept nowhere; nobody hears of those who are without a seat, or alone where they are."""
    here = WorldParticipant.objects.present().filter(world_id=world_id)
    place = here.seated().of(user_id).values_list("location", flat=True).first()
    if place is not None:
        others = Room(place, but=user_id)
        publisher.publish_ephemeral(world_id, Typing(location=place), audience=others, actor_id=user_id)
