"""Going after a leader: each follower's move is a turn of its own, after the leader's commit, in order of following.

It is played by the ordinary path under the follower's own locks, off the leader's answer, and once for each move of the
leader: its key is the number that the move has in the world's log. Who cannot go follows no longer, and is told why.
Moves of one world that this process saw are gone after one by one. What a killed process had not begun is never played:
that follower stands where they stood, whole, and is left behind at the leader's next move.
"""

from __future__ import annotations

import uuid
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Final

import structlog
from django.db import connection

from common.errors import KleeneError
from presence.services.attendance import standing_of
from worlds.models import WorldParticipant
from worlds.rules.commands import Go, Recalled
from worlds.services.groups.following import leave_behind
from worlds.services.turns.locks import standpoint_of
from worlds.services.turns.playing import play_attempt
from worlds.services.turns.request import ATTEMPTS, StaleTurn, TurnAttempt, TurnRequest
from worlds.services.turns.result import LeaderMove

log = structlog.get_logger("kleene.groups")

LANES: Final = 4  # threads, and connections, that group moves take at most
ELSEWHERE: Final = "You were not where they left from, so you follow no longer."
AWAY: Final = "You were away, so you follow no longer."
BUSY: Final = "Your own story went on, so you follow no longer."

# One thread a lane: the moves of one world are all of one lane, and so in order.
_lanes: Final = [ThreadPoolExecutor(1, thread_name_prefix=f"group-moves-{lane}") for lane in range(LANES)]
_begun: set[Future[None]] = set()


def begin_moves(move: LeaderMove) -> None:
    """Have the followers go after, soon, on another thread; returns at once. From any thread, and from an event loop."""
    begun = _lanes[move.world_id.int % LANES].submit(_in_thread, move)
    _begun.add(begun)
    begun.add_done_callback(_begun.discard)


def await_moves(*, patience: float = 60.0) -> None:
    """Wait until nobody goes after anybody any more in this process, followers of followers too: for tests and commands."""
    while going := list(_begun):
        if wait(going, patience).not_done:
            raise TimeoutError


def _in_thread(move: LeaderMove) -> None:
    try:
        follow_leader(move)
    except Exception:
        log.exception("followers not moved", world=str(move.world_id))
    finally:
        connection.close()


def follow_leader(move: LeaderMove) -> None:
    """Play the move of each follower, and leave behind who cannot go. Must be called outside a transaction."""
    for place_id in move.followers:
        place = WorldParticipant.objects.seated().select_related("user__presence").filter(pk=place_id).first()
        if place is None or place.session_id is None or place.trails_id != move.leader:
            continue
        hindrance = _hindrance(move, place, place.session_id)
        if hindrance is not None:
            _leave_behind(move, place, hindrance)


def _leave_behind(move: LeaderMove, place: WorldParticipant, reason: str) -> None:
    try:
        leave_behind(user_id=place.user_id, world_id=move.world_id, leader_id=move.leader, reason=reason)
    except KleeneError:  # they have left, or the world has ended: then they follow nobody anyhow
        log.info("follower is gone", world=str(move.world_id))


def _hindrance(move: LeaderMove, place: WorldParticipant, session_id: uuid.UUID) -> str | None:
    """Why somebody cannot go after; None once they have gone, or stand where the leader went already."""
    if standing_of(place.user, since=place.joined_at).word == "offline":
        return AWAY
    key = f"after-{move.record}"
    for _ in range(ATTEMPTS):
        try:
            found = standpoint_of(user_id=place.user_id, session_id=session_id, key=key)
            if found.is_answered or found.place.location == move.target:
                return None
            if found.place.location != move.origin:
                return ELSEWHERE
            # At this very number: who goes elsewhere meanwhile is not drawn along from there.
            request = TurnRequest(expected_number=found.number)
            going = TurnAttempt(place.user_id, session_id, request, Recalled(roaming=Go(move.target)), key)
            result = play_attempt(going).result
        except StaleTurn:
            continue
        except KleeneError as refusal:
            return refusal.message
        return None if result["kind"] in {"go", "ended"} else result["narrative"]
    return BUSY
