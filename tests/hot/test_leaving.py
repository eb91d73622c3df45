"""A server that stops leaves the database as it should: it says goodbye on every connection."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from django.db import connection

from tests.worlds.consumers.served import bearer, served
from tests.worlds.living_world import shared_world
from worlds.models import GameSession

ABANDONED = "SELECT sessions_abandoned + sessions_fatal + sessions_killed FROM pg_stat_database WHERE datname = current_database()"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("server", ["uvicorn", "daphne"])
def test_no_connection_is_just_dropped(tmp_path: Path, server: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the embedded database has no connections to say goodbye on")
    living = shared_world("ada", "ben")
    ada = living.people[0]
    game = GameSession.objects.get(user=ada)
    before = asked(ABANDONED)
    with served(tmp_path, KLEENE_SERVER=server) as site:
        for _ in range(3):
            answer = httpx.get(site.url(f"/api/v1/game/{game.short_id}"), headers=bearer(ada))
            assert answer.status_code == 200
        site.leave()
        assert site.process.wait(30) == 0
    assert asked(ABANDONED) == before, site.log.read_text()


def asked(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])
