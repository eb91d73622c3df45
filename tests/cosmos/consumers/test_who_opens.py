"""The socket of the sky: who is let in, how many times, and what it bears."""

from __future__ import annotations

from typing import Any

from common.database_threads import in_thread
from profiles.models import User
from profiles.services import moderation
from tests.cosmos.consumers.conftest import close_code, looking
from tests.worlds.consumers.sockets import access, socket
from worlds.consumers.refusals import MOST_BAD


async def test_only_its_own_user_may_be_named_in_the_address(elena: User, mira: User) -> None:
    async with looking(elena, elena.short_id) as (_, state):
        assert state["data"]["visitors"] == []
    for other in (mira.short_id, "usr_aaaaaaaa", "nobody"):
        assert await close_code(elena, other) == 4403


async def test_a_first_frame_says_who_it_is_and_nobody_else_hears_anything(elena: User, settings: Any) -> None:
    settings.WS_AUTH_DEADLINE = 0.1
    async with socket("/ws/cosmos/") as client:
        await client.connect()
        assert await client.closed() == 4401
    settings.WS_AUTH_DEADLINE = 10
    async with socket("/ws/cosmos/") as client:
        await client.connect()
        await client.say({"type": "cursor", "position": [1, 2, 3]})
        assert (await client.read())["data"]["code"] == "auth_required"
        await client.say({"type": "auth", "token": await access(elena), "last_sequence": 0})
        assert (await client.read_until("cosmos_state"))["data"]["sequence"] == 0


async def test_a_suspension_ends_the_socket_with_its_commit(elena: User, mira: User) -> None:
    async with looking(elena) as (client, _):
        await in_thread(moderation.suspend_account, user_id=elena.pk, moderator_id=mira.pk, reason="shouting")
        assert (await client.read_until("error"))["data"]["code"] == "suspended"
        assert await client.closed() == 4401


async def test_a_player_has_so_many_sockets_and_a_client_one(elena: User, settings: Any) -> None:
    settings.STREAMS_PER_USER = 2
    async with looking(elena, "?client=one") as (one, _), looking(elena, "?client=two"):
        assert await close_code(elena, "?client=three") == 4429
        async with looking(elena, "?client=one"):
            assert await one.closed() == 4409


async def test_what_cannot_be_read_is_refused_until_it_is_too_much(elena: User) -> None:
    bad = [
        "{",
        '{"type": "turn"}',
        '{"type": "cursor", "position": [1, 2]}',
        '{"type": "cursor", "position": [1, 2, 1e400]}',
        '{"type": "cursor", "position": [1, 2, true]}',
        '{"type": "viewing"}',
        '{"type": "chat", "text": "a", "to": "b"}',
    ]
    async with looking(elena) as (client, _):
        for text in bad:
            await client.say_text(text)
            assert (await client.read())["type"] == "error", text
        assert (await client.ask({"type": "ping"}))["type"] == "pong"
        for _ in range(MOST_BAD + 1):
            await client.say_text("{")
        assert await client.closed() == 4400
