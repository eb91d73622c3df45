"""Games that are over, or were taken back, and have not been judged as they stand."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Final

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from common import hours
from leaderboards.services.approvals import miscounted_since
from leaderboards.services.entries_writer import recount_player
from leaderboards.services.verification import verify_session
from worlds.models import GameSession, Snapshot
from worlds.models.sessions import GameSessionQuerySet

LONG: Final = 500  # records to replay; what is longer is left to the worker
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
    return GameSession.objects.readable().scoring().filter(never | Q(judgement__isnull=False) & (since | taken_back))


def judge_at_once(*, session_id: uuid.UUID) -> None:
    """Judge a game that has just ended, unless there is much to replay."""
    if quickly_judged(GameSession.objects.scoring().filter(pk=session_id)).exists():
        verify_session(session_id=session_id)


def catch_up_a_little() -> None:
    """What a reader of boards does first: judge a few short games of the last minutes that were missed."""
    lately = games_to_verify().played_since(timezone.now() - LATELY)
    _judge_all(quickly_judged(lately), most=A_FEW)


def catch_up_lately() -> str:
    """The worker's frequent round."""
    since = timezone.now() - FAR_BACK
    judged = _judge_all(games_to_verify().played_since(since), most=A_ROUND)
    return _told(judged, _recount_all(miscounted_since(since)))


def verify_waiting() -> str:
    """The worker's rare round, over all games and improvisations that there ever were."""
    return _told(_judge_all(games_to_verify(), most=None), _recount_all(miscounted_since(None)))


def quickly_judged(games: QuerySet[GameSession]) -> QuerySet[GameSession]:
    """Those of which little must be replayed: of a world, what came after its newest snapshot.

    Twice as much of it, since the worker takes the next one a moment after the world has grown by so much.
    """
    newest = Snapshot.objects.filter(world=OuterRef("world")).order_by("-number").values("number")[:1]
    kept = games.annotate(in_snapshot=Coalesce(Subquery(newest), 0))
    return kept.filter(Q(world=None, number__lte=LONG) | Q(world__record_seq__lte=F("in_snapshot") + 2 * LONG))


def _judge_all(games: QuerySet[GameSession], *, most: int | None) -> int:
    found = list(games.order_by(*hours.in_order("last_turn_at")).values_list("pk", flat=True)[:most])
    return sum(verify_session(session_id=session_id) is not None for session_id in found)


def _recount_all(players: list[uuid.UUID]) -> int:
    for user_id in players:
        recount_player(user_id=user_id)
    return len(players)


def _told(judged: int, recounted: int) -> str:
    return f"judged {judged} games, counted {recounted} players again" if judged or recounted else ""
