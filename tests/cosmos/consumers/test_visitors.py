"""Who looks at the sky beside whom: names, cursors and talk."""

from __future__ import annotations

from functools import partial

import pytest

from common.database_threads import in_thread
from cosmos.consumers import cursors
from cosmos.consumers.sky_sockets import sky_sockets
from cosmos.services.layouts import rebuild_layout
from presence.services.visibility import set_visible
from profiles.models import User
from profiles.services import agents
from relations.services import blocks, mutes, silences
from tests.cosmos.conftest import Born
from tests.cosmos.consumers.conftest import looking
from tests.worlds.consumers.sockets import Frame, Socket
from worlds.event_types.ephemeral import ServerShutdown
from worlds.feed.registry import tell_everybody_here
from worlds.services.notify import recheck_streams


async def silent(client: Socket) -> list[Frame]:
    """What has come until a ping of now is answered."""
    await client.ask({"type": "ping"})
    heard = list(client.put_aside)
    client.put_aside.clear()
    return heard


async def test_who_comes_and_goes_is_told_once_and_by_name_only_if_they_wish(
    elena: User, mira: User, stranger: User
) -> None:
    await in_thread(set_visible, user_id=elena.pk, visible=True)
    await in_thread(agents.mark_agent, user_id=elena.pk)
    async with looking(mira) as (client, state):
        assert state["data"]["visitors"] == []
        async with looking(elena) as (_, own), looking(elena):
            seen = (await client.read_until("user_joined"))["data"]
            assert seen == own["data"]["you"]
            assert (seen["user_id"], seen["display_name"], seen["is_agent"]) == (elena.short_id, str(elena), True)
            async with looking(stranger) as (_, unseen):
                hidden = (await client.read_until("user_joined"))["data"]
                assert hidden == unseen["data"]["you"]
                assert (hidden["user_id"], hidden["display_name"], hidden["color"]) == (None, "Someone", "#888888")
                assert {each["visitor_id"] for each in unseen["data"]["visitors"]} >= {seen["visitor_id"]}
            assert (await client.read_until("user_left"))["data"]["visitor_id"] == hidden["visitor_id"]
            await in_thread(set_visible, user_id=elena.pk, visible=False)
            await in_thread(recheck_streams, elena.pk)
            assert (await client.read_until("user_left"))["data"]["visitor_id"] == seen["visitor_id"]
            again = (await client.read_until("user_joined"))["data"]
            assert (again["user_id"], again["visitor_id"] == seen["visitor_id"]) == (None, False)
        assert (await client.read_until("user_left"))["data"]["visitor_id"] == again["visitor_id"]
        assert await silent(client) == []


async def test_a_cursor_is_seen_near_and_gone_when_it_rests_or_is_far(
    elena: User, mira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with looking(mira) as (client, _), looking(elena) as (mover, _):
        await mover.say({"type": "cursor", "position": [10.5, 0, -3]})
        seen = (await client.read_until("cursor_moved"))["data"]
        assert seen["position"] == [10.5, 0.0, -3.0]
        await client.say({"type": "cursor", "position": [500, 0, 0]})
        assert (await client.read_until("cursor_moved"))["data"] == seen | {"position": None}
        await mover.say({"type": "cursor", "position": [470, 0, 0]})
        assert (await client.read_until("cursor_moved"))["data"]["position"] == [470.0, 0.0, 0.0]
        monkeypatch.setattr(cursors, "AWAY", 0.0)
        assert (await client.read_until("cursor_moved"))["data"] == seen | {"position": None}
        assert [frame["type"] for frame in await silent(mover)] == ["cursor_moved"] * 2  # never of itself


async def test_cursors_of_several_come_in_one_frame(elena: User, mira: User, stranger: User) -> None:
    async with looking(mira) as (client, _), looking(elena), looking(stranger):
        people = sky_sockets().cursors
        people.move(elena.pk, (1.0, 0.0, 0.0))
        people.move(stranger.pk, (2.0, 0.0, 0.0))
        told = (await client.read_until("cursors"))["data"]["moved"]
        assert sorted(each["position"] for each in told) == [[1.0, 0.0, 0.0], [2.0, 0.0, 0.0]]


async def test_all_are_told_of_a_new_layout_and_of_a_server_that_stops(elena: User, mira: User) -> None:
    async with looking(elena) as (one, _), looking(mira) as (other, _):
        await in_thread(rebuild_layout)
        assert [(await client.read_until("layout_changed"))["data"] for client in (one, other)] == [
            {"layout_version": 2}
        ] * 2
        tell_everybody_here(ServerShutdown(seconds=60, reason="tea"))
        for client in (one, other):
            assert (await client.read_until("server_shutdown"))["data"] == {"seconds": 60, "reason": "tea"}


async def test_a_line_reaches_whoever_is_there_and_has_not_turned_away(elena: User, mira: User, stranger: User) -> None:
    async with looking(elena) as (speaker, own), looking(mira) as (one, _), looking(stranger) as (other, _):
        answer = await speaker.ask({"type": "chat", "text": "Hello <b>there</b>."})
        you = own["data"]["you"]
        assert answer["data"].items() >= {**you, "text": "Hello <b>there</b>."}.items()
        for client in (one, other):
            assert (await client.read_until("chat_message"))["data"] == answer["data"]
        await in_thread(mutes.mute_player, user_id=mira.pk, other=elena.short_id)
        await in_thread(blocks.block_player, user_id=elena.pk, other=stranger.short_id)
        assert (await speaker.ask({"type": "chat", "text": "Again."}))["type"] == "chat_message"
        for client in (one, other):
            assert "chat_message" not in {frame["type"] for frame in await silent(client)}


async def test_a_line_is_refused_as_in_a_world(elena: User, mira: User) -> None:
    async with looking(elena) as (speaker, _):
        for text, code in ((" ", "invalid_input"), ("a" * 301, "invalid_input")):
            assert (await speaker.ask({"type": "chat", "text": text}))["data"]["code"] == code
        silenced = partial(
            silences.silence_player, user_id=elena.pk, moderator_id=mira.pk, minutes=5, reason="shouting"
        )
        await in_thread(silenced)
        assert (await speaker.ask({"type": "chat", "text": "Hello."}))["data"]["code"] == "silenced"


async def test_others_hear_which_star_somebody_looks_at(born: Born, elena: User, mira: User) -> None:
    entry = await in_thread(born, "I whistle for the cat.")
    async with looking(mira) as (client, _), looking(elena) as (viewer, _):
        assert (await viewer.ask({"type": "viewing", "entry_id": "ent_aaaaaaaa"}))["data"]["code"] == "not_found"
        for star in (entry.short_id, None):
            await viewer.say({"type": "viewing", "entry_id": star})
            assert (await client.read_until("user_viewing"))["data"]["entry_id"] == star
