"""Talking in a world: to everybody, to those at the same place, to one's party, or to one."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from django.db import transaction
from django.utils import timezone

from common import storing
from common.errors import InvalidInput, NotFound
from common.player_budgets import spend_together
from common.text_filter import Screened, TextNotFit
from common.text_filter.screening import screen
from relations.services.blocks import require_together
from worlds import limits
from worlds.event_types.audience import WORLD, Audience, Only, Room
from worlds.event_types.stored import ChatMessage
from worlds.feed import event_log as feed_log
from worlds.feed.event import LoggedEvent
from worlds.feed.outsiders import event_for_reader
from worlds.models import ModerationRecord, PlayerText, SharedWorld, WorldEvent, WorldParticipant
from worlds.services import budgets, events
from worlds.services.events import NewEvent
from worlds.services.groups.errors import NotInParty
from worlds.services.membership import access
from worlds.services.membership.access import find_world
from worlds.services.moderation_records import note_noticed
from worlds.services.texts import keep_text, keep_under, text_matches
from worlds.services.turns.locks import await_world
from worlds.services.turns.request import IdempotencyConflict

Channel = Literal["world", "room", "party", "whisper"]
Gesture = Literal["emote", "pose"]
LONGEST: Final[dict[Gesture, int]] = {"emote": limits.EMOTE, "pose": limits.POSE}
SPOKEN: Final[dict[str, Channel]] = {"world": "world", "room": "room", "party": "party"}
ABSENT: Final = "That player is not in this world."


@dataclass(frozen=True, slots=True)
class Speech:
    """Words on their way: who says them, on which channel, to whom they are whispered, and under which key."""

    speaker: uuid.UUID
    screened: Screened
    channel: Channel
    to: uuid.UUID | None
    key: str | None
    kind: Gesture | None = None  # what is told instead of said


@dataclass(frozen=True, slots=True)
class Said:
    event: WorldEvent
    replayed: bool  # it was said before, under the same idempotency key


def send_message(
    *,
    user_id: uuid.UUID,
    world_id: str | uuid.UUID,
    text: str,
    channel: str = "world",
    to: str | uuid.UUID | None = None,
    idempotency_key: str | None = None,
) -> Said:
    """Say something in a world that one plays in; `to` makes it a whisper, whatever the channel.

    Spectators speak to the whole world where its host lets them, and are marked as such.
    Words that the filter notes are masked where it says so, and a moderator hears of them. Under one key the same words
    are said once. Raises NotFound, NotAMember, SpectatorsWatch, WorldArchived, Silenced, KeptApart, InvalidInput for nothing, too much or an unknown channel,
    TextNotFit for what may not be said, NotInParty, RateLimited, and IdempotencyConflict for a key under which something else was said.
    """
    found = find_world(user_id=user_id, world_id=world_id)
    if (earlier := _said_before(found, user_id, idempotency_key)) is not None:
        listener = None if to is None else _listener(found, to)
        screened = screen(text, longest=limits.CHAT_TEXT)
        return _again(earlier, Speech(user_id, screened, _channel(channel, listener), listener, idempotency_key))
    world = SharedWorld.objects.only("status", "spectators_talk").get(pk=found)
    meant = channel if to is None else "whisper"
    access.require_voice(world, user_id, channel=meant)  # before anything is stored
    spend_together(budgets.budgets_of_line(meant), str(user_id))
    screened = _screened(user_id, found, text)
    whispered = None if to is None else _listener(found, to)
    return _said(found, Speech(user_id, screened, _channel(channel, whispered), whispered, idempotency_key))


def show_gesture(*, user_id: uuid.UUID, world_id: uuid.UUID, text: str, kind: Gesture, key: str | None) -> Said:
    """Show those at the same place what one does, told behind the name: a line of chat. Raises as `send_message` does."""
    if (earlier := _said_before(world_id, user_id, key)) is not None:
        return _again(earlier, Speech(user_id, screen(text, longest=LONGEST[kind]), "room", None, key, kind))
    access.require_seat(SharedWorld.objects.only("status").get(pk=world_id), user_id)
    spend_together(budgets.budgets_of_line("room"), str(user_id))
    screened = _screened(user_id, world_id, text, longest=LONGEST[kind])
    return _said(world_id, Speech(user_id, screened, "room", None, key, kind))


def _said_before(world_id: uuid.UUID, user_id: uuid.UUID, key: str | None) -> WorldEvent | None:
    """What was said here under this key. It is answered again for nothing, also to somebody who has left since."""
    if key is None:
        return None
    kept = WorldEvent.objects.filter(world_id=world_id, text__author_id=user_id, text__idempotency_key=key)
    found: WorldEvent | None = kept.select_related("text").first()
    return found


def _again(earlier: WorldEvent, speech: Speech) -> Said:
    """No lock, no budget and no note for moderators: nothing new is said. Raises IdempotencyConflict for other words."""
    _require_same(earlier, speech)
    return Said(earlier, replayed=True)


def _channel(channel: str, whispered: uuid.UUID | None) -> Channel:
    if whispered is not None:
        return "whisper"
    if channel in SPOKEN:
        return SPOKEN[channel]
    raise InvalidInput("channel must be world, room or party; give `to` for a whisper.", channel=channel)


def _screened(user_id: uuid.UUID, world_id: uuid.UUID, text: str, *, longest: int = limits.CHAT_TEXT) -> Screened:
    screened = screen(text, longest=longest)
    if any(hit.category == "length" for hit in screened.hits):
        raise InvalidInput(f"Write at most {longest} characters.")
    if not screened.text:
        raise InvalidInput("Write a message.")
    if screened.verdict == "refused":
        _note(world_id, user_id, screened, ModerationRecord.Action.REFUSED)
        raise TextNotFit
    return screened


def _listener(world_id: uuid.UUID, to: str | uuid.UUID) -> uuid.UUID:
    """Who a whisper is for. Raises NotFound for anybody who was never in the world."""
    known = WorldParticipant.objects.filter(world_id=world_id)
    named = {"user_id": to} if isinstance(to, uuid.UUID) else {"user__short_id": to}
    found: uuid.UUID | None = known.filter(**named).values_list("user_id", flat=True).first()
    if found is None:
        raise NotFound(ABSENT)
    return found


@transaction.atomic
def _said(world_id: uuid.UUID, speech: Speech) -> Said:
    world = await_world(world_id)
    earlier = None if speech.key is None else _earlier(world, speech, speech.key)
    return Said(_uttered(world, speech), replayed=False) if earlier is None else Said(earlier, replayed=True)


def _earlier(world: SharedWorld, speech: Speech, key: str) -> WorldEvent | None:
    """What was said under this key. Raises IdempotencyConflict when that was something else."""
    kept = PlayerText.objects.filter(author_id=speech.speaker, idempotency_key=key).first()
    if kept is None:
        return None
    event: WorldEvent | None = WorldEvent.objects.filter(world=world, text=kept).select_related("text").first()
    if event is None:
        raise IdempotencyConflict
    _require_same(event, speech)
    return event


def _require_same(event: WorldEvent, speech: Speech) -> None:
    """Raises IdempotencyConflict unless the event is what would be said now."""
    assert event.text is not None, "it was found by its words"
    if not text_matches(event.text, speech.screened.masked) or not _went_to(event, speech):
        raise IdempotencyConflict


def _went_to(event: WorldEvent, speech: Speech) -> bool:
    is_heard = speech.to is None or str(speech.to) in (event.audience or ())
    return is_heard and (event.payload["channel"], event.payload.get("kind")) == (speech.channel, speech.kind)


def _uttered(world: SharedWorld, speech: Speech) -> WorldEvent:
    place = access.require_voice(world, speech.speaker, channel=speech.channel)
    if speech.to is not None:
        _require_listener(world, speech.speaker, speech.to)
    event = log_speech(world, _news(place, speech, _kept(speech)))
    if speech.screened.hits:
        _note(world.pk, speech.speaker, speech.screened, ModerationRecord.Action.MASKED)
    return event


def _require_listener(world: SharedWorld, speaker: uuid.UUID, to: uuid.UUID) -> None:
    """Raises NotFound for somebody who is not there, KeptApart."""
    if not access.is_present(user_id=to, world_id=world.pk):
        raise NotFound(ABSENT)
    require_together(speaker, to)


def log_speech(world: SharedWorld, news: NewEvent) -> WorldEvent:
    """Store what was said. Assumes the world's row locked, its speaker seated and the words stored."""
    [event] = events.append_events(world, news)
    world.last_activity_at = timezone.now()
    storing.update(world, (*events.COUNTERS, "last_activity_at"))
    return event


