"""A world's log, read page by page by somebody who is in it."""

from __future__ import annotations

import uuid
from typing import Any

from worlds.models import WorldEvent
from worlds.services import events, frames
from worlds.services.events import EventPage
from worlds.services.membership import access
from worlds.services.membership.access import find_world


def event_page(*, user_id: uuid.UUID, world_id: str | uuid.UUID, after: int, limit: int) -> EventPage:
    """Events past `after` that this member may see. Raises NotFound, NotAMember; spectators are members."""
    found = find_world(user_id=user_id, world_id=world_id)
    is_fellow = access.present_place(user_id=user_id, world_id=found).is_fellow
    return events.read_events(found, after=after, limit=limit, reader=user_id, is_fellow=is_fellow)


def event_payload(event: WorldEvent, *, reader: uuid.UUID) -> dict[str, Any]:
    """An event just written, as its author will see it on a stream: a `flat_frame`."""
    page = events.read_events(event.world_id, after=event.sequence - 1, limit=1, reader=reader, is_fellow=True)
    return frames.flat_frame(page.events[0])
