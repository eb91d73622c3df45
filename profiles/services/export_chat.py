"""What somebody said in worlds, in the export of their account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from profiles.models import User
from worlds.event_types.stored import ChatMessage
from worlds.feed.event import carried, recipient_of
from worlds.models import WorldEvent

Rows = Iterator[Mapping[str, Any]]
CHUNK: Final = 100


def export_chat(user: User) -> Rows:
    """What they said, and whom they whispered to. What others said to them is others'."""
    said = WorldEvent.objects.filter(type=ChatMessage.TYPE, actor_id=user.pk, text__author_id=user.pk)
    for event in said.select_related("text", "world").defer("world__world_state").order_by("pk").iterator(CHUNK):
        yield {
            "world_id": event.world.short_id,
            "channel": event.payload.get("channel"),
            "to": _short_id(recipient_of(carried(event))),
            "room": event.room,
            "text": str(event.text),
            "at": event.created_at,
        }


@lru_cache(maxsize=1024)
def _short_id(user_id: str | None) -> str | None:
    return None if user_id is None else User.objects.values_list("short_id", flat=True).get(pk=user_id)
