"""What the ten most similar of 100,000 stars cost, and how long the matrix of their vectors takes to be read.

Run from the project's folder, with PostgreSQL at hand: .venv/bin/python -m benchmarks.sky [STARS]
It makes a database of its own and drops it in the end.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from typing import Any, Final

from benchmarks.ranks import p95, timed
from tests.kleene_site.databases import prepared_database

STARS: Final = 100_000
NUMBERS: Final = 256  # of a vector
REPEATS: Final = 200


def main(stars: int) -> None:
    with tempfile.TemporaryDirectory() as folder, prepared_database() as url:
        os.environ |= {"DATABASE_URL": url, "KLEENE_DATA": folder, "DJANGO_SETTINGS_MODULE": "kleene_site.settings"}
        import django

        django.setup()
        try:
            measure(stars)
        finally:
            from django.db import connections

            for line in connections.all():
                line.close()
                line.close_pool()  # type: ignore[attr-defined]  # of PostgreSQL alone


def measure(stars: int) -> None:
    import numpy as np  # here and below: loaded after the settings, with one thread as the server does

    from cosmos.services import matrix

    rows = fill(stars)
    print(f"{os.getloadavg()[0]:.1f} load; {stars:,} stars of {NUMBERS} numbers")
    report_once("matrix made from the rows of the table", matrix.current_matrix)
    matrix._kept.clear()  # noqa: SLF001 - as another process finds it
    report_once("matrix mapped from the file", matrix.current_matrix)
    known = matrix.current_matrix()
    asked = iter(rows[np.random.default_rng(1).integers(0, stars, size=2 * REPEATS)].astype(np.float32))
    report("nearest ten", lambda: known.nearest(next(asked), limit=10))
    asked = iter(rows[:REPEATS].astype(np.float32))
    report("nearest ten, with the look for newer rows", lambda: matrix.current_matrix().nearest(next(asked), limit=10))


def fill(stars: int) -> Any:
    """Rows whose vectors are drawn at random, in the table alone: the matrix is what is measured."""
    import numpy as np
    from django.db import connection
    from django.utils import timezone

    from cosmos.models import CosmosEntry, CosmosLayout
    from cosmos.services.likeness_kind import embedder_name

    began, now = time.monotonic(), timezone.now()
    rows = np.random.default_rng(7).normal(size=(stars, NUMBERS))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)
    plain: dict[str, Any] = {"scenario_id": 1, "status": "enriched", "embedder": embedder_name(), "dimension": NUMBERS}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no check of 100,000 foreign keys
        entries = (
            CosmosEntry(
                short_id=f"e{number:07}",
                improvisation_id=uuid.uuid4(),
                x=0,
                y=0,
                z=0,
                colour="#888888",
                vector=row.tobytes(),
                vector_number=number + 1,
                created_at=now,
                **plain,
            )
            for number, row in enumerate(rows)
        )
        CosmosEntry.objects.bulk_create(entries, batch_size=2_000)
        CosmosLayout.objects.update_or_create(pk=1, defaults={"vector_seq": stars})
        cursor.execute("SET session_replication_role = DEFAULT")
    print(f"filled in {time.monotonic() - began:.0f} s")
    return rows


def report_once(label: str, work: Callable[[], object]) -> None:
    print(f"{label:<44}{timed(work) * 1000:>9.1f} ms")


def report(label: str, work: Callable[[], object]) -> None:
    """By the clock, and of the processor: the second is what the machine needs when nothing else runs."""
    for _ in range(REPEATS // 10):
        work()
    spent = time.process_time()
    lasted = [timed(work) for _ in range(REPEATS // 2)]
    spent = (time.process_time() - spent) / len(lasted)
    median = statistics.median(lasted)
    print(f"{label:<44}{median * 1000:>9.1f} ms, p95 {p95(lasted) * 1000:.1f} ms, processor {spent * 1000:.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STARS)
