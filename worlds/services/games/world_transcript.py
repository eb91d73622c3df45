"""The transcript of a world for one of its people: what they may know of it, in the order in which it happened.

It is made of two logs: the world's events, each as its audience allows, and the reader's own turns in full. Somebody who
left reads up to the end of their last stay (`access.last_stay`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from typing import Final

from worlds.event_types.stored import TurnPlayed
from worlds.feed.event import LoggedEvent
from worlds.models import GameSession, SharedWorld, WorldEvent, WorldParticipant
from worlds.services import events
from worlds.services.budgets import REPLAYS
from worlds.services.games import sessions
from worlds.services.games.transcript import TranscriptEntry, whole_story
from worlds.services.membership import access
from worlds.services.membership.removal import not_here

PAGE: Final = 150  # events of one page, seen or not


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing that happened: an event, or a turn of the reader's own."""

    at: datetime
    event: LoggedEvent | None = None
    turn: TranscriptEntry | None = None


@dataclass(frozen=True, slots=True)
class WorldTranscript:
    """One page of it; pages count from 1. `begins_late`: the log no longer holds what came first."""

    world: SharedWorld
    passages: tuple[Passage, ...]
    page: int
    pages: int
    begins_late: bool


def world_transcript(*, user_id: uuid.UUID, world_id: str | uuid.UUID, page: int = 1) -> WorldTranscript:
    """One page of a world's transcript as this person may read it; a page past the last is the last.

    Raises NotFound for a world that they may not know of, NotAMember for one that they were never in, RateLimited.
    """
    world, reader = _known_world(user_id, world_id)
    REPLAYS.spend(str(user_id))
    return _page(world, reader, page)


def whole_world_transcript(*, user_id: uuid.UUID, world_id: str | uuid.UUID, most: int) -> list[WorldTranscript]:
    """All pages, or the first `most` of them. Raises as `world_transcript` does."""
    world, reader = _known_world(user_id, world_id)
    REPLAYS.spend(str(user_id))
    return [_page(world, reader, page) for page in range(1, min(most, _pages(reader.upto)) + 1)]


@dataclass(frozen=True, slots=True)
class _Reader:
    """`upto` is the last event that they may know of; hidden players are hidden from who is no fellow."""

    id: uuid.UUID
    upto: int
    is_fellow: bool


def _known_world(user_id: uuid.UUID, world_id: str | uuid.UUID) -> tuple[SharedWorld, _Reader]:
    found = access.find_world(user_id=user_id, world_id=world_id)
    here = WorldParticipant.objects.present().of(user_id).filter(world_id=found).first()
    stay = None if here is not None else access.last_stay(user_id=user_id, world_id=found)
    if here is None and stay is None:
        raise not_here(user_id=user_id, world_id=found)
    unread = ("world_state", "revision__content_text", "revision__report")
    world = SharedWorld.objects.select_related("revision__scenario").defer(*unread).get(pk=found)
    if stay is not None:
        return world, _Reader(user_id, stay.event_seq or 0, is_fellow=stay.session_id is not None)
    return world, _Reader(user_id, world.event_seq, is_fellow=here is not None and here.is_fellow)


def _pages(upto: int) -> int:
    return max(1, -(-upto // PAGE))


def _page(world: SharedWorld, reader: _Reader, page: int) -> WorldTranscript:
    pages = _pages(reader.upto)
    page = min(max(1, page), pages)
    after = (page - 1) * PAGE
    upto = min(reader.upto, after + PAGE)
    read = events.read_events(
        world.pk, after=after, limit=PAGE, reader=reader.id, is_fellow=reader.is_fellow, upto=upto
    )
    told = (Passage(seen.event.at, event=seen.event) for seen in read.events if not _is_own_turn(seen.event, reader.id))
    begins = _moment_of(world, after) if page > 1 else None
    ends = _moment_of(world, after + PAGE) if page < pages else None
    passages = merge(_own_turns(world, reader.id, begins, ends), told, key=lambda passage: passage.at)
    return WorldTranscript(world, tuple(passages), page, pages, begins_late=not read.reaches_back)


def _is_own_turn(event: LoggedEvent, user_id: uuid.UUID) -> bool:
    """It is told in full from the reader's own game."""
    return event.type == TurnPlayed.TYPE and event.actor is not None and event.actor.id == str(user_id)


def _moment_of(world: SharedWorld, sequence: int) -> datetime | None:
    moments = WorldEvent.objects.filter(world=world, sequence=sequence).values_list("created_at", flat=True)
    return moments.first()


def _own_turns(
    world: SharedWorld, user_id: uuid.UUID, begins: datetime | None, ends: datetime | None
) -> Iterator[Passage]:
    """The reader's own turns in the world, in order, after one moment and until another."""
    played = sessions.with_world().owned_by(user_id).filter(world=world).order_by("created_at")
    for entry in (entry for session in played for entry in _entries(session)):
        at = datetime.fromisoformat(entry["at"])
        if (begins is None or at > begins) and (ends is None or at <= ends):
            yield Passage(at, turn=entry)


def _entries(session: GameSession) -> list[TranscriptEntry]:
    return [entry for entry in whole_story(session) if not entry["left"]]
