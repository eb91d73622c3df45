"""Telling somebody who waits for their turn, on whatever streams they have open."""

from __future__ import annotations

import uuid

from worlds.feed import publisher
from worlds.services.turns.runners import Notify, Waiting


def told_by_stream(user_id: uuid.UUID) -> Notify:
    def notify(waiting: Waiting) -> None:
        publisher.aside(waiting.place.world_id, "turn_waiting", wait_payload(waiting), audience=[user_id])

    return notify


def wait_payload(waiting: Waiting) -> dict[str, object]:
    return {"location": waiting.place.location, "reason": waiting.reason, "position": waiting.position}
