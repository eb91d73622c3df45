"""Twelve in one room: everybody is told of everybody's coming and going, once, and who is there."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any, Final

import pytest
from django.contrib.auth import get_user_model

from common import throttles
from common.database_threads import in_thread
from tests.worlds.consumers.sockets import Frame, Socket, joined
from tests.worlds.consumers.test_event_stream import listening
from tests.worlds.living_world import Living
from worlds.models import SharedWorld, WorldEvent, WorldParticipant
from worlds.services.critical_items.policies import change_world_policies
from worlds.services.critical_items.requested_maintenance import run_maintenance
from worlds.services.games.room_view import RoomView, room_view
from worlds.services.games.world_verification import verify_world
from worlds.services.membership import creating, joining, leaving
from worlds.services.membership.seat_numbers import change_seats
from worlds.services.stories import scenarios
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

HOUSE: Final = """
name: A house
initial_character: {name: Guest, traits: {}, relationships: {}, flags: {}}
initial_world:
  current_location: hall
  flags: {}
  npc_locations: {cat: loft}
  locations:
    - {id: hall, name: The hall, description: Cold., items: [lamp], connections: [{target: loft}]}
    - {id: loft, name: The loft, description: Dusty., connections: [{target: hall}]}
start_node: house
nodes:
  house:
    narrative: A house of two rooms.
    choice:
      prompt: Where to?
      options:
        - {id: up, text: Go up, cell: chooses, consequence: [{type: move_to, location: loft}], next_node: house}
        - {id: down, text: Go down, cell: chooses, consequence: [{type: move_to, location: hall}], next_node: house}
        - {id: lamp, text: Take the lamp, cell: chooses, consequence: [{type: gain_item, item: lamp}], next_node: house}
        - {id: rest, text: Rest, cell: avoids, next_node: sleep}
endings:
  sleep: {type: unchanged, narrative: You sleep.}
