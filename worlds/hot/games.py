"""GET /api/v1/game/{id} on the event loop."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import orjson

from common.hot.caller import HotCaller
from common.hot.request import HotAnswer, HotRequest, NotOrdinary
from common.ids import is_short_id
from common.prepared.pool import fetch
from common.prepared.select import Query, Select
from worlds.models import GameSession, WorldParticipant, versions
from worlds.services.games import sessions
from worlds.services.games.seen_view import Look, has_seen, look_at_game
from worlds.services.membership.players import NOBODY, Others, others_among
from worlds.services.turns.state_rows import state_of
from worlds.wire.entity_tags import PRIVATE, entity_tag, has_version

GAME: Select[GameSession] = Select(
    lambda user, short_id: sessions.with_world().owned_by(user).filter(short_id=short_id), user=uuid.UUID, short_id=str
)
PRESENT: Select[WorldParticipant] = Select(
    lambda short_id: (
        WorldParticipant.objects.present()
        .filter(world__sessions__short_id=short_id)
        .select_related("user__presence")
        .order_by("joined_at", "pk")
    ),
    short_id=str,
)


def read_ahead(request: HotRequest, user_id: uuid.UUID) -> Sequence[Query]:
    [short_id] = request.parts
    return (GAME(user=user_id, short_id=short_id), PRESENT(short_id=short_id)) if is_short_id(short_id, "ses") else ()


async def show_game(request: HotRequest, caller: HotCaller) -> HotAnswer:
    """A game as its player sees it, if they see it as it is: a world that they have left is the plain door's to remember."""
    [short_id] = request.parts
    if not is_short_id(short_id, "ses"):
        raise NotOrdinary
    found, present = await fetch(GAME(user=caller.user_id, short_id=short_id), PRESENT(short_id=short_id))
    session = GAME.first(found)
    if session is None:
        raise NotOrdinary
    others = NOBODY if session.world is None else _others(session, PRESENT.rows(present))
    look = _look(session, others, request.header(b"if-none-match") or "")
    headers = ((b"etag", entity_tag(look.version).encode()), (b"cache-control", PRIVATE.encode()))
    return HotAnswer(b"", 304, headers) if look.view is None else HotAnswer(orjson.dumps(look.view), headers=headers)


def _look(session: GameSession, others: Others, if_none_match: str) -> Look:
    versions.make_readable(session)
    look = look_at_game(session, others, has=lambda version: has_version(if_none_match, version))
    if not has_seen(session, look.shown):
        raise NotOrdinary  # others have opened options: the plain door remembers what it shows
    return look


def _others(session: GameSession, present: Sequence[WorldParticipant]) -> Others:
    """Raises NotOrdinary for somebody who is not in the world now."""
    if all(place.user_id != session.user_id for place in present):
        raise NotOrdinary
    return others_among(present, session, state_of(session))
