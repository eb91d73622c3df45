"""What a board of a million players costs its readers, and what counting would.

Run from the project's folder, with PostgreSQL at hand: .venv/bin/python -m benchmarks.ranks [ENTRIES]
It makes a database of its own and drops it in the end.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.kleene_site.databases import prepared_database

ENTRIES = 1_000_000
SCORES = 2_000  # different ones: as many as there are buckets to sum
PLACES = (1, 1_000, 500_000, 990_000)
REPEATS, COUNTS = 300, 20

FILL = """
SET session_replication_role = replica;  -- no check of a million foreign keys that hold
INSERT INTO users
SELECT made.* FROM users AS one, generate_series(2, {entries}) AS number, LATERAL jsonb_populate_record(one,
    jsonb_build_object('id', gen_random_uuid(), 'short_id', 'u' || number, 'username', 'walker' || number)) AS made;
INSERT INTO leaderboard_entries (id, user_id, is_agents, category, scenario_id, score, details, achieved_at)
SELECT gen_random_uuid(), id, false, 'grid_coverage', NULL, 1 + floor(random() * random() * {scores})::int,
       '{{"cells": ["triumph", "fate"], "tier": "none"}}', now() - random() * interval '300 days'
FROM users;
"""


def main(entries: int) -> None:
    with tempfile.TemporaryDirectory() as folder, prepared_database() as url:
        os.environ |= {"DATABASE_URL": url, "KLEENE_DATA": folder, "DJANGO_SETTINGS_MODULE": "kleene_site.settings"}
        import django

        django.setup()
        try:
            measure(entries)
        finally:
            from django.db import connections

            for line in connections.all():
                line.close()
                line.close_pool()  # type: ignore[attr-defined]  # of PostgreSQL alone


def measure(entries: int) -> None:
    from leaderboards.models import Board
    from leaderboards.services import boards, histogram
    from leaderboards.services.paging import entries_after

    fill(entries)
    board = Board("grid_coverage")
    print(f"{'':<28}{'median':>10}{'p95':>10}")
    report("top 10", REPEATS, lambda: boards.read_board(board, reader_id=None, limit=10))
    own: list[float] = []
    for place in (place for place in PLACES if place <= entries):
        entry: Any = entries_after(board.entries(), None)[place - 1]
        assert histogram.rank_of(board, entry.user_id) == 1 + worse_way(board, entry), "both must agree"
        ranked = report(f"own rank at {place:,}", REPEATS, partial(histogram.rank_of, board, entry.user_id))
        counted = report(f"count(*) at {place:,}", COUNTS, partial(worse_way, board, entry))
        print(f"{'':<28}counting takes {statistics.median(counted) / statistics.median(ranked):.1f} times as long")
        own += ranked
        report(
            f"neighbours at {place:,}",
            REPEATS,
            partial(boards.read_around, board, reader_id=entry.user_id, each_way=5),
        )
    print(f"own rank at all these places: p95 {p95(own) * 1000:.2f} ms")
    began = time.monotonic()
    histogram.rebuild_histogram()
    print(f"the histogram counted again: {time.monotonic() - began:.1f} s")


def fill(entries: int) -> None:
    from django.contrib.auth import get_user_model
    from django.db import connection

    from leaderboards.services import histogram

    began = time.monotonic()
    get_user_model().objects.create_user("walker1", display_name="Walker")
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(entries=entries, scores=SCORES))
        cursor.execute("SET session_replication_role = DEFAULT")
    histogram.rebuild_histogram()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE leaderboard_entries, score_buckets, users")
    print(f"{entries:,} entries, {SCORES:,} different scores at most; filled in {time.monotonic() - began:.0f} s")


def worse_way(board: Any, entry: Any) -> int:
    better: int = board.entries().filter(placing__lt=entry.placing).count()
    return better


def report(label: str, repeats: int, work: Callable[[], object]) -> list[float]:
    for _ in range(repeats // 10):
        work()
    lasted = [timed(work) for _ in range(repeats)]
    print(f"{label:<28}{statistics.median(lasted) * 1000:>7.2f} ms{p95(lasted) * 1000:>7.2f} ms")
    return lasted


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def p95(lasted: list[float]) -> float:
    return sorted(lasted)[len(lasted) * 95 // 100]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
