"""Who is let in to a socket, how they say who they are, and with which code others are shown out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from rest_framework_simplejwt.tokens import AccessToken

from common.credentials import Credential
from common.database_threads import in_thread
from common.stream_tickets import issue_ticket
from profiles.models import User
from profiles.services import moderation
from tests.worlds.consumers.sockets import Closed, Socket, access, bearer, code_for, joined, path_of, signed_in, socket
from tests.worlds.living_world import Living, shared_world
from worlds.consumers.open_streams import open_streams
from worlds.models import SharedWorld
from worlds.services.membership import hosting, leaving


def credential(person: User) -> Credential:
    return Credential(person.pk, person.get_session_auth_hash())


async def first_frame(client: Socket) -> str:
    await client.connect()
    kind: str = (await client.read())["type"]
    return kind


async def test_a_bearer_token_in_the_header_lets_in(living: Living) -> None:
    async with socket(path_of(living), await bearer(living.people[0])) as client:
        assert await first_frame(client) == "game_state"


async def test_a_browsers_cookie_lets_in(living: Living) -> None:
    cookie = await in_thread(signed_in, living.people[0])
    async with socket(path_of(living), cookie, (b"origin", b"http://testserver")) as client:
        assert await first_frame(client) == "game_state"


async def test_a_subprotocol_lets_in_and_is_chosen_without_the_token(living: Living) -> None:
    token = await access(living.people[0])
    async with socket(path_of(living), subprotocols=("bearer", token)) as client:
        assert await client.connect() == "bearer"
        assert (await client.read())["type"] == "game_state"


async def test_a_first_frame_lets_in_and_nothing_is_told_before(living: Living) -> None:
    async with socket(path_of(living)) as client:
        await client.connect()
        assert await client.line.receive_nothing()
        await client.say({"type": "auth", "token": await access(living.people[0])})
        assert (await client.read())["type"] == "game_state"


async def test_a_first_frame_may_say_where_to_resume(living: Living) -> None:
    last = (await in_thread(living.ticks, 3))[-1].sequence
    async with socket(path_of(living)) as client:
        await client.connect()
        await client.say({"type": "auth", "token": await access(living.people[0]), "last_sequence": last - 2})
        assert [frame["sequence_number"] for frame in await client.numbered(upto=last)] == [last - 1, last]


async def test_a_ticket_lets_in_once(living: Living) -> None:
    ticket = await in_thread(issue_ticket, credential(living.people[0]))
    async with socket(path_of(living, f"?ticket={ticket}")) as client:
        assert await first_frame(client) == "game_state"
    async with socket(path_of(living, f"?ticket={ticket}")) as client:
        await client.connect()
        assert await client.closed() == 4401


@pytest.mark.parametrize("token", ["garbage", "", "Zoë", "a.b.c"])
async def test_a_bad_token_is_shown_out_without_a_word(living: Living, token: str) -> None:
    async with socket(path_of(living)) as client:
        await client.connect()
        await client.say({"type": "auth", "token": token})
        assert await client.line.receive_output(timeout=20) == {"type": "websocket.close", "code": 4401}


async def test_an_expired_token_is_shown_out(living: Living) -> None:
    def expired() -> str:
        token = AccessToken.for_user(living.people[0])
        token.set_exp(lifetime=timedelta(seconds=-1))
        return str(token)

    async with socket(path_of(living), (b"authorization", b"Bearer " + (await in_thread(expired)).encode())) as client:
        await client.connect()
        assert await client.closed() == 4401


async def test_who_never_says_who_they_are_is_shown_out(living: Living, settings: Any) -> None:
    settings.WS_AUTH_DEADLINE = 0.05
    async with socket(path_of(living)) as client:
        await client.connect()
        assert await client.closed() == 4401


async def test_before_they_said_who_they_are_nobody_is_told_anything(living: Living) -> None:
    async with socket(path_of(living)) as client:
        await client.connect()
        await client.say({"type": "turn", "id": "0f8fad5b-d9cb-469f-a165-70867728950e", "option_id": "take_key"})
        answer = await client.read()
        assert (answer["type"], answer["data"]["code"], answer["world_id"]) == ("error", "auth_required", None)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.example", "http://["])
async def test_a_foreign_page_is_refused_before_the_socket_is_accepted(living: Living, origin: str) -> None:
    cookie = await in_thread(signed_in, living.people[0])
    async with socket(path_of(living), cookie, (b"origin", origin.encode())) as client:
        with pytest.raises(Closed):
            await client.connect()


async def test_trusted_origins_are_let_in(living: Living, settings: Any) -> None:
    settings.KLEENE_TRUSTED_ORIGINS = ["https://*.example.org"]
    for origin, is_let_in in ((b"https://play.example.org", True), (b"http://play.example.org", False)):
        async with socket(path_of(living), await bearer(living.people[0]), (b"origin", origin)) as client:
            if is_let_in:
                assert await first_frame(client) == "game_state"
            else:
                with pytest.raises(Closed):
                    await client.connect()


async def test_a_host_that_is_not_ours_is_refused(living: Living) -> None:
    client = Socket(path_of(living), [(b"host", b"evil.example"), await bearer(living.people[0])], [])
    with pytest.raises(Closed):
        await client.connect()


@pytest.mark.parametrize("path", ["/ws/", "/ws/worlds/", "/ws/nothing/here/", "/"])
async def test_there_are_no_sockets_anywhere_else(transactional_db: None, path: str) -> None:
    async with socket(path) as client:
        with pytest.raises(Closed):
            await client.connect()


@pytest.fixture
def stranger(living: Living) -> User:
    user: User = get_user_model().objects.create_user("stranger")
    return user


@pytest.mark.parametrize("world", ["wld_aaaaaaaa", "nonsense", "00000000-0000-0000-0000-000000000000"])
async def test_a_world_that_is_not_there_is_4404(stranger: User, world: str) -> None:
    assert await code_for(stranger, world) == 4404


async def test_a_stranger_is_4403_and_to_a_private_world_4404(living: Living, stranger: User) -> None:
    assert await code_for(stranger, living.world.short_id) == 4403
    await in_thread(SharedWorld.objects.update, visibility="private")
    assert await code_for(stranger, living.world.short_id) == 4404


async def test_who_has_left_is_4403(living: Living) -> None:
    ben = living.people[1]
    await in_thread(leaving.leave_world, user_id=ben.pk, world_id=living.world.pk)
    assert await code_for(ben, living.world.short_id) == 4403


async def test_an_archived_world_is_4410(living: Living) -> None:
    await in_thread(SharedWorld.objects.update, status="archived")
    assert await code_for(living.people[0], living.world.short_id) == 4410


async def test_a_senseless_cursor_is_4400(living: Living) -> None:
    for cursor in ("-1", "1e3", "x", "9" * 40, "%C2%B2"):
        async with socket(path_of(living, f"?last_event_id={cursor}"), await bearer(living.people[0])) as client:
            await client.connect()
            assert await client.closed() == 4400


async def test_who_is_sent_away_gets_that_as_the_last_thing(living: Living) -> None:
    ada, ben, _ = living.people
    async with joined(living, ben) as client:
        await client.read_until("game:replay")
        await in_thread(hosting.kick_player, user_id=ada.pk, world_id=living.world.pk, player=ben.short_id)
        left = await client.read_until("player_left")
        assert left["player_id"] == ben.short_id
        await in_thread(living.says, ada, "now we can talk")
        assert (await client.read())["data"]["code"] == "not_a_member"
        with pytest.raises(Closed) as closed:
            await client.read()
        assert closed.value.code == 4403


async def test_others_stay_when_one_leaves(living: Living) -> None:
    ada, ben, _ = living.people
    async with joined(living, ada) as client:
        await client.read_until("game:replay")
        await in_thread(leaving.leave_world, user_id=ben.pk, world_id=living.world.pk)
        await client.read_until("player_left")
        said = await in_thread(living.says, ada, "farewell")
        assert (await client.numbered(upto=said.sequence))[-1]["data"]["text"] == "farewell"


async def test_a_suspended_account_is_dropped_at_the_next_look(living: Living) -> None:
    ada, ben, _ = living.people
    async with joined(living, ben) as client:
        await client.read_until("game:replay")
        await in_thread(moderation.suspend_account, user_id=ben.pk, moderator_id=ada.pk, reason="trial")
        await open_streams().look_after()
        assert await client.closed() == 4401


async def test_a_new_password_drops_the_sockets_of_the_old(living: Living) -> None:
    ben = living.people[1]
    async with joined(living, ben) as client:
        await client.read_until("game:replay")
        ben.set_password("another-harbour-17")
        await in_thread(ben.save)
        await open_streams().look_after()
        assert await client.closed() == 4401


async def test_a_token_that_expires_ends_its_socket(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worlds.consumers.open_streams.TICK", 0.01)
    async with joined(living, living.people[0]) as client:
        await client.read_until("game:replay")
        monkeypatch.setattr("worlds.consumers.open_streams.time.time", lambda: 4e9)
        assert await client.closed() == 4401


async def test_a_look_leaves_those_alone_who_may_stay(living: Living) -> None:
    async with joined(living, living.people[0]) as client:
        await client.read_until("game:replay")
        await open_streams().look_after()
        assert (await client.ask({"type": "ping"}))["type"] == "pong"


async def test_one_world_tells_nothing_of_another(living: Living) -> None:
    other = await in_thread(shared_world, "dora")
    ada, dora = living.people[0], other.people[0]
    assert await code_for(ada, other.world.short_id) == 4403
    async with joined(living, ada) as here, joined(other, dora) as there:
        start = (await here.read_until("game_state"))["data"]["sequence"]
        await there.read_until("game_state")
        await in_thread(other.ticks, 3)
        await in_thread(living.ticks, 1)
        [frame] = await here.numbered(upto=start + 1)
        assert frame["world_id"] == living.world.short_id