"""
SEATS: Final = 12
ROOM: Final = {"player_entered", "player_left_room"}


@pytest.fixture
def house(transactional_db: None, settings: Any) -> Iterator[Living]:
    for name in ("RATE_CONNECT", "RATE_INPUT"):
        setattr(settings, name, "1000000/minute")
    throttles.counters_at.cache_clear()
    people = [get_user_model().objects.create_user(f"guest{n}", display_name=f"Guest {n}") for n in range(SEATS)]
    scenarios.import_scenario(source=HOUSE.encode(), slug="house")
    world = creating.create_world(user_id=people[0].pk, scenario_slug="house").world
    change_seats(world_id=world.pk, seats=SEATS)  # as the staff does in the admin
    for person in people[1:]:
        joining.join_world(user_id=person.pk, world_id=world.pk)
    yield Living(SharedWorld.objects.get(pk=world.pk), tuple(people))
    throttles.counters_at.cache_clear()


class Watcher:
    """What one player knows of their room by what they are told."""

    def __init__(self, me: str, client: Socket) -> None:
        self.me, self.client = me, client
        self.there: set[str] = set()
        self.last = 0
        self.messages: list[str] = []

    async def begin(self) -> None:
        first = [await self.client.read() for _ in range(3)]
        assert [frame["type"] for frame in first] == ["game_state", "room_occupants", "game:replay"]
        self.last = first[0]["data"]["sequence"]
        self.take_occupants(first[1])

    def take_occupants(self, frame: Frame) -> None:
        told = frame["data"]
        self.there = {player["user_id"] for player in told["players"]}
        assert (told["count"], frame["room_id"]) == (len(told["players"]), told["location"])

    def take(self, frame: Frame) -> None:
        who = frame["player_id"]
        if frame["type"] == "room_occupants":
            self.take_occupants(frame)
        elif frame["type"] in ROOM:
            assert frame["data"]["scope"] == "room"
            assert who != self.me
            assert (who in self.there) is (frame["type"] == "player_left_room")
            self.there ^= {who}
            self.messages.append(frame["data"]["message"])

    async def until(self, sequence: int) -> None:
        """Everything up to an event that all are told, and the rooms that were told after it."""
        while self.last < sequence:
            frame = await self.client.read()
            self.take(frame)
            self.last = max(self.last, frame.get("sequence_number", 0))

    async def settled(self) -> None:
        await self.client.say({"type": "ping", "id": "settled"})
        while (frame := await self.client.read())["type"] != "pong":
            self.take(frame)


def moves(living: Living, number: int, option: str) -> int:
    """Play it, and say which event of the world is the last that everybody is told."""
    person = living.people[number]
    session = living.world.sessions.get(user=person)
    play_turn(user_id=person.pk, session_id=session.pk, request=TurnRequest(option))
    newest = WorldEvent.objects.filter(world=living.world, audience__isnull=True).order_by("-sequence").first()
    assert newest is not None
    return int(newest.sequence)


def truth(living: Living) -> dict[str, set[str]]:
    """Who is where, as the rows say."""
    rooms: dict[str, set[str]] = {"hall": set(), "loft": set()}
    for place in WorldParticipant.objects.seated().filter(world=living.world).select_related("user"):
        rooms[place.location].add(place.user.short_id)
    return rooms


@pytest.mark.slow
async def test_twelve_see_each_other_come_and_go_and_nobody_is_lost_or_doubled(
    house: Living, pytestconfig: pytest.Config
) -> None:
    chance = random.Random(12)  # noqa: S311 - moves of a test, the same each time
    count = 2000 if pytestconfig.getoption("--all") else 40
    async with AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(joined(house, person)) for person in house.people]
        watchers = [Watcher(person.short_id, client) for person, client in zip(house.people, clients, strict=True)]
        for watcher in watchers:
            await watcher.begin()
            assert len(watcher.there) == SEATS
        for step in range(count):
            last = await in_thread(moves, house, chance.randrange(SEATS), chance.choice(("up", "down")))
            for watcher in watchers:
                await watcher.until(last)
            if step % 10 == 9:
                await settle(house, watchers)
        await settle(house, watchers)
    verification = await in_thread(lambda: verify_world(world_id=house.world.pk))
    assert verification["first_difference"] is None


async def settle(house: Living, watchers: list[Watcher]) -> None:
    rooms = await in_thread(truth, house)
    for watcher in watchers:
        await watcher.settled()
        assert watcher.there in rooms.values()
        assert watcher.me in watcher.there


async def test_those_who_stay_are_told_in_words_and_those_elsewhere_are_not(house: Living) -> None:
    ada, ben, cleo = house.people[:3]
    await in_thread(moves, house, 2, "up")
    async with joined(house, ada) as mover, joined(house, ben) as stays, joined(house, cleo) as above:
        for client in (mover, stays, above):
            await client.read_until("game:replay")
        await in_thread(moves, house, 0, "up")
        left = await stays.read_until("player_left_room")
        assert (left["room_id"], left["data"]["message"]) == ("hall", "Guest 0 leaves the room.")
        entered = await above.read_until("player_entered")
        assert (entered["room_id"], entered["data"]["message"]) == ("loft", "Guest 0 enters the room.")
        assert (entered["data"]["player_name"], entered["player_id"]) == ("Guest 0", ada.short_id)
        room = await mover.read_until("room_occupants")
        assert (room["room_id"], room["data"]["occupants"][-1]) == ("loft", "cat") or room["data"]["npcs"] == ["cat"]
        assert {player["user_id"] for player in room["data"]["players"]} == {ada.short_id, cleo.short_id}
        assert (await mover.read_until("room_update"))["data"]["items"] == []


async def test_what_lies_in_a_room_is_told_to_those_who_are_there(house: Living) -> None:
    async with joined(house, house.people[1]) as ben:
        await ben.read_until("game:replay")
        await in_thread(moves, house, 0, "lamp")
        told = (await ben.read_until("room_update"))["data"]
    assert told["description"].startswith("Cold. Guest 0, Guest 1, Guest 2, ")
    assert told["description"].endswith("Guest 11 are here.")
    assert [way["target"] for way in told["exits"]] == ["loft"]
    seen = await in_thread(lambda: room_view(user_id=house.people[1].pk, world_id=house.world.pk, location="hall"))
    assert told == {"location": "hall"} | {key: told_of(seen)[key] for key in told if key != "location"}


def told_of(room: RoomView) -> dict[str, Any]:
    """As clients read it."""
    found: dict[str, Any] = json.loads(json.dumps(room))
    return found


async def test_what_maintenance_brings_back_between_turns_is_told_to_the_room_where_it_lies(house: Living) -> None:
    rows: list[Any] = [{"item_id": "lamp", "policy_type": "instance_quota", "min_count": 2}]
    await in_thread(lambda: change_world_policies(world_id=house.world.pk, policies=rows))
    async with joined(house, house.people[1]) as ben:
        await ben.read_until("game:replay")
        await in_thread(lambda: run_maintenance(world_id=house.world.pk))
        told = await ben.read_until("room_update")
        assert (told["room_id"], [item["id"] for item in told["data"]["items"]]) == ("hall", ["lamp", "lamp"])


async def test_leaving_and_finishing_are_leaving_the_room(house: Living) -> None:
    ada, ben, cleo = house.people[:3]
    async with joined(house, cleo) as stays:
        await stays.read_until("game:replay")
        await in_thread(lambda: leaving.leave_world(user_id=ada.pk, world_id=house.world.pk))
        assert (await stays.read_until("player_left_room"))["player_id"] == ada.short_id
        await in_thread(moves, house, 1, "rest")
        assert (await stays.read_until("player_left_room"))["player_id"] == ben.short_id
        assert (await stays.read_until("room_occupants"))["data"]["count"] == SEATS - 2


async def test_a_stream_of_server_sent_events_begins_with_who_is_there(house: Living) -> None:
    async with listening(house, house.people[0]) as stream:
        told = [await stream.next() for _ in range(4)]
        assert [one.event for one in told if one is not None][1:] == ["game_state", "room_occupants", "game:replay"]
        assert told[2] is not None
        assert (told[2].data["count"], told[2].data["room_id"]) == (SEATS, "hall")
