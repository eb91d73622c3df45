"""How fast the moderators' queue answers when it is long: `python -m benchmarks.review_queue [ROWS]`.

Makes a database of its own on the server that DATABASE_URL (or the tests' PostgreSQL) names, fills it, and drops it.
Prints for each page the median and the slowest of several answers in milliseconds, and how many queries it takes.
"""

from __future__ import annotations

import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.db import connection  # noqa: E402 - after the settings
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)

from improvisations.models import Improvisation  # noqa: E402
from tests.improvisations.admin.crowd import crowded_queue  # noqa: E402

QUEUE: Final = "/admin/improvisations/improvisation/"
ROUNDS: Final = 15
PAGES: Final = {
    "waiting, best first": "",
    "new, best first": "?status=submitted",
    "oldest": "?by=oldest",
    "with hits": "?hits=yes&by=risk",
    "claimed by me": "?claimed=me",
    "approved, to integrate": "?status=approved&by=oldest",
    "everything, newest": "?status=all&by=newest",
    "one node": "?node=room_3",
    "one author": "?author=player-7",
    "words that are found": "?q=lantern",
    "words that are not": "?q=zeppelin",
    "page 200": "?status=all&by=newest&p=200",
}


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    logging.disable(logging.INFO)  # a line for each request
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        desk = crowded_queue(rows)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"{Improvisation.objects.count()} improvisations on {connection.vendor}, {ROUNDS} rounds, milliseconds")
        print(f"{'':26}{'median':>8}{'slowest':>9}{'queries':>9}")
        for name, query in PAGES.items():
            report(name, lambda path=QUEUE + query: desk.get(path))  # type: ignore[misc]
        row = Improvisation.objects.order_by("-score").first()
        assert row is not None
        report("an improvisation's page", lambda: desk.get(f"{QUEUE}{row.pk}/change/"))
        report("the overview", lambda: desk.get("/admin/"))
    finally:
        teardown_databases(made, verbosity=0)


def report(name: str, ask: Callable[[], object]) -> None:
    ask()
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - began))
    with CaptureQueriesContext(connection) as queries:
        ask()
    print(f"{name:26}{statistics.median(took):8.0f}{max(took):9.0f}{len(queries):9}")


if __name__ == "__main__":
    main()
