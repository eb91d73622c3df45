"""What a member gets over a WebSocket, and how it is resumed."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import pytest

from common.database_threads import in_thread
from tests.worlds.consumers.sockets import bearer, joined, path_of, socket
from tests.worlds.living_world import Living
from worlds.models import SharedWorld
from worlds.services import events
from worlds.services.membership import spectating


async def newest(living: Living) -> int:
    return (await in_thread(SharedWorld.objects.get, pk=living.world.pk)).event_seq


async def test_a_stream_begins_with_the_game_at_a_known_event_and_what_has_just_happened(living: Living) -> None:
    async with joined(living, living.people[1]) as ben:
        state, room, replay = await ben.read(), await ben.read(), await ben.read()
        assert (state["type"], state["event_type"]) == ("game_state", "game_state")
        assert state["data"]["sequence"] == await newest(living)
        assert state["data"]["view"]["location"]["id"] == "road"
        assert {player["display_name"] for player in state["data"]["world"]["players"]} == {"Ada", "Ben", "Cleo"}
        assert "sequence_number" not in state
        assert (room["type"], room["room_id"], room["data"]["count"]) == ("room_occupants", "road", 3)
        assert room["data"]["occupants"] == ["Ada", "Ben", "Cleo", "Keeper"]
        assert (replay["type"], replay["data"]["replay"]) == ("game:replay", True)
        told = [event["type"] for event in replay["data"]["events"]]
        assert told == ["player_joined", "player_joined", "player_entered", "player_joined"]
        assert all(event["replay"] for event in replay["data"]["events"])


async def test_what_happened_long_ago_is_not_replayed(living: Living, settings: Any) -> None:
    settings.REPLAY_WINDOW_MS = 1
    async with joined(living, living.people[1]) as ben:
        assert (await ben.read_until("game:replay"))["data"]["events"] == []


async def test_events_come_to_everybody_in_one_order_each_naming_the_one_before(living: Living) -> None:
    ada, ben, _ = living.people
    async with joined(living, ada) as one, joined(living, ben) as other:
        first = (await one.read_until("game_state"))["data"]["sequence"]
        await other.read_until("game_state")
        await in_thread(living.ticks, 5)
        for got in (await one.numbered(upto=first + 5), await other.numbered(upto=first + 5)):
            assert [frame["sequence_number"] for frame in got] == list(range(first + 1, first + 6))
            assert [frame["prev_sequence"] for frame in got] == list(range(first, first + 5))
            assert {frame["world_id"] for frame in got} == {living.world.short_id}


async def test_a_whisper_is_seen_by_two_and_leaves_no_gap_for_the_third(living: Living) -> None:
    ada, ben, cleo = living.people
    async with joined(living, ben) as hears, joined(living, cleo) as does_not:
        start = (await hears.read_until("game_state"))["data"]["sequence"]
        await does_not.read_until("game_state")
        await in_thread(living.says, ada, "the key is under the stone", ben)
        await in_thread(living.ticks)
        heard, _ = await hears.numbered(upto=start + 2)
        assert heard["data"]["text"] == "the key is under the stone"
        [after] = await does_not.numbered(upto=start + 2)
        assert after["prev_sequence"] == start


async def test_a_stream_that_resumes_gets_everything_after_its_cursor_and_no_state(living: Living) -> None:
    last = (await in_thread(living.ticks, 30))[-1].sequence
    async with joined(living, living.people[0], f"?last_event_id={last - 30}") as ada:
        got = await ada.numbered(upto=last)
        assert [frame["sequence_number"] for frame in got] == list(range(last - 29, last + 1))


@pytest.mark.parametrize("back", [0, 1, 3, 33])
async def test_resuming_by_a_frame_gives_the_rest_of_the_log_once(living: Living, back: int) -> None:
    last = (await in_thread(living.ticks, 30))[-1].sequence
    async with joined(living, living.people[0]) as ada:
        await ada.read_until("game:replay")
        await ada.say({"type": "resume", "last_sequence": last - back})
        await in_thread(living.ticks)
        got = await ada.numbered(upto=last + 1)
        assert [frame["sequence_number"] for frame in got] == list(range(last - back + 1, last + 2))


async def test_from_every_cursor_a_reader_gets_the_log_as_far_as_it_is_for_them(living: Living) -> None:
    ada, ben, cleo = living.people
    for _ in range(4):
        await in_thread(living.says, ada, "psst", ben)
        await in_thread(living.ticks)
    last = await newest(living)
    read_all = partial(events.read_events, living.world.pk, after=0, limit=100, reader=cleo.pk, is_fellow=True)
    whole = await in_thread(read_all)
    for cursor in range(last):
        expected = [(seen.event.sequence, seen.previous) for seen in whole.events if seen.event.sequence > cursor]
        async with joined(living, cleo, f"?last_sequence={cursor}") as stream:
            got = await stream.numbered(upto=last)
        assert [(frame["sequence_number"], frame["prev_sequence"]) for frame in got] == expected


@pytest.mark.parametrize("cursor", ["1", "999999"])
async def test_a_cursor_that_the_log_does_not_reach_is_told_so_and_starts_afresh(
    living: Living, settings: Any, cursor: str
) -> None:
    settings.REPLAY_SIZE, settings.EVENT_LOG_DAYS = 3, -1
    await in_thread(living.ticks, 8)
    await in_thread(events.trim_events)
    async with joined(living, living.people[0], f"?last_event_id={cursor}") as ada:
        assert [(await ada.read())["type"] for _ in range(2)] == ["resync", "game_state"]


async def test_a_burst_of_turns_is_complete_on_a_socket_that_keeps_jumping_back(living: Living) -> None:
    async with joined(living, living.people[0]) as ada:
        start = (await ada.read_until("game_state"))["data"]["sequence"]
        happening = asyncio.gather(*(in_thread(living.ticks, 5) for _ in range(10)))
        for _ in range(5):
            await ada.say({"type": "resume", "last_sequence": start})
        await happening
        await ada.say({"type": "resume", "last_sequence": start})
        seen: dict[int, int] = {}
        while start + 50 not in seen:
            frame = await ada.read()
            if "sequence_number" in frame:
                seen[frame["sequence_number"]] = frame["prev_sequence"]
        assert seen == {number: number - 1 for number in range(start + 1, start + 51)}


async def test_who_watches_gets_the_world_and_no_story_of_their_own(living: Living) -> None:
    ada, _, cleo = living.people
    from worlds.services.membership import leaving

    await in_thread(leaving.leave_world, user_id=cleo.pk, world_id=living.world.pk)
    await in_thread(spectating.spectate_world, user_id=cleo.pk, world_id=living.world.pk)
    async with joined(living, cleo) as stream:
        state = (await stream.read_until("game_state"))["data"]
        assert (state["role"], state["view"]) == ("spectator", None)
        assert "flags" in state["world"]["world_state"]
        answer = await stream.ask({"type": "turn", "option_id": "take_key"})
        assert (answer["type"], answer["data"]["code"]) == ("error", "forbidden")
        said = await in_thread(living.says, ada, "welcome")
        assert (await stream.numbered(upto=said.sequence))[-1]["data"]["text"] == "welcome"


async def test_the_address_takes_both_forms_of_the_id_with_and_without_a_slash(living: Living) -> None:
    ada = living.people[0]
    for path in (path_of(living), path_of(living).rstrip("/"), f"/ws/worlds/{living.world.pk}/"):
        async with socket(path, await bearer(ada)) as stream:
            await stream.connect()
            assert (await stream.read())["type"] == "game_state"
