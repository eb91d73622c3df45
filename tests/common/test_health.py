import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from common import open_connections, readiness
from common.hot import health
from common.hot.request import HotRequest
from tests.api.claims import Answer


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What another test found must not be told again."""
    monkeypatch.setattr(readiness, "here", readiness.Readiness())
    yield
    readiness.here.threads.shutdown()


@pytest.mark.parametrize("path", ["/health/live", "/health/live/"])
def test_a_live_process_says_so_with_and_without_a_slash_and_asks_no_database(client: Client, path: str) -> None:
    # No database mark: a query would fail this test.
    answer = client.get(path)
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health_is_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_who_asks_by_address_needs_no_host_that_the_site_answers_to(client: Client) -> None:
    assert client.get("/health/live", headers={"host": "10.0.0.7:8000"}).status_code == 200


def test_other_paths_still_judge_hosts(client: Client) -> None:
    assert client.get("/nowhere", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/health/ready", "/health/ready/"])
def test_a_ready_process_tells_what_it_looked_at(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.json()["status"] == "ready"
    checks = answer.json()["checks"]
    assert set(checks) == {"postgres", "redis", "memory", "connections"}
    assert all(check["healthy"] is True for check in checks.values())
    assert checks["postgres"]["latency_ms"] >= 0
    assert checks["redis"]["configured"] is False
    assert 0 < checks["memory"]["used_mb"] < checks["memory"]["limit_mb"]
    assert checks["connections"] == {"healthy": True, "open": 0, "limit": 10_000}


def not_ready(answer: Answer, culprit: str) -> None:
    assert answer.status_code == 503
    body = answer.json()
    assert body["status"] == "not_ready"
    assert [name for name, check in body["checks"].items() if not check["healthy"]] == [culprit]


@pytest.mark.redis
@pytest.mark.django_db(transaction=True)
def test_a_redis_that_is_configured_counts(client: Client, settings: Settings, redis_url: str) -> None:
    settings.REDIS_URL = redis_url
    checks = client.get("/health/ready").json()["checks"]
    assert checks["redis"]["healthy"] is True
    assert checks["redis"]["latency_ms"] >= 0


@pytest.mark.django_db(transaction=True)
def test_a_configured_redis_that_is_down_is_503(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    not_ready(client.get("/health/ready"), "redis")


def test_a_database_that_is_down_is_503_and_told_without_its_address(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down() -> None:
        raise OperationalError("connection to 10.1.2.3 refused")

    monkeypatch.setattr(readiness, "knock", down)
    answer = client.get("/health/ready")
    not_ready(answer, "postgres")
    assert b"10.1.2.3" not in answer.content


def test_a_database_that_never_answers_is_503_in_bounded_time(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(readiness, "knock", release.wait)
    monkeypatch.setattr(readiness, "PATIENCE", 0.05)
    try:
        not_ready(client.get("/health/ready"), "postgres")
    finally:
        release.set()


async def test_who_asks_while_a_look_hangs_takes_no_thread_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    release, looks = threading.Event(), list[int]()

    def hangs() -> dict[str, readiness.Check]:
        looks.append(threading.get_ident())
        release.wait()
        return {"postgres": {"healthy": False}}

    monkeypatch.setattr(readiness.here, "checks", hangs)
    asked = [asyncio.create_task(health.ready(HotRequest({}, (), b""))) for _ in range(50)]
    try:
        await asyncio.sleep(0)
        asked.pop(0).cancel()  # a client who leaves ends nobody's look
        async with asyncio.timeout(20):
            await asyncio.to_thread(lambda: None)  # there is room for others
    finally:
        release.set()
    assert {answer.status for answer in await asyncio.gather(*asked)} == {503}
    assert len(looks) == 1


def test_however_often_strangers_ask_the_database_is_asked_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    knocks: list[None] = []
    monkeypatch.setattr(readiness, "knock", lambda: knocks.append(None))
    monkeypatch.setattr(readiness, "FRESH", 3600)
    for _ in range(20):
        client.get("/health/ready")
    assert len(knocks) == 1


@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_full_is_503(client: Client, settings: Settings) -> None:
    settings.WS_MAX_CONNECTIONS = 1
    with open_connections.here.one_more():
        not_ready(client.get("/health/ready"), "connections")


def test_memory_is_measured_against_what_the_container_is_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given = tmp_path / "memory.max"
    monkeypatch.setattr(readiness, "CGROUP", given)
    machine = readiness.memory_limit()
    given.write_text("max\n")
    assert readiness.memory_limit() == machine
    given.write_text("1048576\n")
    assert readiness.memory_limit() == 2**20
    assert readiness.memory()["healthy"] is False
