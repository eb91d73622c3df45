"""The socket of a world, opened by everybody, and every kind of frame said by who watches and by who plays."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from common import throttles
from cosmos.consumers import client_frames
from tests.doors.cast import INSIDE, MARKER, ROLES, Cast, assembled
from tests.doors.table import FRAME_FIELDS, FRAMES, SKY_FRAMES, SKY_SOCKETS, SOCKETS
from tests.worlds.consumers.sockets import Closed, Frame, Socket, socket
from worlds.consumers.client_frames import READERS


@pytest.fixture
def cast(transactional_db: None, settings: Any) -> Cast:
    for name in ("RATE_CONNECT", "RATE_INPUT", "RATE_READ", "RATE_CHAT"):
        setattr(settings, name, "1000/minute")
    settings.WS_AUTH_DEADLINE = 0.05  # for who never says who they are
    throttles.counters_at.cache_clear()
    return assembled()


def test_every_kind_of_frame_is_in_the_table() -> None:
    assert set(READERS) == set(FRAMES) == set(FRAME_FIELDS)
    assert set(client_frames.READERS) == set(SKY_FRAMES)


async def test_a_socket_opens_for_whoever_is_there_now(cast: Cast) -> None:
    for role in ROLES:
        async with socket(path_of(cast), *credentials(cast, role)) as client:
            await client.connect()
            code, heard = await beginning(client)
        assert (role, code) == (role, SOCKETS[role])
        # The newcomer's name is for those who play: who only watches hears of somebody.
        assert (MARKER in str(heard).lower()) == (role in INSIDE - {"spectator"})


async def test_a_spectator_only_watches_by_every_kind_of_frame(cast: Cast) -> None:
    for kind, (of_spectators, of_players) in FRAMES.items():
        assert (kind, await answered(cast, "spectator", kind)) == (kind, of_spectators)
        assert (kind, await answered(cast, "member", kind)) == (kind, of_players)


async def test_the_sky_is_open_to_whoever_has_an_account_and_tells_no_words(cast: Cast) -> None:
    for role in ROLES:
        async with socket("/ws/cosmos/?last_sequence=0", *credentials(cast, role)) as client:
            await client.connect()
            code, told = 0, []
            try:
                told = [await client.read_until("cosmos_state"), *await client.numbered(upto=1)]
            except Closed as closed:
                code = closed.code
        assert (role, code) == (role, SKY_SOCKETS[role])
        assert MARKER not in str(told).lower()


async def test_every_kind_of_frame_is_answered_at_the_sky(cast: Cast) -> None:
    async with socket("/ws/cosmos/", *credentials(cast, "stranger")) as client:
        await client.connect()
        await client.read_until("cosmos_state")
        for kind, (fields, expected) in SKY_FRAMES.items():
            given = {name: cast.tokens["stranger"] if value == "{token}" else value for name, value in fields.items()}
            if expected:
                frame = await client.ask({"type": kind, **given})
                assert (kind, expected) == (kind, frame["data"].get("code", frame["type"]))
            else:
                await client.say({"type": kind, **given})
        assert (await client.ask({"type": "ping"}))["type"] == "pong"


async def answered(cast: Cast, role: str, kind: str) -> str:
    """The type of what is answered to a frame, or the code of an error; nothing, when a later ping is answered first."""
    async with socket(path_of(cast), *credentials(cast, role)) as client:
        await client.connect()
        await client.read_until("game_state")
        asked, ping = str(uuid.uuid4()), str(uuid.uuid4())
        fields = {
            name: cast.tokens[role] if value == "{token}" else value for name, value in FRAME_FIELDS[kind].items()
        }
        await client.say({"type": kind, "id": asked, **fields})
        if kind not in {
            "turn",
            "chat",
            "command",
        }:  # these are answered when they are done, after a ping that came later
            await client.say({"type": "ping", "id": ping})
        while (frame := await client.read()).get("id") not in {asked, ping}:
            continue
    if frame["id"] == ping:
        return ""
    return str(frame["data"]["code"] if frame["type"] == "error" else frame["type"])


async def beginning(client: Socket) -> tuple[int, Frame | None]:
    """The code with which the socket is closed and nothing, or 0 and the state that a stream begins with."""
    try:
        return 0, await client.read_until("game_state")
    except Closed as closed:
        return closed.code, None


def credentials(cast: Cast, role: str) -> list[tuple[bytes, bytes]]:
    return [(b"authorization", f"Bearer {cast.tokens[role]}".encode())] if role in cast.tokens else []


def path_of(cast: Cast) -> str:
    return f"/ws/worlds/{cast.filled['world']}/"
