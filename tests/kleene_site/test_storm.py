"""Clients that leave whenever they like, a slow model, a silent mail server, and four connections for all of it."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.kleene_site.databases import data, embedded, postgres_url
from tests.kleene_site.programs import manage
from tests.kleene_site.storm import KINDS, PATIENCE, Storm, silent_server
from tests.ready_made import ready_static
from tests.worlds.company.sites import Site
from tests.worlds.narrators.http.fake import Connection, Fake, says, serving
from tests.worlds.services.ready_stories import GATE

__all__ = ["data", "embedded", "postgres_url"]

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]

POOL = 4
BUSY = "SELECT state, query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
OFTEN = dict.fromkeys(("RATE_PASSWORD_RESET", "RATE_EMAIL", "RATE_IMPROVISE"), "1000000/minute")


@pytest.fixture
def model() -> Iterator[Fake]:
    """One that is as slow as a test lets it: it answers when `going` is set."""

    def speaks(connection: Connection) -> None:
        connection.server.going.wait(PATIENCE)
        says("clarify", "The keeper smiles.")(connection)

    with serving(Fake(speaks)) as server:
        yield server


@pytest.fixture
def site(data: Path, postgres_url: str, model: Fake, tmp_path: Path) -> Iterator[Site]:
    with silent_server() as mail:
        made = Site(
            data,
            DEBUG="0",
            SECRET_KEY="k" * 50,
            KLEENE_HTTPS="0",
            DATABASE_URL=postgres_url,
            DATABASE_POOL=str(POOL),
            KLEENE_WORKER_INSIDE="1",
            KLEENE_NARRATOR="worlds.narrators.http.HttpNarrator",
            NARRATOR_URL=model.url,
            NARRATOR_MODEL="slow",
            EMAIL_URL=f"smtp://{mail}",
            **OFTEN,
        )
        story = tmp_path / "gate.yaml"
        story.write_bytes(GATE)
        shutil.copytree(ready_static(), data / "static", dirs_exist_ok=True)
        done = manage("import_scenario", str(story), env=made.env)
        assert done.returncode == 0, done.stderr
        made.start()
        try:
            yield made
        finally:
            made.kill()
        assert made.troubles() == []


@pytest.mark.slow
@pytest.mark.parametrize("rounds", [1, pytest.param(10, marks=pytest.mark.long)])
async def test_a_storm_of_clients_that_leave_takes_no_connection_with_it(
    site: Site, model: Fake, postgres_url: str, rounds: int
) -> None:
    storm = Storm(site.address, random.Random(12))  # noqa: S311 - the same storm each time
    storm.prepare(players=10)
    for _ in range(rounds):
        model.going.clear()
        told = await storm.rage(100, release=model.going)
        assert {answer for answer in told if answer[1] >= 500} == set()
        assert [await storm.ask(kind) for kind in KINDS] == [(kind, CALM[kind]) for kind in KINDS]
        assert await storm.ask("ready") == ("ready", 200)
    assert len(model.asked) >= rounds
    await_calm(postgres_url)


# What each kind is answered once the storm is over.
CALM = dict.fromkeys(KINDS, 200) | {"guest": 201, "chat": 201}


def await_calm(url: str) -> None:
    """Until nobody holds a connection but the pool, though the mail server has not said a word yet."""
    deadline = time.monotonic() + PATIENCE
    with psycopg.connect(url, autocommit=True) as line:
        while True:
            held = line.execute(BUSY).fetchall()
            if len(held) <= POOL and all(state == "idle" for state, _ in held):
                return
            assert time.monotonic() < deadline, held
            time.sleep(0.05)
