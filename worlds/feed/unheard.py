"""Events without the words of those whom their reader has muted.

A muted line of chat is not told at all, like one for others: numbers go on past it. Words of one's own in a turn are left
out of what is told of the turn, as they are for everybody who is elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from django.utils import timezone

from common.database_threads import in_thread
from relations.rules import HEARS_ALL, Unheard
from relations.services.mutes import unheard_by
from worlds.event_types.stored import ChatMessage
from worlds.feed.event import LoggedEvent
from worlds.feed.names import Person

FROM_AFAR: Final = ("world", "whisper")  # channels of a notice that names no place


def as_heard(event: LoggedEvent, mutes: Unheard) -> LoggedEvent | None:
    """The event as a reader with these mutes is told it; None for not at all."""
    if not mutes.by_person or event.text is None or event.actor is None:
        return event
    is_chat = event.type == ChatMessage.TYPE
    channel = event.payload["channel"] if is_chat else "room"
    if not mutes.hides(event.actor.id, channel, now=timezone.now()):
        return event
    return None if is_chat else _wordless(event)


def hides_typing(actor: Person | None, room: str, mutes: Unheard) -> bool:
    """Whether a reader with these mutes is not told that somebody types, at a place or, where it is empty, to the world or one."""
    if actor is None or not mutes.by_person:
        return False
    now, channels = timezone.now(), ("room",) if room else FROM_AFAR
    return any(mutes.hides(actor.id, channel, now=now) for channel in channels)


def has_words(events: Iterable[LoggedEvent]) -> bool:
    return any(event.text is not None for event in events)


def unheard_of_events(events: Iterable[LoggedEvent], reader: str) -> Unheard:
    """The mutes of a reader, as far as these events ask for them. One query where there are words, else none."""
    return unheard_by([reader])[reader] if has_words(events) else HEARS_ALL


async def unheard_on_loop(events: Iterable[LoggedEvent], reader: str) -> Unheard:
    """As `unheard_of_events`, on an event loop."""
    return (await in_thread(unheard_by, [reader]))[reader] if has_words(events) else HEARS_ALL


def _wordless(event: LoggedEvent) -> LoggedEvent:
    return replace(event, text=None, removed=False, encodings={})
