"""How many players have which score, kept to the entry: what ranks and totals are summed from."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, Sum, UUIDField

from leaderboards.models import Board, LeaderboardEntry, LeaderboardPeriodEntry, ScoreBucket
from leaderboards.rules.contestants import contestants_of
from leaderboards.rules.periods import ALL_TIME, Period

Changes = Counter[tuple[str, int]]  # (board's key, score) -> players more or fewer
AT_ONCE = 500  # rows of a statement

UPSERT = """
INSERT INTO score_buckets (board, score, players) VALUES {rows}
ON CONFLICT (board, score) DO UPDATE SET players = score_buckets.players + excluded.players
"""


OWN_RANK = """
SELECT 1 + COALESCE(
    (SELECT SUM(bucket.players) FROM score_buckets bucket WHERE bucket.board = %s AND bucket.score {sign} entry.score), 0)
FROM {table} entry WHERE entry.user_id = %s AND entry.category = %s AND {scope}
"""
SIGNS = {"gt": ">", "lt": "<"}


def apply_changes(changes: Mapping[tuple[str, int], int]) -> None:
    """Add to the histogram, inside the transaction that changes the entries; empty buckets go.

    All writers lock buckets in the one order of (board, score), so that none waits for one that waits for it.
    """
    ordered = [(board, score, players) for (board, score), players in sorted(changes.items()) if players]
    for first in range(0, len(ordered), AT_ONCE):
        some = ordered[first : first + AT_ONCE]
        _add(some)
        _drop_empty(some)


def _add(rows: Sequence[tuple[str, int, int]]) -> None:
    statement = UPSERT.format(rows=", ".join(["(%s, %s, %s)"] * len(rows)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row])


def _drop_empty(rows: Sequence[tuple[str, int, int]]) -> None:
    emptied = Q(pk__in=[])
    for board, score, players in rows:
        if players < 0:
            emptied |= Q(board=board, score=score)
    ScoreBucket.objects.filter(emptied, players=0).delete()


def rank_of(board: Board, user_id: uuid.UUID) -> int | None:
    """Somebody's rank on a board: one more than there are better, and None for who is not on it.

    One statement, and so of one moment. Written out, as putting it together would take longer than its answer.
    """
    table = "leaderboard_entries" if board.period == ALL_TIME else "leaderboard_period_entries"
    scope, values = _scope(board)
    statement = OWN_RANK.format(table=table, sign=SIGNS[board.kind.better], scope=scope)
    owner = UUIDField().get_db_prep_value(user_id, connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, [board.key, owner, board.category, *values])
        found: tuple[int] | None = cursor.fetchone()
    return found and int(found[0])


def _scope(board: Board) -> tuple[str, list[Any]]:
    """The conditions of a board besides its category."""
    values: list[Any] = [board.is_of_agents]
    conditions = ["entry.is_agents = %s"]
    if board.scenario_id is None:
        conditions.append("entry.scenario_id IS NULL")
    else:
        conditions.append("entry.scenario_id = %s")
        values.append(board.scenario_id)
    if board.period != ALL_TIME:
        conditions.append("entry.period = %s AND entry.starts_on = %s")
        values += list(board.period)
    return " AND ".join(conditions), values


def ranks_of(board: Board, scores: Iterable[int]) -> dict[int, int]:
    """The rank of each of some scores that stand on a board."""
    wanted = sorted(set(scores), key=board.kind.placing)
    if not wanted:
        return {}
    buckets = ScoreBucket.objects.filter(board=board.key)
    ahead = _players(buckets.filter(**{f"score__{board.kind.better}": wanted[0]}))
    between = buckets.filter(score__gte=min(wanted), score__lte=max(wanted)).values_list("score", "players")
    found = {}
    for score, players in sorted(between, key=lambda bucket: board.kind.placing(bucket[0])):
        found[score] = ahead + 1
        ahead += players
    return found


def total_entries(board: Board) -> int:
    """How many entries a board has."""
    return _players(ScoreBucket.objects.filter(board=board.key))


def _players(buckets: object) -> int:
    counted: int | None = buckets.aggregate(all=Sum("players"))["all"]  # type: ignore[attr-defined]
    return counted or 0


@transaction.atomic
def rebuild_histogram() -> None:
    """Count everything again. Whoever changes entries meanwhile waits, and then adds to what was counted here."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE score_buckets IN EXCLUSIVE MODE")
    ScoreBucket.objects.all().delete()
    counted = _counted()
    ScoreBucket.objects.bulk_create(
        (ScoreBucket(board=board, score=score, players=players) for (board, score), players in sorted(counted.items())),
        batch_size=AT_ONCE,
    )


def _counted() -> Changes:
    counted: Changes = Counter()
    columns = ("category", "scenario_id", "score", "is_agents")
    for category, scenario_id, score, is_agent in LeaderboardEntry.objects.values_list(*columns).iterator():
        counted[Board(category, scenario_id, ALL_TIME, contestants_of(is_agent=is_agent)).key, score] += 1
    periods = LeaderboardPeriodEntry.objects.values_list(*columns, "period", "starts_on")
    for category, scenario_id, score, is_agent, kind, starts_on in periods.iterator():
        players = contestants_of(is_agent=is_agent)
        counted[Board(category, scenario_id, Period(kind, starts_on), players).key, score] += 1
    return counted
