from pathlib import Path

import pytest

from tests.benchmarks.smoke import cases, smoke_run

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.timeout(180)]
SHARED = {("pgbench", "PostgreSQL"), ("psycopg", "PostgreSQL")} | {
    (way, database) for way in ("HTTP", "WebSocket") for database in ("PostgreSQL", "SQLite")
}


def test_turns_are_measured_on_both_carriers_and_databases_beside_both_floors(tmp_path: Path) -> None:
    found = cases(smoke_run("turns", tmp_path), "Players", "Way", "Database")
    places = ("8 worlds of 2", "8 at one place")
    alone = {(way, database) for way, database in SHARED if way != "WebSocket"}
    assert found == {(place, *case) for place in places for case in SHARED} | {("16 alone", *case) for case in alone}
