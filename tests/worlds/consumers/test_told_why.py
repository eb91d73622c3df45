"""Who is suspended or sent away learns on their streams why, until when, and how to object."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from common.credentials import Credential
from common.database_threads import in_thread
from common.stream_tickets import issue_ticket
from profiles.models import User
from profiles.services import moderation, tokens
from tests.worlds.consumers.sockets import Closed, Socket, bearer, joined, path_of, socket
from tests.worlds.consumers.test_event_stream import listening
from tests.worlds.living_world import Living
from worlds.models import SharedWorld
from worlds.services.membership import hosting, spectating

APPEALS = "appeals@example.org"
REASON = "Sold lamps"


@pytest.fixture(autouse=True)
def appeals_go_to(settings: Any) -> None:
    settings.KLEENE_APPEAL = APPEALS


def suspend(living: Living, person: User) -> None:
    moderation.suspend_account(user_id=person.pk, moderator_id=living.people[0].pk, reason=REASON)


def told(frame: dict[str, Any], code: str) -> None:
    assert frame["type"] == "error"
    assert frame["data"]["code"] == code
    details = frame["data"]["details"]
    assert (details["reason"], details["appeal"], details["until"]) == (REASON, APPEALS, None)
    assert REASON in frame["data"]["message"]


async def refused(client: Socket) -> dict[str, Any]:
    """The one frame that a socket is told before it is closed."""
    await client.connect()
    frame = await client.read()
    with pytest.raises(Closed) as closed:
        await client.read()
    assert closed.value.code == 4401
    return frame


async def test_a_socket_with_a_token_is_told(living: Living) -> None:
    ben = living.people[1]
    headers = await bearer(ben)
    await in_thread(suspend, living, ben)
    async with socket(path_of(living), headers) as client:
        told(await refused(client), "suspended")


async def test_a_socket_with_a_ticket_is_told(living: Living) -> None:
    ben = living.people[1]
    ticket = await in_thread(lambda: issue_ticket(Credential(ben.pk, ben.get_session_auth_hash())))
    await in_thread(suspend, living, ben)
    async with socket(path_of(living, f"?ticket={ticket}")) as client:
        told(await refused(client), "suspended")


async def test_a_socket_that_says_who_it_is_by_a_frame_is_told(living: Living) -> None:
    ben = living.people[1]
    access = (await in_thread(tokens.issue_pair, ben))["access"]
    await in_thread(suspend, living, ben)
    async with socket(path_of(living)) as client:
        await client.connect()
        await client.say({"type": "auth", "token": access})
        told(await client.read(), "suspended")
        assert await client.closed() == 4401


async def test_an_open_socket_is_told_before_it_is_closed(living: Living) -> None:
    ben = living.people[1]
    async with joined(living, ben) as client:
        await client.read_until("game:replay")
        await in_thread(suspend, living, ben)
        told(await client.read_until("error"), "suspended")
        with pytest.raises(Closed) as closed:
            await client.read()
        assert closed.value.code == 4401


@pytest.mark.parametrize("send", [hosting.kick_player, hosting.ban_player])
async def test_who_is_sent_away_learns_why_as_the_last_thing(living: Living, send: Any) -> None:
    ada, ben, _ = living.people
    async with joined(living, ben) as client:
        await client.read_until("game:replay")
        away = {"user_id": ada.pk, "world_id": living.world.pk, "player": ben.short_id, "reason": REASON}
        await in_thread(lambda: send(**away))
        told(await client.read_until("error"), "not_a_member")
        with pytest.raises(Closed) as closed:
            await client.read()
        assert closed.value.code == 4403
    async with socket(path_of(living), await bearer(ben)) as client:
        await client.connect()
        told(await client.read(), "not_a_member")
        assert await client.closed() == 4403


async def test_an_event_stream_is_refused_in_the_same_words(living: Living) -> None:
    ben = living.people[1]

    def answers() -> list[dict[str, Any]]:
        browser = Client()
        browser.force_login(ben)
        suspend(living, ben)
        path = f"/api/v1/worlds/{living.world.short_id}/events"
        return [browser.get(path).json()["error"]]

    for error in await in_thread(answers):
        assert (error["code"], error["details"]["reason"]) == ("suspended", REASON)


def kick(living: Living, person: User) -> None:
    host, world = living.people[0], living.world
    hosting.kick_player(user_id=host.pk, world_id=world.pk, player=person.short_id, reason=REASON)


@pytest.mark.parametrize(("end", "code"), [(suspend, "suspended"), (kick, "not_a_member")])
async def test_an_open_event_stream_says_it_as_the_last_thing(living: Living, end: Any, code: str) -> None:
    ben = living.people[1]
    async with listening(living, ben) as stream:
        await stream.until("game:replay")
        await in_thread(end, living, ben)
        last = (await stream.rest())[-1]
        assert last.event == "error"
        assert (last.data["code"], last.data["details"]["reason"]) == (code, REASON)


async def test_streams_of_a_world_that_a_newer_version_stored_say_so(living: Living) -> None:
    ben = living.people[1]
    await in_thread(lambda: SharedWorld.objects.update(engine_version="99"))
    async with socket(path_of(living), await bearer(ben)) as client:
        await client.connect()
        frame = await client.read()
        assert (frame["type"], frame["data"]["code"]) == ("error", "incompatible_version")
        assert frame["data"]["details"]["found"]["engine_version"] == "99"

    def answer() -> Any:
        browser = Client()
        browser.force_login(ben)
        return browser.get(f"/api/v1/worlds/{living.world.short_id}/events")

    refusal = await in_thread(answer)
    assert (refusal.status_code, refusal.json()["error"]["code"]) == (409, "incompatible_version")


async def test_who_watches_a_world_that_closes_learns_it_as_the_last_thing(living: Living) -> None:
    ada = living.people[0]
    watcher = await in_thread(lambda: User.objects.create_user("onlooker"))
    await in_thread(lambda: spectating.spectate_world(user_id=watcher.pk, world_id=living.world.pk))
    async with joined(living, watcher) as client:
        await client.read_until("game:replay")
        world = living.world.pk
        await in_thread(lambda: hosting.change_world_settings(user_id=ada.pk, world_id=world, spectators_allowed=False))
        assert (await client.read_until("error"))["data"]["code"] == "spectating_closed"
        assert await client.closed() == 4403


async def test_spectators_who_may_talk_do_so_by_their_sockets(living: Living) -> None:
    ada, ben, _ = living.people
    watcher = await in_thread(lambda: User.objects.create_user("onlooker"))
    await in_thread(lambda: spectating.spectate_world(user_id=watcher.pk, world_id=living.world.pk))
    async with joined(living, watcher) as client, joined(living, ben) as player:
        await client.read_until("game:replay")
        await player.read_until("game:replay")
        line = {"type": "chat", "text": "Mind the step"}
        await client.say({**line, "id": str(uuid.uuid4())})
        assert (await client.read_until("error"))["data"]["code"] == "forbidden"
        world = living.world.pk
        await in_thread(lambda: hosting.change_world_settings(user_id=ada.pk, world_id=world, spectators_talk=True))
        await client.say({"type": "typing", "channel": "world"})
        assert (await player.read_until("typing"))["data"]["display_name"] == watcher.display_name
        await client.say({**line, "id": str(uuid.uuid4())})
        heard = (await player.read_until("chat_message"))["data"]
        assert (heard["text"], heard["role"]) == ("Mind the step", "spectator")
        # Who is hidden from those who watch is so from others.
        assert (await client.read_until("chat_message"))["data"]["display_name"] == watcher.display_name


async def test_sockets_are_told_who_is_ready_and_refused_turns_till_then(living: Living) -> None:
    ada, ben, cleo = living.people
    await in_thread(lambda: SharedWorld.objects.filter(pk=living.world.pk).update(ready_check=True, turn=0))

    def ready(person: User) -> None:
        hosting.set_ready(user_id=person.pk, world_id=living.world.pk, is_ready=True)

    async with joined(living, ben) as client:
        await client.read_until("game:replay")
        await client.say({"type": "turn", "id": str(uuid.uuid4()), "input": "wait here"})
        assert (await client.read_until("error"))["data"]["code"] == "not_started"
        await in_thread(ready, ada)
        told = (await client.read_until("ready_changed"))["data"]
        assert (told["ready"], told["players"], told["waiting"]) == (1, 3, True)
        await in_thread(ready, ben)
        await in_thread(ready, cleo)
        frames = [await client.read_until("ready_changed") for _ in range(3)]
        assert [frame["data"]["waiting"] for frame in frames][-1] is False
