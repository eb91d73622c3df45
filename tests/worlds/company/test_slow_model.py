"""While a model speaks its turns hold no connection: a few of them must not stop the site."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import httpx
import pytest

from tests.worlds.company.conftest import Opens
from tests.worlds.company.seats import Seat, seated
from tests.worlds.company.sites import PATIENCE, Site
from tests.worlds.narrators.http.fake import Connection, Fake, holds, says, serving

pytestmark = pytest.mark.postgres

POOL = 2


def thinks_first(asking: Connection) -> None:
    holds(asking)
    says("discovery", "The wall hums back.")(asking)


@pytest.fixture
def fake() -> Iterator[Fake]:
    with serving(Fake(behave=thinks_first)) as made:
        yield made


@pytest.fixture
def site(opens: Opens, postgres_url: str, fake: Fake) -> Site:
    return opens(
        DATABASE_URL=postgres_url,
        DATABASE_POOL=str(POOL),
        KLEENE_NARRATOR="worlds.narrators.http.HttpNarrator",
        NARRATOR_URL=fake.url,
        NARRATOR_MODEL="bard-1",
        NARRATOR_TIMEOUT="50",
        NARRATOR_CONCURRENCY="8",
    )


def client(site: Site, seat: Seat) -> httpx.AsyncClient:
    headers = {"Authorization": f"Bearer {seat.token}"}
    return httpx.AsyncClient(base_url=f"{site.address}/api/v1", headers=headers, timeout=PATIENCE, trust_env=False)


async def hums(site: Site, seat: Seat, *, alone: bool) -> dict[str, str]:
    async with client(site, seat) as line:
        session = seat.session_id
        if alone:
            begun = await line.post("/game/start", json={"scenario_id": "tally", "game_mode": "solo"})
            session = begun.json()["session_id"]
        answer = await line.post(f"/game/{session}/turns", json={"input": "hum to the wall"})
        told: dict[str, str] = answer.json()
        return told


@pytest.mark.slow
@pytest.mark.parametrize("alone", [True, False])
async def test_with_more_turns_at_the_model_than_connections_everything_else_goes_on(
    site: Site, fake: Fake, *, alone: bool
) -> None:
    crowd = [world[0] for world in seated(site.env, worlds=POOL + 2, hands=1)]
    [[reader]] = seated(site.env, worlds=1, hands=1, name="reader")
    site.start()
    turns = [asyncio.create_task(hums(site, seat, alone=alone)) for seat in crowd]
    await asyncio.to_thread(fake.wait_until_asked, len(crowd))
    async with client(site, reader) as line:
        marked = await line.post(f"/game/{reader.session_id}/turns", json={"option_id": "mark"})
        ready = await line.get(f"{site.address}/health/ready")
    fake.going.set()
    assert (marked.status_code, ready.status_code) == (200, 200)
    assert ["The wall hums back." in (await turn)["narrative"] for turn in turns] == [True] * len(crowd)
