"""Every kind of frame has a budget, and so have those who say nothing."""

from __future__ import annotations

import uuid
from typing import Any, get_args

import pytest
from django.test import Client

from common import open_connections
from common.database_threads import in_thread
from common.errors import RateLimited
from common.pace import Meter, Pace
from tests.worlds.consumers.sockets import Frame, Socket, joined, open_socket, path_of, socket
from tests.worlds.living_world import Living
from worlds.consumers import client_frames
from worlds.consumers.client_frames import READERS
from worlds.consumers.pace import ALL_TOGETHER, PACES
from worlds.consumers.socket_door import MOST_FIRST

FRAMES: dict[str, Frame] = {
    "auth": {"token": "x", "last_sequence": 1},
    "turn": {"option_id": "wait"},
    "chat": {"text": "hello"},
    "command": {"command": "look"},
    "resume": {"last_sequence": 1},
    "ack": {"sequence": 0},
    "ping": {},
    "typing": {},
}


def frame(kind: str) -> Frame:
    return {"type": kind, "id": str(uuid.uuid4())} | FRAMES[kind]


def test_every_kind_of_frame_that_is_read_has_a_budget() -> None:
    assert set(FRAMES) == set(READERS), "say here how such a frame looks, and it is tried below"
    assert set(PACES) == set(get_args(client_frames.Frame))
    assert {type(READERS[kind](frame(kind))) for kind in READERS} == set(PACES)


@pytest.mark.parametrize("kind", READERS)
async def test_who_floods_a_socket_with_any_kind_of_frame_is_shown_out(living: Living, kind: str) -> None:
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        for _ in range(ALL_TOGETHER.at_once + 50):
            await ada.say(frame(kind))
        assert await ada.closed() == 4429


@pytest.mark.parametrize("kind", ["ping", "command", "resume"])
async def test_too_many_of_a_kind_are_refused_by_name(living: Living, settings: Any, kind: str) -> None:
    settings.RATE_RESUME = "1000/minute"
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        for _ in range(at_once(kind) + 1):
            await ada.say(frame(kind))
        while (refused := await ada.read_until("error"))["data"]["code"] != "rate_limit_exceeded":
            pass
        assert refused["data"]["retry_after"] > 0


def at_once(kind: str) -> int:
    return PACES[type(READERS[kind](frame(kind)))].at_once


async def test_an_acknowledgement_that_is_owed_costs_nothing(living: Living) -> None:
    async with joined(living, living.people[0]) as ada:
        last = await open_socket(ada)
        for _ in range(3):
            last = (await in_thread(living.ticks, 150))[-1].sequence
            await ada.numbered(upto=last)
        assert (await ada.ask({"type": "ping"}))["type"] == "pong"


async def test_resuming_is_counted_by_player_over_all_streams(living: Living, settings: Any) -> None:
    settings.RATE_RESUME = "3/minute"
    ada, ben, _ = living.people
    async with joined(living, ada, "?last_event_id=1&client=one") as one:
        await one.say({"type": "resume", "last_sequence": 1})
        assert (await one.ask({"type": "ping"}))["type"] == "pong"  # what was said before is read by now
        async with joined(living, ada, "?last_event_id=1&client=two") as two:
            assert (await two.ask({"type": "ping"}))["type"] == "pong"
            await two.say({"type": "resume", "last_sequence": 1})
            assert (await two.read_until("error"))["data"]["code"] == "rate_limit_exceeded"
        async with joined(living, ada, "?last_event_id=1&client=three") as three:
            assert await three.closed() == 4429
    async with joined(living, ben, "?last_event_id=1") as other:
        assert (await other.ask({"type": "ping"}))["type"] == "pong"


async def test_of_one_address_only_some_may_wait_without_saying_who_they_are(living: Living, settings: Any) -> None:
    settings.WS_STRANGERS = 2
    async with joined(living, living.people[0]) as known, socket(path_of(living)) as one:
        await open_socket(known)
        await silent(one)
        async with socket(path_of(living)) as two:
            await silent(two)
            async with socket(path_of(living)) as three:
                await three.connect()
                assert await three.closed() == 4429
        async with socket(path_of(living)) as again:
            await silent(again)
    assert not open_connections.strangers.waiting


async def silent(client: Socket) -> None:
    """Connected, and heard as a stranger."""
    await client.connect()
    await client.say({"type": "ping"})
    assert (await client.read())["data"]["code"] == "auth_required"


async def test_who_does_not_say_who_they_are_counts_among_the_open_sockets(living: Living, settings: Any) -> None:
    settings.WS_MAX_CONNECTIONS = 1
    async with socket(path_of(living)) as stranger:
        await silent(stranger)
        async with joined(living, living.people[0]) as ada:
            assert await ada.closed() == 1013


async def test_who_says_much_but_not_who_they_are_is_shown_out(living: Living) -> None:
    async with socket(path_of(living)) as stranger:
        await stranger.connect()
        for _ in range(MOST_FIRST):
            await stranger.say({"type": "ping"})
        assert await stranger.closed() == 4401


def test_a_pace_comes_back_with_the_time_and_what_is_earned_with_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("common.pace.time.monotonic", lambda: now)
    meter = Meter(Pace(at_once=2, a_minute=30))
    assert [taken(meter) for _ in range(3)] == [0, 0, 2]
    now += 2
    assert [taken(meter) for _ in range(2)] == [0, 2]
    meter.earn()
    assert [taken(meter) for _ in range(2)] == [0, 2]
    now += 3600
    assert [taken(meter) for _ in range(3)] == [0, 0, 2]


def taken(meter: Meter) -> int:
    """0, or after how many seconds to come back."""
    try:
        meter.take()
    except RateLimited as refusal:
        return refusal.retry_after
    return 0


def test_where_no_stream_is_kept_open_foreign_pages_and_haste_are_refused_as_well(
    living: Living, settings: Any
) -> None:
    settings.RATE_CONNECT = "1/minute"
    client = Client()
    client.force_login(living.people[0])
    address = f"/api/v1/worlds/{living.world.short_id}/events"
    foreign = client.get(address, headers={"Origin": "https://evil.example"})
    assert (foreign.status_code, foreign.json()["error"]["code"]) == (403, "foreign_origin")
    assert client.get(address, headers={"Origin": "http://testserver"}).status_code == 200
    assert client.get(address).json()["error"]["code"] == "rate_limit_exceeded"
    assert client.get(f"{address}?last_event_id=1").status_code == 200
