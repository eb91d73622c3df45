"""How a stream begins, on an event loop: everything that it is told first is read in one round trip, as of one moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import SynchronousOnlyOperation
from django.utils import timezone

from common.credentials import Credential
from common.hot.request import NotOrdinary
from common.prepared.dialect import dialect
from common.prepared.lines import Rows
from common.prepared.pool import transaction
from common.prepared.select import Query
from worlds.event_types.stream_frames import GameStateFrame
from worlds.feed.event import Seen, carried, logged_event, people_in, unheard_on_loop
from worlds.feed.names import met_in
from worlds.feed.outsiders import seen_by_reader
from worlds.models import WorldEvent, WorldParticipant
from worlds.services import stream_statements as statements
from worlds.services.credential_checks import is_trusted, standing_query
from worlds.services.events import visible_events
from worlds.services.games.seen_view import has_seen
from worlds.services.games.view import View, view_of
from worlds.services.groups.bonds_told import bonds_told
from worlds.services.membership import directory
from worlds.services.membership.players import others_among
from worlds.services.streams import StreamAccess, StreamStart
from worlds.services.turns.state_rows import state_of
from worlds.services.turns.statements import LAST_SEEN

OF_ONE_MOMENT: Final = Query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", ())


async def start_stream_on_loop(credential: Credential, access: StreamAccess, *, after: int | None) -> StreamStart:
    """As `streams.start_stream`, for a credential that lets in.

    Raises NotOrdinary where it does not, and where what is shown must be remembered.
    """
    if after is not None and (resumed := await _resumed(credential, access, after)) is not None:
        return resumed
    try:
        return await _afresh(credential, access, is_fresh_start=after is not None)
    except SynchronousOnlyOperation:  # something is read for the first time in this process
        raise NotOrdinary from None


async def _resumed(credential: Credential, access: StreamAccess, after: int) -> StreamStart | None:
    """None where the log no longer reaches back to there."""
    reader, world_id = str(access.user_id), access.world_id
    seen_then = statements.LAST_SEEN(world=world_id, reader=reader, muter=access.user_id, upto=after)
    end, seen = await _read(credential, statements.END(pk=world_id), seen_then)
    newest, first = statements.END.rows(end)[0]
    if after != newest and (after > newest or first is None or first > after + 1):
        return None
    return StreamStart(after, _number(seen), None, [], is_fresh_start=False)


async def _afresh(credential: Credential, access: StreamAccess, *, is_fresh_start: bool) -> StreamStart:
    user_id, world_id, size = access.user_id, access.world_id, settings.REPLAY_SIZE
    end, seen, before, latest, world, raw_places, *games = await _read(
        credential,
        statements.END(pk=world_id),
        LAST_SEEN(world=world_id, reader=str(user_id), muter=user_id),
        statements.SEEN_BEFORE(world=world_id, reader=str(user_id), muter=user_id, size=size),
        statements.LATEST(world=world_id, size=size),
        statements.WORLD(user=user_id, pk=world_id),
        statements.PLACES(world=world_id),
        *([] if access.session_id is None else [statements.GAME(user=user_id, pk=access.session_id)]),
    )
    places, told = statements.PLACES.rows(raw_places), statements.WORLD.first(world)
    if told is None or all(place.user_id != user_id for place in places):
        raise NotOrdinary
    detail = directory.told_detail(told, places, user_id=user_id)
    view = _view(games[0], places) if games else None
    state = GameStateFrame(sequence=_number(seen), role=access.role, view=view, world=detail)
    replay = await _replay(access, statements.LATEST.rows(latest), _number(before))
    newest = statements.END.rows(end)[0][0]
    bonds = bonds_told(told, places, user_id)
    return StreamStart(newest, _number(seen), state, replay, is_fresh_start=is_fresh_start, bonds=bonds)


async def _read(credential: Credential, *queries: Query) -> list[Rows]:
    """As of one moment, and whether the credential lets in with it. Raises NotOrdinary."""
    # On SQLite a transaction begins by keeping all writers out.
    first = (OF_ONE_MOMENT,) if dialect().vendor == "postgresql" else ()
    async with transaction() as tx:
        answers = await tx.commit(*first, standing_query(credential), *queries)
    standing, *found = answers[len(first) :]
    if not is_trusted(credential, standing):
        raise NotOrdinary
    return found


def _view(raw: Rows, places: Sequence[WorldParticipant]) -> View:
    session = statements.GAME.first(raw)
    if session is None:
        raise NotOrdinary
    state = state_of(session)
    view = view_of(session, state, number=session.number, others=others_among(places, session, state))
    if not has_seen(session, [option["id"] for option in view["node"]["options"]]):
        raise NotOrdinary  # others have opened options: what is shown is remembered
    return view


async def _replay(access: StreamAccess, latest: Sequence[WorldEvent], before: int) -> list[Seen]:
    """Those of the last events that are young; `before` is the last before these that the reader could see."""
    young = timezone.now() - timedelta(milliseconds=settings.REPLAY_WINDOW_MS)
    reader, rows = str(access.user_id), [carried(row) for row in latest if row.created_at >= young]
    if not rows:
        return []
    old = [row for row in latest if row.created_at < young and (row.audience is None or reader in row.audience)]
    known = await met_in(access.world_id, people_in(rows))
    told = [logged_event(row, world=access.world, people=known) for row in rows]
    mutes = await unheard_on_loop(told, reader)
    seen = visible_events(told, reader=access.user_id, previous=old[-1].sequence if old else before, mutes=mutes)
    return seen_by_reader(seen, reader=reader, is_fellow=access.is_fellow)


def _number(raw: Rows) -> int:
    return int(raw[0][0]) if raw else 0
