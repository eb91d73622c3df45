"""Counting everything again, from the games' own records."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from leaderboards.models import Judgement, LeaderboardEntry, LeaderboardPeriodEntry, ScoredFinish
from leaderboards.services import histogram
from leaderboards.services.approvals import miscounted_since
from leaderboards.services.entries_writer import recount_player
from leaderboards.services.verification import verify_session
from worlds.models import GameSession


@dataclass(frozen=True, slots=True)
class Rebuilt:
    games: int
    players: int
    refused: int


def rebuild_boards() -> Rebuilt:
    """Judge every game again, count every player again, and the histogram last.

    Games may be played meanwhile; nothing is missing from a board at any moment. Repeat it if it was interrupted.
    """
    verdicts = [verify_session(session_id=session_id) for session_id in _ids(_games())]
    players = _players().union(miscounted_since(None))
    for user_id in sorted(players):
        recount_player(user_id=user_id)
    histogram.rebuild_histogram()
    refused = sum(found is not None and found.verdict == Judgement.Verdict.REFUSED for found in verdicts)
    return Rebuilt(games=len(verdicts), players=len(players), refused=refused)


def judge_player_again(*, user_id: uuid.UUID) -> int:
    """Judge all games of a player's again and count their standings; how many games it was."""
    games = _ids(_games().filter(user_id=user_id))
    for session_id in games:
        verify_session(session_id=session_id)
    recount_player(user_id=user_id)
    return len(games)


def _games() -> QuerySet[GameSession]:
    ended = Q(status=GameSession.Status.COMPLETED) | Q(rewinds__gt=0) | Q(judgement__isnull=False)
    return GameSession.objects.scoring().filter(ended)


def _ids(games: QuerySet[GameSession]) -> list[uuid.UUID]:
    return list(games.order_by("pk").values_list("pk", flat=True))


def _players() -> set[uuid.UUID]:
    """Who has an ending that counts, or an entry that may have to go."""
    tables = (ScoredFinish.objects.all(), LeaderboardEntry.objects.all(), LeaderboardPeriodEntry.objects.all())
    return {user_id for table in tables for user_id in table.values_list("user_id", flat=True).distinct()}
