"""Every socket opened by everybody, and every kind of frame said there: a kind that the table does not name fails."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import pytest

from common import throttles
from cosmos.consumers import client_frames as sky_frames
from tests.doors.cast import INSIDE, MARKER, ROLES, Cast, assembled
from tests.doors.frames_table import FIELDS, SKY, WORLD
from tests.worlds.consumers.sockets import Frame, Socket, socket
from worlds.consumers import client_frames as world_frames
from worlds.consumers.socket_door import SocketDoor

WORLD_PATH: Final = "/ws/worlds/{world}/"
Table = dict[str, dict[str, str]]  # by kind of frame and role


@dataclass(frozen=True, slots=True)
class Door:
    """A socket: where it is, with what it begins, and what reads what is said."""

    path: str
    begins: str
    readers: Mapping[str, Any]
    table: Table
    fields: Mapping[str, dict[str, Any]]


def read_frames(table: str) -> Table:
    lines = [line.split("|") for line in table.strip().splitlines()[1:]]  # the first names columns
    return {kind.strip(): dict(zip(ROLES, told.split(), strict=True)) for kind, told in lines}


DOORS: Final = {
    "WorldConsumer": Door(WORLD_PATH, "game_state", world_frames.READERS, read_frames(WORLD), FIELDS["WorldConsumer"]),
    "SkyConsumer": Door(
        "/ws/cosmos/?last_sequence=0", "cosmos_state", sky_frames.READERS, read_frames(SKY), FIELDS["SkyConsumer"]
    ),
}
DONE_FIRST: Final = {"turn", "chat", "command", "viewing"}  # answered when they are done, after a ping that came later


@pytest.fixture
def cast(transactional_db: None, settings: Any) -> Cast:
    for name in ("RATE_CONNECT", "RATE_INPUT", "RATE_READ", "RATE_CHAT"):
        setattr(settings, name, "1000/minute")
    settings.WS_AUTH_DEADLINE = 0.05  # for who never says who they are
    throttles.counters_at.cache_clear()
    return assembled()


def test_every_kind_of_frame_of_every_socket_is_in_the_table() -> None:
    assert {kind.__name__ for kind in SocketDoor.__subclasses__()} == set(DOORS)
    for door in DOORS.values():
        assert set(door.readers) | {"nothing"} == set(door.table)
        assert set(door.readers) == set(door.fields)


@pytest.mark.slow
@pytest.mark.parametrize("name", DOORS)
async def test_every_frame_is_answered_to_everybody_as_the_table_says(cast: Cast, name: str) -> None:
    door, heard = DOORS[name], {}
    for role in ROLES:
        is_shut = door.table["nothing"][role].isdecimal()
        heard[role] = await codes(cast, door, role) if is_shut else await answers(cast, door, role)
    assert {kind: {role: heard[role][kind] for role in ROLES} for kind in door.table} == door.table


async def test_a_world_begins_with_names_for_those_who_play_alone(cast: Cast) -> None:
    """To a spectator, the newcomer is somebody."""
    for role in INSIDE:
        async with opened(cast, DOORS["WorldConsumer"], role) as (_, begun):
            assert (MARKER in str(begun).lower()) == (role != "spectator")


async def test_the_sky_tells_no_words(cast: Cast) -> None:
    for role in (role for role, told in DOORS["SkyConsumer"].table["nothing"].items() if not told.isdecimal()):
        async with opened(cast, DOORS["SkyConsumer"], role) as (client, begun):
            told = [begun, *await client.numbered(upto=1)]
        assert MARKER not in str(told).lower()


async def codes(cast: Cast, door: Door, role: str) -> dict[str, str]:
    """With which code a socket is closed after each frame, and to who says nothing."""
    found = {}
    for kind in door.table:
        async with socket(path_of(cast, door.path), *credentials(cast, role)) as client:
            await client.connect()
            if kind != "nothing":
                await client.say(frame(cast, door, role, kind))
            found[kind] = str(await client.closed())
    return found


async def answers(cast: Cast, door: Door, role: str) -> dict[str, str]:
    """What is answered to one frame after the other on one socket."""
    async with opened(cast, door, role) as (client, begun):
        found = {"nothing": begun["type"]}
        for kind in door.fields:
            found[kind] = await answered(client, frame(cast, door, role, kind))
    return found


async def answered(client: Socket, said: Frame) -> str:
    """The type of what is answered to a frame, or the code of an error; `-` when a later ping is answered first."""
    ping = str(uuid.uuid4())
    await client.say(said)
    if said["type"] not in DONE_FIRST:
        await client.say({"type": "ping", "id": ping})
    while (heard := await client.read()).get("id") not in {said["id"], ping}:
        continue
    if heard["id"] == ping:
        return "-"
    return str(heard["data"]["code"] if heard["type"] == "error" else heard["type"])


@asynccontextmanager
async def opened(cast: Cast, door: Door, role: str) -> AsyncIterator[tuple[Socket, Frame]]:
    """A socket that lets somebody in, and what it begins with."""
    async with socket(path_of(cast, door.path), *credentials(cast, role)) as client:
        await client.connect()
        yield client, await client.read_until(door.begins)


def frame(cast: Cast, door: Door, role: str, kind: str) -> Frame:
    token = cast.tokens.get(role, "unknown")
    fields = {name: token if value == "{token}" else value for name, value in door.fields[kind].items()}
    return {"type": kind, "id": str(uuid.uuid4()), **fields}


def credentials(cast: Cast, role: str) -> list[tuple[bytes, bytes]]:
    return [(b"authorization", f"Bearer {cast.tokens[role]}".encode())] if role in cast.tokens else []


def path_of(cast: Cast, path: str = WORLD_PATH) -> str:
    return path.format(**cast.filled)
