"""Who comes and who goes, as their fellows hear it on both carriers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from common.database_threads import in_thread
from presence.models import PlayerPresence
from presence.services.announcing import announce_changes
from presence.services.attendance import attendance
from presence.services.heartbeats import record_heartbeats
from presence.services.visibility import choose_status
from profiles.models import User
from tests.worlds.consumers.sockets import Frame, Socket, joined, open_socket
from tests.worlds.consumers.test_event_stream import Stream, listening
from tests.worlds.living_world import Living
from worlds.consumers.open_streams import open_streams
from worlds.models import WorldParticipant


@pytest.fixture(autouse=True)
def nobody_has_come_yet(living: Living) -> None:
    """They joined a while ago: nothing of that is a sign of life any more."""
    attendance.forget()


def age(person: User, seconds: float) -> None:
    """Let somebody's last sign of life lie so far back."""
    back = timezone.now() - timedelta(seconds=seconds)
    assert PlayerPresence.objects.filter(pk=person.pk).update(last_heartbeat=back)


async def about(client: Socket, person: User, kind: str = "presence_changed") -> Frame:
    return await client.read_until(kind, player_id=person.short_id)


async def test_coming_online_is_told_at_once(living: Living) -> None:
    ada, ben, _ = living.people
    async with joined(living, ada) as adas, listening(living, living.people[2]) as cleos:
        await open_socket(adas)
        await cleos.until("game:replay")
        async with joined(living, ben) as bens:
            await open_socket(bens)
            told = await about(adas, ben)
            heard = await about_by_stream(cleos, ben)
    assert "sequence_number" not in told
    assert told["data"]["status"] == heard["status"] == "online"
    assert told["data"]["user_id"] == heard["user_id"] == ben.short_id
    assert told["data"]["display_name"] == "Ben"


async def about_by_stream(stream: Stream, person: User, kind: str = "presence_changed") -> Frame:
    while (told := (await stream.until(kind)).data)["user_id"] != person.short_id:
        pass
    found: Frame = told
    return found


async def test_who_breaks_off_has_left_the_game_when_they_do_not_come_back(living: Living) -> None:
    ada, ben, cleo = living.people
    async with joined(living, ada) as adas, listening(living, cleo) as cleos:
        await open_socket(adas)
        async with joined(living, ben) as bens:
            await open_socket(bens)
            await about(adas, ben)
        await in_thread(record_heartbeats)
        assert await in_thread(announce_changes) == 0, "for half a minute nobody is told"
        await in_thread(age, ben, 31)
        long_ago = timezone.now() - timedelta(minutes=5)
        await in_thread(lambda: WorldParticipant.objects.filter(user=ben).update(joined_at=long_ago))
        assert await in_thread(announce_changes) == 1
        told, left = await about(adas, ben), await about(adas, ben, "player_left_game")
        await cleos.until("player_left_game")
        while "Ben (away)" not in (room := await adas.read_until("room_occupants"))["data"]["occupants"]:
            pass
    assert told["data"]["status"] == "idle"
    who = {"user_id": ben.short_id, "display_name": "Ben", "character_name": "Ben"}
    assert left["data"] == {**who, "reason": "disconnected"}
    assert room["data"]["count"] == 3, "the seat is still theirs"


async def test_of_two_tabs_one_closes_and_the_other_keeps_its_person_there(living: Living) -> None:
    ada, ben, _ = living.people
    async with joined(living, ada) as adas, joined(living, ben) as first:
        await open_socket(adas)
        await open_socket(first)
        async with joined(living, ben) as second:
            await open_socket(second)
        await in_thread(age, ben, 29)
        await open_streams().look_after()
        assert await in_thread(announce_changes) == 0
        presence = await in_thread(PlayerPresence.objects.get, pk=ben.pk)
        assert presence.last_heartbeat is not None
        assert timezone.now() - presence.last_heartbeat < timedelta(seconds=10)


async def test_a_line_that_closes_counts_until_that_moment(living: Living) -> None:
    ben = living.people[1]
    async with joined(living, ben) as bens:
        await open_socket(bens)
        await in_thread(age, ben, 9)
        before = timezone.now()
    await in_thread(record_heartbeats)
    presence = await in_thread(PlayerPresence.objects.get, pk=ben.pk)
    assert presence.last_heartbeat is not None
    assert presence.last_heartbeat >= before


async def test_who_opens_a_stream_is_written_with_where_they_are(living: Living) -> None:
    ben = living.people[1]
    async with joined(living, ben) as bens:
        await open_socket(bens)
        presence = await in_thread(PlayerPresence.objects.get, pk=ben.pk)
        place = await in_thread(WorldParticipant.objects.get, user=ben, left_at=None)
    assert (presence.world_id, presence.session_id, presence.location) == (
        living.world.pk,
        place.session_id,
        place.location,
    )
    assert (presence.scenario, presence.game_mode) == ("gate", "shared")


async def test_saying_that_one_is_busy_reaches_fellows_and_nobody_else(living: Living) -> None:
    ada, ben, cleo = living.people
    stranger = await in_thread(User.objects.create_user, "stranger")
    async with joined(living, ada) as adas, joined(living, ben) as bens:
        await open_socket(adas)
        await open_socket(bens)
        await in_thread(choose_status, user_id=ben.pk, chosen="busy")
        while (told := await about(adas, ben))["data"]["status"] == "online":
            pass
        # Somebody who lives in no world is announced to nobody.
        attendance.hear(stranger.pk)
        await in_thread(record_heartbeats)
        await in_thread(choose_status, user_id=cleo.pk, chosen="away")
        assert (await adas.ask({"type": "ping"}))["type"] == "pong"
        assert stranger.short_id not in {frame["player_id"] for frame in adas.put_aside}
    assert (told["data"]["status"], told["data"]["chosen_status"]) == ("busy", "busy")
