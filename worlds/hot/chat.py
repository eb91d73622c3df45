"""POST /api/v1/worlds/{id}/chat on the event loop."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

import orjson

from common.database_threads import in_thread
from common.errors import KleeneError
from common.fields import CONTROL
from common.hot.caller import HotCaller
from common.hot.request import HotAnswer, HotRequest, NotOrdinary
from common.ids import is_short_id
from common.json_body import read_json
from common.namesakes import marked
from common.player_budgets import asked_from
from common.prepared.select import Query
from common.visible_text import cleaned_within
from worlds import limits
from worlds.feed.event import Seen, carried, logged_event
from worlds.feed.names import Person
from worlds.services import frames
from worlds.services.chat_on_loop import Line, Spoken, send_line, speaker_query
from worlds.wire.idempotency import KEY

FIELDS: Final = {"text", "channel"}


def read_ahead(request: HotRequest, user_id: uuid.UUID) -> Sequence[Query]:
    key = request.header(b"idempotency-key")
    is_plain = is_short_id(request.parts[0], "wld") and (key is None or KEY.fullmatch(key))
    return (speaker_query(user_id, request.parts[0], key),) if is_plain else ()


async def say_line(request: HotRequest, caller: HotCaller) -> HotAnswer:
    """Say something to the world or the room, when it is asked for as it should be."""
    with asked_from(lambda: caller.guest_address, lambda: caller.is_agent):
        spoken = await send_line(_read(request, caller), in_thread)
    return HotAnswer(orjson.dumps(_heard(spoken, request.parts[0], caller.account)), status=201)


def _read(request: HotRequest, caller: HotCaller) -> Line:
    """Raises NotOrdinary for whatever is not plainly a line of chat."""
    key = request.header(b"idempotency-key")
    try:
        given = read_json(request.body)
    except KleeneError:
        raise NotOrdinary from None
    if not isinstance(given, dict) or not given.keys() <= FIELDS or (key is not None and not KEY.fullmatch(key)):
        raise NotOrdinary
    channel = given.get("channel", "world")
    if not isinstance(channel, str):
        raise NotOrdinary
    return Line(caller.user_id, request.parts[0], _words(given.get("text")), channel, key)


def _words(text: Any) -> str:
    if not isinstance(text, str) or CONTROL.search(text):
        raise NotOrdinary
    cleaned = cleaned_within(text, limits.CHAT_TEXT).strip()
    if not 0 < len(cleaned) <= limits.CHAT_TEXT:
        raise NotOrdinary
    return cleaned


def _heard(spoken: Spoken, world: str, account: Any) -> dict[str, Any]:
    """The event as its author will see it on a stream."""
    name = marked(account.display_name, spoken.place.namesake)
    known_as = spoken.place.character_name or name
    author = Person(str(account.pk), account.short_id, name, known_as, is_agent=account.is_agent)
    event = logged_event(carried(spoken.event), world=world, people={author.id: author})
    return frames.flat_frame(Seen(event, spoken.previous))
