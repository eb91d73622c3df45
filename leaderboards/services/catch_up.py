"""Games that are over, or were taken back, and have not been judged as they stand."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Final

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from common import hours
from leaderboards.services.approvals import miscounted_since
from leaderboards.services.entries_writer import recount_player
from leaderboards.services.verification import verify_session
from worlds.models import GameSession
from worlds.models.sessions import GameSessionQuerySet

LONG: Final = 500  # records; longer games and worlds are left to the worker
LATELY: Final = timedelta(minutes=10)
A_FEW: Final = 3
# Moments are not in the order of commits, so the frequent round looks back far and the rare one everywhere.
FAR_BACK: Final = timedelta(days=1)
A_ROUND: Final = 500


def games_to_verify() -> GameSessionQuerySet:
    """Games whose records may hold an ending that nobody has read: judged never, or before they ended or were taken back."""
    never = Q(judgement=None) & (Q(status=GameSession.Status.COMPLETED) | Q(rewinds__gt=0))
    since = Q(status=GameSession.Status.COMPLETED) & ~Q(judgement__number=F("number"))
    taken_back = Q(rewinds__gt=F("judgement__rewinds"))
    return GameSession.objects.readable().filter(never | Q(judgement__isnull=False) & (since | taken_back))


def judge_at_once(*, session_id: uuid.UUID) -> None:
    """Judge a game that has just ended, unless it is long."""
    if GameSession.objects.filter(_is_short(), pk=session_id).exists():
        verify_session(session_id=session_id)


def catch_up_a_little() -> None:
    """What a reader of boards does first: judge a few short games of the last minutes that were missed."""
    lately = games_to_verify().played_since(timezone.now() - LATELY).filter(_is_short())
    _judge_all(lately, most=A_FEW)


def catch_up_lately() -> str:
    """The worker's frequent round."""
    since = timezone.now() - FAR_BACK
    judged = _judge_all(games_to_verify().played_since(since), most=A_ROUND)
    return _told(judged, _recount_all(miscounted_since(since)))


def verify_waiting() -> str:
    """The worker's rare round, over all games and improvisations that there ever were."""
    return _told(_judge_all(games_to_verify(), most=None), _recount_all(miscounted_since(None)))


def _is_short() -> Q:
    """A game in company is as long as its world: that is what is replayed."""
    return Q(world=None, number__lte=LONG) | Q(world__record_seq__lte=LONG)


def _judge_all(games: QuerySet[GameSession], *, most: int | None) -> int:
    found = list(games.order_by(*hours.in_order("last_turn_at")).values_list("pk", flat=True)[:most])
    return sum(verify_session(session_id=session_id) is not None for session_id in found)


def _recount_all(players: list[uuid.UUID]) -> int:
    for user_id in players:
        recount_player(user_id=user_id)
    return len(players)


def _told(judged: int, recounted: int) -> str:
    return f"judged {judged} games, counted {recounted} players again" if judged or recounted else ""
