from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Protocol, TypeVar

import pytest
from django.db import connections
from rest_framework.test import APIClient

from common.throttles import CountersInMemory, counters
from profiles.models import User
from profiles.services import accounts, tokens
from tests.api.claims import START, WORLDS, Answered, posted
from tests.worlds.services.ready_stories import GATE
from worlds.services.stories import scenarios

Result = TypeVar("Result")


class AtOnce(Protocol):
    def __call__(self, call: Callable[[], Result], times: int) -> list[Result]: ...


PASSWORD = "quiet-harbour-91"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """All tests call from one address: what one has spent must not be missing in the next."""
    counts = counters()
    assert isinstance(counts, CountersInMemory)
    counts.storage.reset()


@pytest.fixture
def stranger() -> APIClient:
    return APIClient()


@pytest.fixture
def ada(db: None) -> User:
    return accounts.register_account(username="Ada", password=PASSWORD, email="ada@example.org")


@pytest.fixture
def signed_in() -> Callable[[User], APIClient]:
    def client_of(user: User) -> APIClient:
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens.issue_pair(user)['access']}")
        return client

    return client_of


@pytest.fixture
def adas(ada: User, signed_in: Callable[[User], APIClient]) -> APIClient:
    return signed_in(ada)


@pytest.fixture
def at_once(transactional_db: None) -> AtOnce:
    """Run something so many times in as many threads, which all start together, each with a connection of its own."""

    def run(call: Callable[[], Result], times: int) -> list[Result]:
        start = Barrier(times)

        def one(_: int) -> Result:
            start.wait()
            try:
                return call()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(times) as crowd:
            return list(crowd.map(one, range(times)))

    return run


@pytest.fixture
def bob(db: None) -> User:
    return accounts.register_account(username="Bob", password=PASSWORD)


@pytest.fixture
def bobs(bob: User, signed_in: Callable[[User], APIClient]) -> APIClient:
    return signed_in(bob)


@pytest.fixture
def gate(db: None) -> str:
    """The slug of a small story."""
    return scenarios.import_scenario(source=GATE, slug="gate").scenario.slug


@pytest.fixture
def game(adas: APIClient, gate: str) -> str:
    """The path of a game of Ada's at its first page."""
    started = adas.post("/api/v1/game/start", {"scenario_id": gate})
    return f"/api/v1/game/{started.json()['session_id']}"


@pytest.fixture
def started(adas: APIClient, gate: str) -> Answered:
    return posted(adas, START, {"scenario_id": gate, "game_mode": "shared", "world_id": None})


@pytest.fixture
def world(started: Answered) -> str:
    """The path of a world of Ada's."""
    return f"{WORLDS}/{started['world_id']}"