def _kept(speech: Speech) -> PlayerText:
    """Raises IdempotencyConflict."""
    if speech.key is None:
        return keep_text(author_id=speech.speaker, text=speech.screened.masked)
    return keep_under(speech.key, author_id=speech.speaker, text=speech.screened.masked)


def _news(place: WorldParticipant, speech: Speech, text: PlayerText) -> NewEvent:
    role: Literal["spectator"] | None = None if place.holds_seat else "spectator"
    said = ChatMessage(channel=speech.channel, role=role, kind=speech.kind)
    return NewEvent(said, actor_id=speech.speaker, audience=_audience(place, speech), text=text)


def _audience(place: WorldParticipant, speech: Speech) -> Audience:
    if speech.to is not None:
        return Only({speech.speaker, speech.to})
    if speech.channel == "party":
        return party_of(place, WorldParticipant.objects.seated().filter(world=place.world_id))
    return Room(place.location) if speech.channel == "room" else WORLD


def party_of(place: WorldParticipant, places: Iterable[WorldParticipant]) -> Audience:
    """The members of somebody's party among these places, as of now. Raises NotInParty."""
    if place.party_id is None:
        raise NotInParty
    return Only({each.user_id for each in places if each.party_id == place.party_id})


def _note(world_id: uuid.UUID, user_id: uuid.UUID, screened: Screened, action: str) -> None:
    place = WorldParticipant.objects.of(user_id).filter(world_id=world_id).first()
    note_noticed(
        author_id=user_id,
        screened=screened,
        action=action,
        world_id=world_id,
        session_id=place and place.session_id,
        place=place.location if place else "",
    )


def chat_history(*, user_id: uuid.UUID, world_id: str | uuid.UUID, limit: int = 100) -> list[LoggedEvent]:
    """The last things said that this member could hear, oldest first. Raises NotFound, NotAMember."""
    found = find_world(user_id=user_id, world_id=world_id)
    is_fellow = access.present_place(user_id=user_id, world_id=found).is_fellow
    heard = feed_log.latest(found, ChatMessage, reader=user_id, limit=limit)
    return [event_for_reader(event, str(user_id), is_fellow=is_fellow) for event in heard]
