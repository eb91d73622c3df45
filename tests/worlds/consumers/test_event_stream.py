"""What bounds a stream over SSE, and keeps it alive; the rest is shown through the network."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from channels.testing import ApplicationCommunicator
from django.test import Client

from common.database_threads import in_thread
from kleene_site.asgi import application
from profiles.models import User
from tests.worlds.consumers.served import Message, message
from tests.worlds.consumers.sockets import PATIENCE, bearer
from tests.worlds.living_world import Living
from worlds.event_types.stored import WorldArchived
from worlds.models import SharedWorld, StreamLease
from worlds.services import events
from worlds.services.events import NewEvent
from worlds.services.membership import leaving


class Stream:
    def __init__(self, line: ApplicationCommunicator) -> None:
        self.line = line
        self.waiting: list[Message] = []
        self.is_over = False

    async def next(self) -> Message | None:
        """The next message, None at the end."""
        while not self.waiting and not self.is_over:
            answer = await self.line.receive_output(PATIENCE)
            if answer["type"] == "http.response.body":
                self.is_over = not answer.get("more_body")
                blocks = answer["body"].decode().split("\n\n")
                self.waiting += [message(block.split("\n")) for block in blocks if block]
        return self.waiting.pop(0) if self.waiting else None

    async def until(self, event: str) -> Message:
        while (told := await self.next()) is not None:
            if told.event == event:
                return told
        raise AssertionError(f"the stream ended without {event}")

    async def rest(self) -> list[Message]:
        async with asyncio.timeout(PATIENCE):
            found = []
            while (told := await self.next()) is not None:
                found.append(told)
            return found


@asynccontextmanager
async def listening(living: Living, person: User, query: str = "") -> AsyncIterator[Stream]:
    async with listening_with(living, await bearer(person), query) as stream:
        yield stream


@asynccontextmanager
async def listening_with(living: Living, who: tuple[bytes, bytes], query: str = "") -> AsyncIterator[Stream]:
    """The same of whoever a header says."""
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": f"/api/v1/worlds/{living.world.short_id}/events",
        "query_string": query.encode(),
        "headers": [(b"host", b"testserver"), who],
    }
    line = ApplicationCommunicator(application, scope)
    await line.send_input({"type": "http.request", "body": b""})
    try:
        yield Stream(line)
    finally:
        await line.send_input({"type": "http.disconnect"})
        await line.wait(PATIENCE)


async def test_a_quiet_stream_carries_a_comment(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worlds.consumers.open_streams.TICK", 0.01)
    monkeypatch.setattr("worlds.consumers.open_stream.QUIET", 0.02)
    async with listening(living, living.people[0]) as stream:
        await stream.until("game:replay")
        told = await stream.next()
        assert told is not None
        assert told.comment


async def test_a_process_that_is_full_takes_no_stream_more(living: Living, settings: Any) -> None:
    settings.WS_MAX_CONNECTIONS = 1
    async with listening(living, living.people[0]) as first:
        await first.until("game:replay")
        async with listening(living, living.people[1]) as second:
            start = await second.line.receive_output(PATIENCE)
            body = await second.line.receive_output(PATIENCE)
    assert (start["status"], dict(start["headers"])[b"Retry-After"]) == (503, b"2")
    assert json.loads(body["body"])["error"]["code"] == "unavailable"


async def test_a_stream_ends_once_it_is_large_and_the_next_goes_on_where_it_ended(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worlds.consumers.sse.LARGEST", 20_000)
    last = (await in_thread(living.ticks, 200))[-1].sequence
    got: list[int] = []
    after, streams_needed = last - 200, 0
    while after < last:
        async with listening(living, living.people[0], f"last_event_id={after}") as stream:
            if after + 100 < last:
                numbers = [int(told.id) for told in await stream.rest() if told.id]
            else:
                numbers = [int((await stream.until("world_state_changed")).id) for _ in range(last - after)]
        got += numbers
        after, streams_needed = got[-1], streams_needed + 1
    assert got == list(range(last - 199, last + 1))
    assert streams_needed > 1


async def test_a_stream_ends_after_a_while(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worlds.consumers.sse.LONGEST", 0.0)
    async with listening(living, living.people[0]) as stream:
        await stream.until("game:replay")
        await in_thread(living.ticks)
        assert [told.event for told in await stream.rest()] == ["world_state_changed"]


async def test_a_cursor_that_the_log_does_not_reach_is_told_so_and_starts_afresh(living: Living, settings: Any) -> None:
    settings.REPLAY_SIZE, settings.EVENT_LOG_DAYS = 3, -1
    await in_thread(living.ticks, 8)
    await in_thread(events.trim_events)
    async with listening(living, living.people[0], "last_event_id=1") as stream:
        assert (await stream.until("resync")).id == ""
        state = await stream.until("game_state")
        assert int(state.id) == (await in_thread(SharedWorld.objects.get)).event_seq


async def test_the_end_of_a_world_is_the_last_thing_told(living: Living) -> None:
    async with listening(living, living.people[0]) as stream:
        await stream.until("game:replay")
        await in_thread(SharedWorld.objects.update, status="archived")
        await in_thread(living.happens, NewEvent(WorldArchived()))
        assert [told.event for told in await stream.rest()] == ["world_archived"]


async def test_leaving_the_world_ends_the_stream_and_frees_its_lease(living: Living) -> None:
    ben = living.people[1]
    async with listening(living, ben) as stream:
        await stream.until("game:replay")
        await in_thread(leaving.leave_world, user_id=ben.pk, world_id=living.world.pk)
        assert [told.event for told in await stream.rest()][-1] == "player_left"
    while await in_thread(StreamLease.objects.exists):
        pass


async def test_the_door_behind_tells_the_same_and_ends(living: Living, client: Client) -> None:
    ada, ben, _ = living.people
    await in_thread(living.says, ada, "good evening")
    await in_thread(living.says, ada, "psst", ben)

    def asked(after: int) -> list[Message]:
        client.force_login(ada)
        answer = client.get(f"/api/v1/worlds/{living.world.short_id}/events", headers={"Last-Event-ID": str(after)})
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        return [message(block.split("\n")) for block in answer.content.decode().split("\n\n") if block]

    behind = await in_thread(asked, 1)
    async with listening(living, ada, "last_event_id=1") as stream:
        assert [await stream.next() for _ in behind] == behind
    joined = ["player_entered", "player_joined"]
    assert [told.event for told in behind] == ["", *joined, *joined, "chat_message", "chat_message"]


async def test_the_door_behind_refuses_alike(living: Living, client: Client) -> None:
    def asked() -> list[int]:
        path = f"/api/v1/worlds/{living.world.short_id}/events"
        anonymous = client.get(path).status_code
        client.force_login(living.people[0])
        senseless = client.get(path, {"last_event_id": "x"}).status_code
        living.world.participants.update(left_at=living.world.created_at)
        return [anonymous, senseless, client.get(path).status_code]

    assert await in_thread(asked) == [401, 400, 403]
