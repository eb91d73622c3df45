"""What strangers, watchers, followers and fellows find of a player who hides their character: at every door, in every frame."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest

from common import throttles
from common.database_threads import in_thread
from kleene_site import asgi
from tests.doors.cast import Cast
from tests.doors.doors import knock
from tests.doors.hidden_cast import MARKS, READERS, hidden_cast
from tests.doors.hidden_table import FOUND, FRAMES, NOTHING, SKY, STREAMS, TOOLS_OF_AGENTS
from tests.doors.table import BODIES
from tests.doors.test_all_doors import DOORS
from tests.doors.test_sockets import credentials, path_of
from tests.worlds.consumers.sockets import Socket, socket
from worlds.services import chat
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

ROWS = {
    door.strip(): dict(zip(READERS, found.split(), strict=True))
    for door, found in (line.split(" | ") for line in FOUND.strip().splitlines())
}
QUIET = dict.fromkeys(("stranger", "watcher"), "-")  # the others would see no more where nobody sees anything


@pytest.fixture
def cast(transactional_db: None, often: None) -> Cast:
    return hidden_cast()


@pytest.fixture
def often(settings: Any) -> None:
    for name in dir(settings):
        if name.startswith("RATE_"):
            setattr(settings, name, "100000/minute")
    settings.REPLAY_WINDOW_MS = 3_600_000  # what a stream repeats must not depend on how quick this machine is
    throttles.counters_at.cache_clear()


def found_at(cast: Cast, reader: str, door: str) -> str:
    body = {name: "verge" if value == "gate" else value for name, value in BODIES.get(door, {}).items()}
    return marks_in(cast, knock(cast, reader, door, body).text)


def marks_in(cast: Cast, text: str) -> str:
    told = text.lower().replace(cast.people["hidden"].short_id, MARKS["A"])
    return "".join(letter for letter, mark in MARKS.items() if mark in told) or "-"


def test_every_door_of_the_site_has_a_row() -> None:
    """A new door needs one, in `hidden_table`: what it shows of a hidden player to each reader, or that it shows nothing."""
    assert set(ROWS) | NOTHING == set(DOORS)
    assert set(ROWS) & NOTHING == set()


@pytest.mark.slow
def test_each_reader_finds_of_a_hidden_player_what_the_table_says(cast: Cast) -> None:
    wrong = []
    for door in DOORS:
        expected = ROWS.get(door, QUIET)
        found = {reader: found_at(cast, reader, door) for reader in expected}
        if found != expected:
            wrong.append(f"{door} | {' '.join(found.values())}")
    assert not wrong, "\n".join(wrong)


def test_every_route_beside_djangos_is_asked_below_or_by_agents() -> None:
    routes = [pattern.pattern.regex.pattern for router in (asgi.pages, asgi.sockets) for pattern in router.routes]
    assert {route for route in routes if route} == STREAMS | SKY | TOOLS_OF_AGENTS


@pytest.mark.slow
async def test_each_reader_hears_of_a_hidden_player_what_the_table_says(cast: Cast) -> None:
    for reader, expected in FRAMES.items():
        async with socket(path_of(cast), *credentials(cast, reader)) as client:
            await client.connect()
            begun = await client.read_until("game_state")
            await in_thread(partial(lives_on, cast))
            heard = [without_world_state(begun), *await until_the_end(client)]
        assert (reader, marks_in(cast, json.dumps(heard))) == (reader, expected)


async def test_nobody_learns_at_the_sky_who_a_hidden_player_is(cast: Cast) -> None:
    told = {"user_joined", "user_viewing", "cursor_moved", "chat_message"}
    async with socket("/ws/cosmos/", *credentials(cast, "fellow")) as client:
        await client.connect()
        heard = [await client.read_until("cosmos_state")]
        async with socket("/ws/cosmos/", *credentials(cast, "hidden")) as hidden:
            await hidden.connect()
            await hidden.read_until("cosmos_state")
            await hidden.say({"type": "viewing", "entry_id": cast.filled["star"]})
            await hidden.say({"type": "cursor", "position": [1, 2, 3]})
            await hidden.ask({"type": "chat", "text": "Good evening."})
            while not told <= {frame["type"] for frame in heard}:  # what is still being done ends with the socket
                heard.append(await client.read())
        while heard[-1]["type"] != "user_left":
            heard.append(await client.read())
    assert marks_in(cast, json.dumps(heard)) == "W"  # what Someone said before, and nothing of who it was


def lives_on(cast: Cast) -> None:
    """The hidden player acts where the fellow is not, and then the fellow says the last word."""
    hidden, game = cast.people["hidden"].pk, cast.games["host"]
    play_turn(user_id=hidden, session_id=game, request=TurnRequest("stay"))
    chat.send_message(user_id=hidden, world_id=cast.filled["world"], text="I hum.")
    chat.send_message(user_id=cast.people["fellow"].pk, world_id=cast.filled["world"], text="That is all.")


async def until_the_end(client: Socket) -> list[dict[str, Any]]:
    frames = [await client.read()]
    while frames[-1].get("data", {}).get("text") != "That is all.":
        frames.append(await client.read())
    return frames


def without_world_state(frame: dict[str, Any]) -> dict[str, Any]:
    """It names places, and nobody who is there."""
    frame["data"]["world"].pop("world_state", None)
    return frame
