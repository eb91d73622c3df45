"""POST /api/v1/game/{id}/turns on the event loop."""

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
from common.json_body import LARGEST_NUMBER, read_json
from common.player_budgets import asked_from
from common.prepared.select import Query
from worlds import limits
from worlds.services.turns import playing, runners
from worlds.services.turns.request import TurnRequest
from worlds.wire.idempotency import KEY
from worlds.wire.turns import turn_answer

FIELDS: Final = {"option_id", "input", "expected_turn", "expected_number"}
REPLAYED: Final = ((b"idempotent-replayed", b"true"),)


def read_ahead(request: HotRequest, user_id: uuid.UUID) -> Sequence[Query]:
    key = request.header(b"idempotency-key")
    return playing.first_read(user_id, request.parts[0], key) if key is None or KEY.fullmatch(key) else ()


async def play_turn(request: HotRequest, caller: HotCaller) -> HotAnswer:
    """Play a turn that is asked for as it should be; a body that must be explained is the plain door's."""
    key = request.header(b"idempotency-key")
    if key is not None and not KEY.fullmatch(key):
        raise NotOrdinary
    with asked_from(lambda: caller.guest_address, lambda: caller.is_agent):
        answer = await playing.play_turn_async(
            user_id=caller.user_id,
            session_id=request.parts[0],
            request=_read(request.body),
            idempotency_key=key,
            notify=runners.told_by_stream(caller.user_id),
            runs=in_thread,
            arrived=request.arrived,
            is_shielded=True,  # as every answer of a hot door
        )
    return HotAnswer(orjson.dumps(turn_answer(answer.result)), headers=REPLAYED if answer.replayed else ())


def _read(body: bytes) -> TurnRequest:
    """Raises NotOrdinary for whatever is not plainly a turn."""
    try:
        given = read_json(body)
    except KleeneError:
        raise NotOrdinary from None
    if not isinstance(given, dict) or not given.keys() <= FIELDS:
        raise NotOrdinary
    option, words = given.get("option_id"), given.get("input")
    if not (option or words):
        raise NotOrdinary
    return TurnRequest(
        option_id=_text(option, limits.STORED_STORY_ID),
        input=_text(words, limits.TURN_TEXT),
        expected_turn=_number(given.get("expected_turn")),
        expected_number=_number(given.get("expected_number")),
    )


def _text(value: Any, longest: int) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not 0 < len(value) <= longest or CONTROL.search(value) or value != value.strip():
        raise NotOrdinary
    return value


def _number(value: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= LARGEST_NUMBER:
        raise NotOrdinary
    return value
