"""What a client says on a socket, and how it is answered."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from typing import Any

import pytest

from common.database_threads import in_thread
from tests.worlds.consumers.sockets import everything, joined, open_socket
from tests.worlds.living_world import Living
from tests.worlds.services.at_once import wait_until_somebody_waits
from tests.worlds.services.shared_worlds.holding import held, world_row
from tests.worlds.services.typed_commands.green import green_world
from worlds.consumers.open_streams import open_streams
from worlds.models import GameSession, LocationLock, SharedWorld, TurnRecord, WorldEvent
from worlds.services import typing
from worlds.services.groups import parties
from worlds.services.turns import leases, playing
from worlds.services.turns.locks import Where

pytestmark = pytest.mark.usefixtures("on_either_path")


async def test_a_turn_is_answered_under_its_id_and_others_hear_of_it(living: Living) -> None:
    ada, ben, _ = living.people
    async with joined(living, ada) as one, joined(living, ben) as other:
        await everything(open_socket(one), open_socket(other))
        answer = await one.ask({"type": "turn", "option_id": "take_key"})
        assert (answer["type"], answer["data"]["kind"], answer["data"]["cell"]) == ("turn_result", "choice", "triumph")
        assert answer["data"]["view"]["character"]["inventory"] == ["key"]
        played = await other.read_until("turn_played")
        assert (played["player_id"], played["data"]["option_text"]) == (ada.short_id, "Take the key")
        changed = await other.read_until("world_state_changed")
        assert changed["data"]["changes"][0] == {
            "path": "world.locations.road.items",
            "action": "removed",
            "item": "key",
            "caused_by": ada.short_id,
        }


async def test_typed_words_are_answered_as_over_the_api(living: Living) -> None:
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        told = (await ada.ask({"type": "turn", "input": "TAKE the key!"}))["data"]
        assert (told["kind"], told["read_as"]) == ("choice", {"option_id": "take_key", "text": "Take the key"})
        undone = (await ada.ask({"type": "turn", "input": "undo"}))["data"]
        assert (undone["kind"], undone["did_you_mean"]) == ("meta", [])
        assert "nothing can be undone" in undone["narrative"]
        waited = (await ada.ask({"type": "turn", "input": "wait ten minutes"}))["data"]
        assert (waited["kind"], waited["cell"], waited["time_passed"]) == ("wait", None, 600)


async def test_the_same_id_is_the_same_turn_also_on_another_socket(living: Living) -> None:
    turn = {"type": "turn", "id": str(uuid.uuid4()), "option_id": "wait"}
    for _ in range(2):
        async with joined(living, living.people[0]) as ada:
            await open_socket(ada)
            assert (await ada.ask(turn))["type"] == "turn_result"
    choices = await in_thread(TurnRecord.objects.filter(kind=TurnRecord.Kind.CHOICE).count)
    assert choices == 1


async def test_turns_of_one_socket_are_played_in_the_order_they_were_sent(living: Living) -> None:
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        ids = [str(uuid.uuid4()) for _ in range(6)]
        for key in ids:
            await ada.say({"type": "turn", "id": key, "option_id": "wait"})
        answers = [await ada.read_until("turn_result") for _ in ids]
        assert [answer["id"] for answer in answers] == ids
        assert [answer["data"]["turn"] for answer in answers] == sorted(answer["data"]["turn"] for answer in answers)


async def test_a_refused_turn_is_answered_with_its_code_and_id(living: Living) -> None:
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        answer = await ada.ask({"type": "turn", "option_id": "nothing_of_the_kind"})
        assert (answer["type"], answer["data"]["code"]) == ("error", "option_not_available")
        stale = await ada.ask({"type": "turn", "option_id": "wait", "expected_turn": 99})
        assert stale["data"]["code"] == "stale_turn"


async def test_while_a_turn_takes_long_the_socket_goes_on(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go = asyncio.Event()
    plays = playing.play_turn_async

    async def slow(**wishes: Any) -> playing.TurnAnswer:
        await let_go.wait()
        return await plays(**wishes)

    # Stands for a place that is taken or a narrator that thinks: what is claimed is about everything else.
    monkeypatch.setattr(playing, "play_turn_async", slow)
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        turn = str(uuid.uuid4())
        await ada.say({"type": "turn", "id": turn, "option_id": "wait"})
        assert (await ada.ask({"type": "ping"}))["type"] == "pong"
        said = await ada.ask({"type": "chat", "text": "I am thinking"})
        assert said["type"] == "chat_result"
        let_go.set()
        assert (await ada.read_until("turn_result"))["id"] == turn


@pytest.mark.postgres
async def test_what_somebody_says_who_leaves_at_once_is_heard(living: Living) -> None:
    ada, ben, _ = living.people
    async with joined(living, ben) as other:
        await open_socket(other)
        holding = the_world(living)
        async with joined(living, ada) as one:
            await open_socket(one)
            await in_thread(holding.__enter__)
            await one.say({"type": "chat", "id": str(uuid.uuid4()), "text": "Farewell."})
            await in_thread(wait_until_somebody_waits)
        await in_thread(holding.__exit__, None, None, None)
        assert (await other.read_until("chat_message"))["player_id"] == ada.short_id


def the_place(living: Living) -> AbstractContextManager[None]:
    return held(LocationLock.objects.select_for_update().filter(world=living.world))


def the_own_game(living: Living) -> AbstractContextManager[None]:
    return held(GameSession.objects.select_for_update(no_key=True).filter(user=living.people[0]))


def the_world(living: Living) -> AbstractContextManager[None]:
    return held(world_row(living.world.pk))


@contextmanager
def a_lease(living: Living) -> Iterator[None]:
    """As another process has one whose narrator thinks."""
    other = GameSession.objects.get(user=living.people[1])
    token = leases.take_lease(Where(other.pk, living.world.pk, "road"), other)
    yield
    leases.release_lease(token)


@contextmanager
def an_older_ticket(living: Living) -> Iterator[None]:
    other = GameSession.objects.get(user=living.people[1])
    ticket = leases.draw_ticket(Where(other.pk, living.world.pk, "road"), other)
    yield
    leases.hand_in(ticket)


@pytest.mark.postgres
@pytest.mark.parametrize("hindrance", [the_place, the_own_game, the_world, a_lease, an_older_ticket])
async def test_whatever_a_player_waits_for_they_are_told(
    living: Living, hindrance: Callable[[Living], AbstractContextManager[None]]
) -> None:
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        await ada.ask({"type": "turn", "option_id": "wait"})  # the place's row is there from now on
        with ThreadPoolExecutor(1) as threads:
            loop, holding = asyncio.get_running_loop(), ExitStack()
            await loop.run_in_executor(threads, in_one, partial(holding.enter_context, hindrance(living)))
            await ada.say({"type": "turn", "id": str(uuid.uuid4()), "option_id": "wait"})
            waiting = await ada.read_until("turn_waiting")
            assert {name: waiting["data"][name] for name in ("location", "reason", "position")} == {
                "location": "road",
                "reason": "Another player is acting here",
                "position": 1,
            }
            await loop.run_in_executor(threads, in_one, holding.close)
        assert (await ada.read_until("turn_result"))["data"]["kind"] == "choice"


@pytest.mark.postgres
async def test_whoever_sends_several_turns_at_once_lets_others_play_between_them(living: Living) -> None:
    ada, ben, cleo = living.people
    async with joined(living, ada) as one, joined(living, ben) as other, joined(living, cleo) as third:
        await everything(open_socket(one), open_socket(other), open_socket(third))
        await one.ask({"type": "turn", "option_id": "wait"})
        await third.read_until("turn_played")
        with ThreadPoolExecutor(1) as threads:
            loop, holding = asyncio.get_running_loop(), ExitStack()
            await loop.run_in_executor(threads, in_one, partial(holding.enter_context, the_place(living)))
            for player, count in ((one, 3), (other, 1), (third, 1)):
                for _ in range(count):
                    await player.say({"type": "turn", "id": str(uuid.uuid4()), "option_id": "wait"})
                await player.read_until("turn_waiting")
            await loop.run_in_executor(threads, in_one, holding.close)
        played = [(await third.read_until("turn_played"))["player_id"] for _ in range(5)]
    assert played == [person.short_id for person in (ada, ben, cleo, ada, ada)]


def in_one(work: Any) -> None:
    from django.db import connections

    try:
        work()
    finally:
        connections.close_all()


async def test_chat_is_told_to_all_and_answered_with_its_number(living: Living) -> None:
    ada, ben, _ = living.people
    async with joined(living, ada) as one, joined(living, ben) as other:
        await everything(open_socket(one), open_socket(other))
        answer = await one.ask({"type": "chat", "text": "<b>hello</b>"})
        heard = await other.read_until("chat_message")
        assert heard["sequence_number"] == answer["data"]["sequence"]
        assert heard["data"]["text"] == "<b>hello</b>"
        assert (heard["data"]["user_id"], heard["data"]["display_name"]) == (ada.short_id, "Ada")


async def test_words_sent_again_on_a_new_socket_are_said_once(living: Living) -> None:
    chat = {"type": "chat", "id": str(uuid.uuid4()), "text": "Is anybody there?"}
    numbers = []
    for _ in range(2):
        async with joined(living, living.people[0]) as ada:
            await open_socket(ada)
            numbers.append((await ada.ask(chat))["data"]["sequence"])
    assert numbers[0] == numbers[1]
    assert await in_thread(WorldEvent.objects.filter(type="chat_message").count) == 1


async def test_a_whisper_goes_to_whom_it_is_said(living: Living) -> None:
    ada, ben, cleo = living.people
    async with joined(living, ada) as one, joined(living, ben) as two, joined(living, cleo) as three:
        await everything(*(open_socket(client) for client in (one, two, three)))
        said = await one.ask({"type": "chat", "text": "psst", "to": ben.short_id})
        told = (await two.read_until("chat_message"))["data"]
        assert (told["text"], told["to"]["user_id"], told["to"]["display_name"]) == ("psst", ben.short_id, "Ben")
        assert (await one.read_until("chat_message"))["data"]["to"] == told["to"]
        loud = await one.ask({"type": "chat", "text": "good evening"})
        assert loud["data"]["sequence"] == said["data"]["sequence"] + 1
        assert (await three.read_until("chat_message"))["data"]["text"] == "good evening"


async def test_typing_is_told_to_those_at_the_place_and_kept_nowhere(living: Living) -> None:
    ada, ben, cleo = living.people
    async with joined(living, ada) as one, joined(living, ben) as near, joined(living, cleo) as far:
        await everything(*(open_socket(client) for client in (one, near, far)))
        await far.ask({"type": "turn", "option_id": "take_key"})
        await far.ask({"type": "turn", "option_id": "open_gate"})
        before = (await in_thread(SharedWorld.objects.get, pk=living.world.pk)).event_seq
        await one.say({"type": "typing"})
        note = await near.read_until("typing")
        assert (note["player_id"], note["room_id"], note["data"]["display_name"]) == (ada.short_id, "road", "Ada")
        assert "sequence_number" not in note
        await one.ask({"type": "chat", "text": "there"})
        while (frame := await far.read())["type"] != "chat_message":
            assert frame["type"] != "typing"
        assert frame["sequence_number"] == before + 1


async def test_typing_is_told_to_those_who_would_read_the_line(living: Living) -> None:
    ada, ben, cleo = living.people
    async with joined(living, ada) as one, joined(living, ben) as near, joined(living, cleo) as far:
        await everything(*(open_socket(client) for client in (one, near, far)))
        await far.ask({"type": "turn", "option_id": "take_key"})
        await far.ask({"type": "turn", "option_id": "open_gate"})
        await one.say({"type": "typing", "channel": "world"})
        note = await far.read_until("typing")
        assert (note["data"]["display_name"], note["room_id"], "location" in note["data"]) == ("Ada", None, False)
        await near.read_until("typing")
        await near.say({"type": "typing", "to": ada.short_id})
        assert (await one.read_until("typing"))["data"]["display_name"] == "Ben"
        await near.ask({"type": "chat", "text": "there"})
        while (frame := await far.read())["type"] != "chat_message":
            assert frame["type"] != "typing"


async def test_typing_to_a_party_is_told_to_its_members_and_on_no_channel_to_nobody(living: Living) -> None:
    ada, ben, cleo = living.people
    world = living.world.pk
    await in_thread(partial(parties.create_party, user_id=ada.pk, world_id=world))
    await in_thread(partial(parties.invite_to_party, user_id=ada.pk, world_id=world, player=cleo.short_id))
    await in_thread(partial(parties.accept_party, user_id=cleo.pk, world_id=world))
    async with joined(living, ben) as near, joined(living, cleo) as far:
        await everything(open_socket(near), open_socket(far))
        for channel in ("party", "shout", ""):
            await in_thread(partial(typing.announce_typing, user_id=ada.pk, world_id=world, channel=channel))
        assert (await far.read_until("typing"))["data"]["display_name"] == "Ada"
        await far.ask({"type": "chat", "text": "there"})
        for hearer in (near, far):
            while (frame := await hearer.read())["type"] != "chat_message":
                assert frame["type"] != "typing"


async def test_of_many_notes_that_somebody_types_one_a_second_is_told(living: Living) -> None:
    ada, ben, _ = living.people
    async with joined(living, ada) as one, joined(living, ben) as near:
        await everything(open_socket(one), open_socket(near))
        for _ in range(5):
            await one.say({"type": "typing"})
        await near.read_until("typing")
        await one.ask({"type": "chat", "text": "there"})
        while (frame := await near.read())["type"] != "chat_message":
            assert frame["type"] != "typing"


async def test_a_command_that_is_sent_again_under_its_id_is_done_once(living: Living) -> None:
    green = await in_thread(green_world, "eda")
    again = {"type": "command", "id": str(uuid.uuid4()), "command": "get lamp"}
    async with joined(green, green.people[0]) as client:
        await open_socket(client)
        first, second = [(await client.ask(again))["data"] for _ in range(2)]
    assert (first["success"], second["success"], second["text"]) == (True, True, first["text"])
    assert await in_thread(TurnRecord.objects.filter(kind="get").count) == 1


async def test_a_command_is_answered_under_its_id(living: Living) -> None:
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        answer = await ada.ask({"type": "command", "command": "look"})
        assert (answer["type"], answer["data"]["success"]) == ("command_response", True)
        assert answer["data"]["result"]["location"]["id"] == "road"


async def test_who_is_connected_is_present(living: Living) -> None:
    from presence.models import PlayerPresence

    ada = living.people[0]
    async with joined(living, ada) as client:
        await open_socket(client)
        first = (await in_thread(PlayerPresence.objects.get, pk=ada.pk)).last_heartbeat
        await open_streams().look_after()
        later = (await in_thread(PlayerPresence.objects.get, pk=ada.pk)).last_heartbeat
        assert first is not None
        assert later is not None
        assert later > first


async def test_when_the_server_leaves_sockets_are_told_to_come_back(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    from common import shutdown

    monkeypatch.setattr(shutdown, "server", shutdown.Leaving())
    async with joined(living, living.people[0]) as ada:
        await open_socket(ada)
        shutdown.server.begin()
        assert await ada.closed() == 1012


async def test_a_story_begun_anew_is_the_one_that_is_played_on_the_same_socket(living: Living) -> None:
    from worlds.services.membership import joining

    ada = living.people[0]
    async with joined(living, ada) as client:
        await open_socket(client)
        await client.ask({"type": "turn", "option_id": "run"})
        assert (await client.read_until("player_finished"))["player_id"] == ada.short_id
        await in_thread(joining.join_with_new_character, user_id=ada.pk, world_id=living.world.pk)
        await client.read_until("player_joined")
        answer = await client.ask({"type": "turn", "option_id": "wait"})
        assert answer["type"] == "turn_result"
        session = await in_thread(GameSession.objects.get, short_id=answer["data"]["session_id"])
        assert session.is_active
