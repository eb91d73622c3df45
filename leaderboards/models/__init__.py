from leaderboards.models.boards import Board, rows_of
from leaderboards.models.entries import ORDER, Entry, LeaderboardEntry, LeaderboardPeriodEntry, ScoreBucket
from leaderboards.models.judgements import Judgement, ScoredFinish

__all__ = [
    "ORDER",
    "Board",
    "Entry",
    "Judgement",
    "LeaderboardEntry",
    "LeaderboardPeriodEntry",
    "ScoreBucket",
    "ScoredFinish",
    "rows_of",
]
