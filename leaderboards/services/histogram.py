"""How many players have which score, kept to the entry: what ranks and totals are summed from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from leaderboards.models import Board, LeaderboardEntry, LeaderboardPeriodEntry, ScoreBucket
from leaderboards.models.entries import EntryQuerySet
from leaderboards.rules.periods import Period

Changes = Counter[tuple[str, int]]  # (board's key, score) -> players more or fewer
AT_ONCE = 500  # rows of a statement

UPSERT = """
INSERT INTO score_buckets (board, score, players) VALUES {rows}
ON CONFLICT (board, score) DO UPDATE SET players = score_buckets.players + excluded.players
"""


def apply(changes: Mapping[tuple[str, int], int]) -> None:
    """Add to the histogram, inside the transaction that changes the entries; empty buckets go.

    All writers lock buckets in the one order of (board, score), so that none waits for one that waits for it.
    """
    ordered = [(board, score, players) for (board, score), players in sorted(changes.items()) if players]
    for first in range(0, len(ordered), AT_ONCE):
        _add(ordered[first : first + AT_ONCE])
    emptied = Q(pk__in=[])
    for board, score, players in ordered:
        if players < 0:
            emptied |= Q(board=board, score=score)
    ScoreBucket.objects.filter(emptied, players=0).delete()


def _add(rows: Sequence[tuple[str, int, int]]) -> None:
    statement = UPSERT.format(rows=", ".join(["(%s, %s, %s)"] * len(rows)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row])


def with_rank(board: Board, entries: EntryQuerySet) -> EntryQuerySet:
    """Entries of a board with their `rank`, in one statement and so of one moment: one more than there are better."""
    better = ScoreBucket.objects.filter(board=board.key, **{f"score__{board.kind.better}": OuterRef("score")})
    summed = better.order_by().values("board").annotate(all=Sum("players")).values("all")
    ranked: EntryQuerySet = entries.annotate(rank=Coalesce(Subquery(summed), 0) + 1)
    return ranked


def ranks(board: Board, scores: Iterable[int]) -> dict[int, int]:
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


def total(board: Board) -> int:
    """How many entries a board has."""
    return _players(ScoreBucket.objects.filter(board=board.key))


def _players(buckets: object) -> int:
    counted: int | None = buckets.aggregate(all=Sum("players"))["all"]  # type: ignore[attr-defined]
    return counted or 0


@transaction.atomic
def rebuild() -> None:
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
    columns = ("category", "scenario_id", "score")
    for category, scenario_id, score in LeaderboardEntry.objects.values_list(*columns).iterator():
        counted[Board(category, scenario_id).key, score] += 1
    periods = LeaderboardPeriodEntry.objects.values_list(*columns, "period", "starts_on")
    for category, scenario_id, score, kind, starts_on in periods.iterator():
        counted[Board(category, scenario_id, Period(kind, starts_on)).key, score] += 1
    return counted
