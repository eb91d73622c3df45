"""A stream begins with whom its reader follows, with their party, and with the requests that wait for their answer."""

from __future__ import annotations

from typing import Any

from common.database_threads import in_thread
from profiles.models import User
from relations.services.blocks import block_player
from tests.worlds.consumers.sockets import Frame, joined
from tests.worlds.consumers.test_event_stream import listening
from tests.worlds.living_world import Living
from worlds.services.groups import following, parties


def me(living: Living, person: User) -> dict[str, Any]:
    return {"user_id": person.pk, "world_id": living.world.pk}


def bind(living: Living) -> None:
    """Ben follows Ada, who invites Cleo into her party; Cleo asks to follow Ada."""
    ada, ben, cleo = living.people
    following.ask_to_follow(**me(living, ben), player=ada.short_id)
    following.accept_follower(**me(living, ada))
    parties.invite_to_party(**me(living, ada), player=cleo.short_id)
    following.ask_to_follow(**me(living, cleo), player=ada.short_id)


async def first_frames(living: Living, person: User) -> list[Frame]:
    """What comes after the beginning that everybody is told."""
    async with joined(living, person) as client:
        await client.read_until("game:replay")
        await client.say({"type": "ping"})
        frames = []
        while (frame := await client.read())["type"] != "pong":
            if frame["type"] in {"follow_state", "party_state", "follow_request"}:
                frames.append(frame)
        return frames


async def test_a_socket_begins_with_what_binds_its_player_and_what_waits(living: Living) -> None:
    ada, ben, cleo = living.people
    await in_thread(bind, living)
    party = {"members": [ada.short_id], "leader": ada.short_id, "invited": [cleo.short_id]}
    told = [(frame["type"], frame["data"]) for frame in await first_frames(living, ada)]
    assert told == [
        ("follow_state", {"following": None, "followers": [ben.short_id]}),
        ("party_state", party),
        ("follow_request", {"from": cleo.short_id}),
    ]
    assert [frame["data"] for frame in await first_frames(living, cleo)] == [party]


async def test_who_is_bound_to_nobody_is_told_nothing_more(living: Living) -> None:
    assert await first_frames(living, living.people[0]) == []


async def test_a_request_that_a_block_has_overtaken_waits_no_longer(living: Living) -> None:
    ada, _, cleo = living.people
    await in_thread(bind, living)
    await in_thread(lambda: block_player(user_id=cleo.pk, other=ada.short_id))
    assert [frame["type"] for frame in await first_frames(living, ada)] == ["follow_state", "party_state"]
    assert await first_frames(living, cleo) == []


async def test_server_sent_events_begin_with_it_too(living: Living) -> None:
    await in_thread(bind, living)
    async with listening(living, living.people[1]) as stream:
        told = await stream.until("follow_state")
        assert told.data["following"] == living.people[0].short_id
