"""A line of chat on an event loop: everything is locked and read in one round trip, and written in another.

Where nothing is known of the speaker, as over HTTP, a look at their place comes before that.
It says what is ordinary: to the world or the room, by somebody seated, words that the filter lets pass, under a key that
is new. For all else the plain path (`chat`) is asked, before anything has happened.
"""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import SynchronousOnlyOperation
from django.db import IntegrityError
from django.db.utils import OperationalError

from common import storing
from common.errors import RateLimited
from common.hot.budgets import spend_together_on_loop
from common.hot.request import NotOrdinary
from common.ids import is_short_id
from common.player_budgets import SpentTogether
from common.prepared.lines import Rows
from common.prepared.pool import Transaction, fetch, transaction
from common.prepared.select import Query
from common.prepared.units import commit
from common.text_filter.screening import screen
from common.transaction_bounds import bound_transaction
from worlds import limits
from worlds.event_types.audience import WORLD, Audience, Room
from worlds.event_types.stored import ChatMessage
from worlds.models import SharedWorld, WorldEvent, WorldParticipant, versions
from worlds.services import budgets, chat
from worlds.services.events import NewEvent
from worlds.services.texts import keyed_text
from worlds.services.turns import statements
from worlds.services.turns.locks import LONGEST_WAIT, is_timeout

NO_KEY = ""  # no text has it


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody says; `world_id` in its outer form. `seated_in` is the world's own id where they are known to have a seat there."""

    user_id: uuid.UUID
    world_id: str
    text: str
    channel: str
    key: str | None
    seated_in: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """The event, its speaker's place, and the last event before it that the speaker could see, 0 for none."""

    event: WorldEvent
    place: WorldParticipant
    previous: int


@dataclass(frozen=True, slots=True)
class Locked:
    world: SharedWorld
    places: Sequence[WorldParticipant]
    previous: int


def speaker_query(user_id: uuid.UUID, world_id: str, key: str | None) -> Query:
    """The speaker's place, whether a moderator silenced them, and whether the line was said under this key before."""
    return statements.MY_PLACE(user=user_id, short_id=world_id, key=key or NO_KEY)


async def send_line(line: Line, in_thread: Callable[..., Awaitable[object]]) -> Spoken:
    """Say it. Raises RateLimited, and NotOrdinary; then nothing was said, and nothing is spent."""
    if line.channel not in chat.SPOKEN or not is_short_id(line.world_id, "wld"):
        raise NotOrdinary
    world_id = line.seated_in or await _world_of(line)  # first: of those who are not there nothing is read
    words = _plain_words(line)
    spent = await _spend(line)
    try:
        async with transaction() as tx:
            locked = await _lock(tx, world_id, line)
            with storing.collecting() as stored:
                spoken = _speak(line, words, locked)
            await commit(tx, stored)
    except (NotOrdinary, SynchronousOnlyOperation, IntegrityError):
        await in_thread(spent.refund)  # the plain path spends it
        raise NotOrdinary from None
    except OperationalError as trouble:
        if not is_timeout(trouble):
            raise
        await in_thread(spent.refund)
        raise NotOrdinary from None
    return spoken


def _plain_words(line: Line) -> str:
    """Raises NotOrdinary where a moderator must hear of it, or nothing is said."""
    screened = screen(line.text, longest=limits.CHAT_TEXT)
    if screened.hits or not screened.text:
        raise NotOrdinary
    return screened.masked


async def _spend(line: Line) -> SpentTogether:
    """Raises RateLimited, and NotOrdinary where nobody has looked yet whether the line was said before, and costs nothing."""
    try:
        return await spend_together_on_loop(budgets.budgets_of_line(line.channel), str(line.user_id))
    except RateLimited:
        if line.seated_in is None:
            raise
        raise NotOrdinary from None


async def _world_of(line: Line) -> uuid.UUID:
    [raw] = await fetch(speaker_query(line.user_id, line.world_id, line.key))
    return _free_to_speak(raw)


def _free_to_speak(raw: Rows) -> uuid.UUID:
    found = statements.MY_PLACE.first(raw)
    if found is None or found[1] or found[2]:  # said already, or silenced by a moderator
        raise NotOrdinary
    world_id: uuid.UUID = found[0]
    return world_id


async def _lock(tx: Transaction, world_id: uuid.UUID, line: Line) -> Locked:
    """With what was not asked before: whether the speaker is free to speak, and says something new."""
    _, world, places, seen, *asked = await tx.run(
        bound_transaction(LONGEST_WAIT),
        statements.WORLD(pk=world_id),
        statements.SEATED(world=world_id),
        statements.LAST_SEEN(world=world_id, reader=str(line.user_id), muter=line.user_id),
        *((speaker_query(line.user_id, line.world_id, line.key),) if line.seated_in else ()),
    )
    for raw in asked:
        _free_to_speak(raw)
    locked = statements.WORLD.first(world)
    if locked is None or locked.is_archived:
        raise NotOrdinary
    versions.make_readable(locked)
    if locked.migrated_from is not None:  # the plain path migrates what an older version stored
        raise NotOrdinary
    return Locked(locked, statements.SEATED.rows(places), seen[0][0] if seen else 0)


def _speak(line: Line, words: str, locked: Locked) -> Spoken:
    place = next((each for each in locked.places if each.user_id == line.user_id and each.holds_seat), None)
    if place is None:
        raise NotOrdinary
    text = keyed_text(line.key, author_id=line.user_id, text=words)
    storing.insert(text)
    said = ChatMessage(channel=chat.SPOKEN[line.channel])
    news = NewEvent(said, actor_id=line.user_id, audience=_audience(line, place, locked.places), text=text)
    return Spoken(chat.log_speech(locked.world, news), place, locked.previous)


def _audience(line: Line, place: WorldParticipant, places: Sequence[WorldParticipant]) -> Audience:
    if line.channel == "world":
        return WORLD
    if line.channel == "party":
        return _party(place, places)
    here = {each.user_id for each in places if each.holds_seat and each.location == place.location}
    return Room(place.location, people=here)


def _party(place: WorldParticipant, places: Sequence[WorldParticipant]) -> Audience:
    """Raises NotOrdinary for who is in none: the plain path says so, and keeps nothing of it."""
    if place.party_id is None:
        raise NotOrdinary
    return chat.party_of(place, [each for each in places if each.holds_seat])
