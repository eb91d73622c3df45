"""What muted players say, and what blocked ones send, reaches nobody who does not want it: at every door, in every frame."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from typing import Any, Final

import pytest

from common.database_threads import in_thread
from relations.services import blocks, mutes
from relations.services.blocks import KeptApart
from tests.doors.cast import Cast
from tests.doors.doors import knock
from tests.doors.hidden_cast import MARKS, hidden_cast
from tests.doors.table import BODIES
from tests.doors.test_all_doors import DOORS
from tests.doors.test_hidden_players import often  # noqa: F401 - a fixture
from tests.doors.test_sockets import credentials, path_of
from tests.worlds.consumers.sockets import Socket, socket
from worlds.feed import event_log
from worlds.models import SharedWorld
from worlds.services import chat
from worlds.services.membership import directory, invited, matchmaking
from worlds.services.membership.invited import NotACompanion

WORDS: Final = MARKS["W"]
TELLING: Final = (
    "api/v1/worlds/<str:world_id>/chat",
    "api/v1/worlds/<str:world_id>/transcript",
    "api/v1/worlds/<str:world_id>/players/<str:user_id>/story",
    "api/v1/improvisations/<str:improvisation_id>",
    "api/v1/cosmos/chat",
    "play/<str:session_id>",
    "worlds/<str:world_id>/improvisations",
    "worlds/<str:world_id>/watch/<str:player>",
)
ASKED_FOR: Final = "report"  # here stands what is reported, also by who has muted its author since


@pytest.fixture
def cast(transactional_db: None, often: None) -> Cast:  # noqa: F811 - the fixture's name
    return hidden_cast()


def mute(cast: Cast, channel: str | None = None) -> None:
    mutes.mute_player(user_id=cast.people["fellow"].pk, other=cast.people["hidden"].short_id, channel=channel)


def unmute(cast: Cast) -> None:
    mutes.unmute_player(user_id=cast.people["fellow"].pk, other=cast.people["hidden"].short_id)


def says(cast: Cast, text: str, channel: str = "world") -> int:
    said = chat.send_message(
        user_id=cast.people["hidden"].pk, world_id=cast.filled["world"], text=text, channel=channel
    )
    return said.event.sequence


def doors_that_tell(cast: Cast, among: Iterable[str] = DOORS) -> set[str]:
    return {
        door
        for door in among
        if door.startswith("GET ")
        and ASKED_FOR not in door
        and WORDS in knock(cast, "fellow", door, BODIES.get(door, {})).text.lower()
    }


@pytest.mark.slow
def test_what_a_muted_player_said_stands_behind_no_door_until_they_are_unmuted(cast: Cast) -> None:
    heard = doors_that_tell(cast)
    assert heard >= {f"GET {door}" for door in TELLING}
    mute(cast)
    assert doors_that_tell(cast) == set()
    unmute(cast)
    assert doors_that_tell(cast, heard) == heard


async def test_a_muted_player_is_not_heard_at_once_nor_on_coming_back_and_leaves_no_gap(cast: Cast) -> None:
    async with socket(path_of(cast), *credentials(cast, "fellow")) as client:
        await client.connect()
        await client.read_until("game_state")
        await in_thread(partial(says, cast, "One."))
        first = (await said(client))["sequence_number"]
        await in_thread(partial(mute, cast))
        await in_thread(partial(says, cast, f"A {WORDS} again."))
        await in_thread(partial(fellow_says, cast, "Two."))
        heard = await said(client)
        assert (heard["data"]["text"], heard["prev_sequence"]) == ("Two.", first)
        await in_thread(partial(unmute, cast))
        await in_thread(partial(says, cast, "Three."))
        assert (await said(client))["data"]["text"] == "Three."
        await in_thread(partial(mute, cast))
    async with socket(f"{path_of(cast)}?last_event_id={first - 1}", *credentials(cast, "fellow")) as client:
        await client.connect()
        await in_thread(partial(fellow_says, cast, "Four."))
        told = [frame async for frame in frames_until(client, "Four.")]
    assert WORDS not in json.dumps(told).lower()
    numbered = [frame for frame in told if frame["type"] == "chat_message"]
    assert [frame["data"]["text"] for frame in numbered] == ["Two.", "Four."]


async def test_a_mute_of_one_channel_leaves_the_others(cast: Cast) -> None:
    await in_thread(partial(mute, cast, "whisper"))
    async with socket(path_of(cast), *credentials(cast, "fellow")) as client:
        await client.connect()
        await client.read_until("game_state")
        await in_thread(partial(whispers, cast, "Psst."))
        await in_thread(partial(says, cast, "To everybody."))
        assert (await said(client))["data"]["text"] == "To everybody."


def test_a_mute_is_known_to_a_process_that_has_just_begun(cast: Cast) -> None:
    mute(cast)
    number = says(cast, "Nobody hears this.")
    world = SharedWorld.objects.get(short_id=cast.filled["world"])
    assert event_log.last_visible(world.pk, upto=number, reader=cast.people["fellow"].pk) < number
    assert event_log.last_visible(world.pk, upto=number, reader=cast.people["watcher"].pk) == number
    assert "Nobody hears" not in knock(cast, "fellow", "GET api/v1/worlds/<str:world_id>/events", {}).text


def test_blocked_players_reach_each_other_by_no_way(cast: Cast) -> None:
    fellow, hidden = cast.people["fellow"], cast.people["hidden"]
    world = cast.filled["world"]
    blocks.block_player(user_id=fellow.pk, other=hidden.short_id)
    for one, other in ((fellow, hidden), (hidden, fellow)):
        with pytest.raises(KeptApart):
            chat.send_message(user_id=one.pk, world_id=world, text="Psst.", to=other.short_id)
        with pytest.raises(NotACompanion):
            invited.invite_player(user_id=one.pk, world_id=world, player=other.short_id)
    story = "GET api/v1/worlds/<str:world_id>/players/<str:user_id>/story"
    assert knock(cast, "fellow", story, {}).status == 403
    says(cast, "Rooms are shared all the same.")


def test_a_world_of_somebody_one_is_kept_apart_from_is_neither_listed_nor_joined_by_chance(cast: Cast) -> None:
    stranger, host = cast.people["stranger"], cast.people["fellow"]
    assert [each.short_id for each in directory.open_worlds(user_id=stranger.pk)] == [cast.filled["world"]]
    blocks.block_player(user_id=host.pk, other=stranger.short_id)
    assert not directory.open_worlds(user_id=stranger.pk).exists()
    joined = matchmaking.quick_join(user_id=stranger.pk, scenario_slug="verge", game_mode="collaborative")
    assert joined.world.short_id != cast.filled["world"]


def whispers(cast: Cast, text: str) -> None:
    fellow = cast.people["fellow"].short_id
    chat.send_message(user_id=cast.people["hidden"].pk, world_id=cast.filled["world"], text=text, to=fellow)


def fellow_says(cast: Cast, text: str) -> None:
    chat.send_message(user_id=cast.people["fellow"].pk, world_id=cast.filled["world"], text=text)


async def said(client: Socket) -> dict[str, Any]:
    return await client.read_until("chat_message")


async def frames_until(client: Socket, text: str) -> Any:
    while True:
        frame = await client.read()
        yield frame
        if frame.get("data", {}).get("text") == text:
            return
