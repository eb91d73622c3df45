"""Telling somebody who waits for their turn, on whatever streams they have open."""

from __future__ import annotations

import uuid

from worlds.event_types.audience import Only
from worlds.event_types.ephemeral import TurnWaiting
from worlds.feed import publisher
from worlds.services.turns.runners import Notify, Waiting


def told_by_stream(user_id: uuid.UUID) -> Notify:
    def notify(waiting: Waiting) -> None:
        publisher.publish_ephemeral(waiting.place.world_id, turn_waiting(waiting), audience=Only([user_id]))

    return notify


def turn_waiting(waiting: Waiting) -> TurnWaiting:
    return TurnWaiting(location=waiting.place.location, reason=waiting.reason, position=waiting.position)
