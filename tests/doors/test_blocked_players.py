"""Of two players who are apart neither reaches the other: by any door that changes something, whoever it is made to name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Final

import pytest
from django.db.models import Q

from common.database_threads import in_thread
from relations.models import Follow
from relations.services import blocks, mutes
from tests.doors.cast import Cast
from tests.doors.doors import knock
from tests.doors.hidden_cast import hidden_cast
from tests.doors.table import BODIES
from tests.doors.test_all_doors import DOORS
from tests.doors.test_sockets import credentials, path_of
from tests.worlds.consumers.sockets import socket
from worlds.feed.names import people
from worlds.models import Follower, Invite, WorldEvent, WorldParticipant
from worlds.services import chat
from worlds.services.membership import reading_along
from worlds.services.typed_commands.table import VERBS
from worlds.views.shared.groups import WITH_PLAYER

NAMES: Final = ("to", "player", "user_id")  # what bodies call a person
COMMANDS: Final = "POST api/v1/worlds/<str:world_id>/commands"
GROUP: Final = "POST worlds/<str:world_id>/group"
STORY: Final = "GET api/v1/worlds/<str:world_id>/players/<str:user_id>/story"
# By these one player reaches another whom nothing keeps away: else the test could not fail.
REACHING: Final = {
    STORY: {"reads along"},
    COMMANDS: {"whisper", "asks to follow", "invites to a party"},
    GROUP: {"asks to follow", "invites to a party"},
    "GET worlds/<str:world_id>/watch/<str:player>": {"reads along"},
    "GET worlds/<str:world_id>/watch/<str:player>/live": {"reads along"},
    "POST account/people": {"follows"},
    "POST api/v1/players/me/follows": {"follows"},
    "POST api/v1/worlds/<str:world_id>/chat": {"whisper"},
    "POST worlds/<str:world_id>/say": {"whisper"},
}
DIRECTIONS: Final = (("fellow", "hidden"), ("hidden", "fellow"))


@pytest.fixture
def cast(transactional_db: None, settings: Any) -> Cast:
    for rate in ("CHAT", "COMMAND", "INPUT", "INVITE", "READ", "REPLAY", "START", "REPORT"):
        setattr(settings, f"RATE_{rate}", "100000/minute")
    cast = hidden_cast()
    world = cast.filled["world"]
    reading_along.allow_followers(user_id=cast.people["fellow"].pk, world_id=world, is_allowed=True)
    return cast


def bodies_of(door: str, other: str, called: str) -> Iterator[dict[str, Any]]:
    """What a door is sent: what it is sent everywhere, and that with somebody in each field that could name them."""
    usual = BODIES.get(door, {})
    yield usual
    if door == COMMANDS:
        words = [f"{verb.name} {called}" for verb in VERBS if "player" in verb.usage] + [f"party invite {called}"]
        yield from ({"command": command} for one in words for command in (one, f"{one} psst"))
    elif door == GROUP:
        yield from ({"do": do, "player": other} for do in WITH_PLAYER)
    elif door == "POST account/people":
        yield {"follow": other}
    elif not door.startswith("GET "):
        yield from ({**usual, name: other} for name in NAMES)


def reached(one: Any, other: Any) -> set[str]:
    """In which ways something of the first has come to the second, or binds them."""
    places = WorldParticipant.objects.filter(user=one)
    theirs = WorldParticipant.objects.filter(user=other)
    pair = sorted(map(str, (one.pk, other.pk)))
    found = {
        "whisper": WorldEvent.objects.filter(actor_id=one.pk, payload__channel="whisper", audience=pair),
        "asks to follow": places.filter(Q(asks__user=other) | Q(trails__user=other)),
        "invites to a party": theirs.filter(Q(party_asks__user=one) | Q(party__user=one)),
        "invites to a world": Invite.objects.filter(created_by_id=one.pk, invitee_id=other.pk),
        "reads along": Follower.objects.filter(user=one, place__user=other),
        "follows": Follow.objects.filter(follower=one, followed=other),
    }
    return {way for way, rows in found.items() if rows.exists()}


def ways(cast: Cast, door: str, role: str, to: str) -> set[str]:
    one, other = cast.people[role], cast.people[to]
    aimed = replace(cast, filled={**cast.filled, "member": other.short_id, "newcomer": other.short_id})
    called = {"hidden": "Nightjar", "fellow": "Fellow"}[to]
    found: set[str] = set()
    for body in bodies_of(door, other.short_id, called):
        knock(aimed, role, door, body, look=lambda: found.update(reached(one, other)))
    return found


@pytest.mark.slow
def test_who_is_apart_reaches_the_other_by_no_door(cast: Cast) -> None:
    for door, expected in REACHING.items():
        assert (door, ways(cast, door, "fellow", "hidden")) == (door, expected)
    blocks.block_player(user_id=cast.people["hidden"].pk, other=cast.people["fellow"].short_id)
    named = {door for door in DOORS if not door.startswith("GET ") or "<str:player>" in door or "<str:user_id>" in door}
    assert named >= set(REACHING)
    assert {door: found for door in sorted(named) if (found := ways(cast, door, "fellow", "hidden"))} == {}
    assert {door: found for door in REACHING if (found := ways(cast, door, "hidden", "fellow"))} == {}


async def test_nor_by_a_socket_also_of_a_process_that_has_just_begun(cast: Cast) -> None:
    fellow, hidden = cast.people["fellow"], cast.people["hidden"]
    await in_thread(partial(blocks.block_player, user_id=fellow.pk, other=hidden.short_id))
    await in_thread(partial(mutes.mute_player, user_id=fellow.pk, other=hidden.short_id))
    people.forget()  # what a process keeps of people; its feeds are of this loop, which is new
    async with (
        socket(path_of(cast), *credentials(cast, "fellow")) as hears,
        socket(path_of(cast), *credentials(cast, "hidden")) as says,
    ):
        for client in (hears, says):
            await client.connect()
            await client.read_until("game_state")
        refused = await says.ask({"type": "chat", "text": "Psst.", "to": fellow.short_id})
        assert (refused["type"], refused["data"]["code"]) == ("error", "kept_apart")
        await says.say({"type": "typing", "to": fellow.short_id})
        for command in ("whisper Fellow psst", "follow Fellow", "party invite Fellow", "reply psst"):
            assert (await says.ask({"type": "command", "command": command}))["data"]["success"] is False
        await says.ask({"type": "chat", "text": "To everybody.", "channel": "world"})
        await in_thread(partial(chat.send_message, user_id=fellow.pk, world_id=cast.filled["world"], text="The end."))
        told: list[dict[str, Any]] = []
        while not told or told[-1].get("data", {}).get("text") != "The end.":
            told.append(await hears.read())
    assert {frame["type"] for frame in told} <= {"chat_message", "game:replay", "room_occupants", "heartbeat"}
    assert [frame["data"]["text"] for frame in told if frame["type"] == "chat_message"] == ["The end."]
