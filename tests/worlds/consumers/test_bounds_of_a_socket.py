"""What one socket may send and leave unread before it is refused or closed."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Any

import pytest

from common.database_threads import in_thread
from tests.worlds.consumers.sockets import everything, joined, open_socket
from tests.worlds.living_world import Living
from worlds.consumers import refusals, socket_writer
from worlds.consumers.job_queue import LONGEST
from worlds.feed.registry import hub
from worlds.feed.subscriber import WAITING
from worlds.services.turns import playing

pytestmark = pytest.mark.usefixtures("on_either_path")


SENSELESS = [
    "",
    "no json",
    "[]",
    "null",
    "{",
    '{"type": 7}',
    '{"type": "unheard_of"}',
    '{"type": "ping", "extra": 1}',
    '{"type": "resume"}',
    '{"type": "resume", "last_sequence": "7"}',
    '{"type": "resume", "last_sequence": -1}',
    '{"type": "resume", "last_sequence": true}',
    '{"type": "resume", "last_sequence": 1e400}',
    '{"type": "ack", "sequence": 99999999999999999999}',
    '{"type": "turn", "option_id": "wait"}',
    '{"type": "turn", "id": "not-a-uuid", "option_id": "wait"}',
    '{"type": "turn", "id": "0f8fad5b-d9cb-469f-a165-70867728950e"}',
    '{"type": "turn", "id": "0f8fad5b-d9cb-469f-a165-70867728950e", "option_id": "wait", "world_state": {}}',
    '{"type": "chat", "id": "0f8fad5b-d9cb-469f-a165-70867728950e", "text": 5}',
    '{"type": "chat", "id": "0f8fad5b-d9cb-469f-a165-70867728950e", "text": "\\u0000"}',
    '{"type": "ping", "type": "ping"}',
    '{"type": "\\ud800"}',
    '{"type": "ping", "a": ' + "[" * 20 + "]" * 20 + "}",
    json.dumps({"type": "chat", "text": "x" * 11_000}),
    '{"type": "chat", "text": "' + "é" * 6_000 + '"}',
]


@pytest.mark.slow
@pytest.mark.parametrize("text", SENSELESS, ids=range(len(SENSELESS)))
async def test_a_senseless_frame_is_answered_with_an_error_and_the_socket_stays(living: Living, text: str) -> None:
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        await ada.say_text(text)
        error = await ada.read_until("error")
        assert error["data"]["code"] in {"invalid_input", "too_large", "unknown_frame"}
        assert (await ada.ask({"type": "ping"}))["type"] == "pong"


async def test_a_binary_frame_is_answered_with_an_error(living: Living) -> None:
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        await ada.line.send_input({"type": "websocket.receive", "bytes": b"\xff\x00"})
        assert (await ada.read_until("error"))["data"]["code"] == "invalid_input"


async def test_the_id_of_a_bad_frame_comes_back_with_the_error(living: Living) -> None:
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        assert (await ada.ask({"type": "chat", "channel": "world"}))["data"]["code"] == "invalid_input"


async def test_too_many_senseless_frames_close_the_socket(living: Living) -> None:
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        for _ in range(refusals.MOST_BAD + 1):
            await ada.say_text("no json")
            await asyncio.sleep(0)
        assert await ada.closed() == 4400


async def test_talking_too_much_is_refused_and_in_the_end_closed(living: Living, settings: Any) -> None:
    settings.RATE_CHAT = "2/minute"
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        for _ in range(2):
            assert (await ada.ask({"type": "chat", "text": "hello"}))["type"] == "chat_result"
        refused = await ada.ask({"type": "chat", "text": "hello"})
        assert refused["data"]["code"] == "rate_limit_exceeded"
        assert refused["data"]["retry_after"] > 0
        for _ in range(2):
            await ada.say({"type": "chat", "id": str(uuid.uuid4()), "text": "hello"})
        assert await ada.closed() == 4429


async def test_turns_are_counted(living: Living, settings: Any) -> None:
    settings.RATE_INPUT = "2/minute"
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        answers = [await ada.ask({"type": "turn", "option_id": "wait"}) for _ in range(3)]
        assert [answer["type"] for answer in answers] == ["turn_result", "turn_result", "error"]
        assert answers[-1]["data"]["code"] == "rate_limit_exceeded"


async def test_more_turns_than_a_socket_may_queue_are_refused(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(**_wishes: Any) -> playing.TurnAnswer:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(playing, "play_turn_async", never)
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        for _ in range(LONGEST + 3):
            await ada.say({"type": "turn", "id": str(uuid.uuid4()), "option_id": "wait"})
        assert (await ada.read_until("error"))["data"]["code"] == "rate_limit_exceeded"


async def test_who_acknowledges_nothing_is_too_slow(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worlds.consumers.open_streams.TICK", 0.01)
    monkeypatch.setattr(socket_writer, "PATIENCE", 0.05)
    async with joined(living, living.people[0]) as ada, joined(living, living.people[1]) as quiet:
        ada.acknowledges = False
        start, _ = await everything(open_socket(ada), open_socket(quiet))
        await in_thread(living.ticks)
        assert (await quiet.numbered(upto=start + 1))[0]["type"] == "world_state_changed"
        assert await ada.closed() == 4408
        assert (await quiet.ask({"type": "ping"}))["type"] == "pong"


async def test_a_full_queue_closes_the_socket_and_resuming_gives_the_rest(living: Living) -> None:
    async with joined(living, living.people[0]) as ada:
        start = await open_socket(ada)
        await ada.ask({"type": "ping"})
        many = WAITING * 2
        await in_thread(living.ticks, many)
        async with hub().feed(living.world.pk) as feed:
            while feed.cursor < start + many:  # noqa: ASYNC110 - the feed tells its subscribers, and nobody else
                await asyncio.sleep(0)
        assert await ada.closed() == 4408
    async with joined(living, living.people[0], f"?last_event_id={start}") as again:
        assert len(await again.numbered(upto=start + many)) == many


async def test_a_quiet_socket_hears_a_heartbeat(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worlds.consumers.open_streams.TICK", 0.01)
    monkeypatch.setattr("worlds.consumers.open_stream.QUIET", 0.02)
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        assert "sequence_number" not in await ada.read_until("heartbeat")
