"""Through how many of our files one shared turn runs, in a thread and on the hot path, and one event on its way to a socket;
and which files are long.

Run from the project's folder, with PostgreSQL at hand: .venv/bin/python -m benchmarks.traced_files
What it plays stands in a database of its own, which ends with it. tests/worlds/consumers/test_traced_files.py holds the numbers.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tests.worlds.living_world import Living

ROOT: Final = Path(__file__).resolve().parent.parent
APPS: Final = ("kleene_site", "common", "presence", "worlds", "improvisations", "leaderboards", "profiles", "cosmos")
BASEMENT: Final = ("common/", "rules/", "models/")  # pure rules, rows, and what every app uses: not a part of the way
LONG: Final = 250  # lines


@contextmanager
def traced(files: set[str]) -> Iterator[None]:
    """Add the files of ours, from the project's root, in which this thread calls a function meanwhile."""

    def called(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call" and frame.f_code.co_name != "<module>":
            files.add(frame.f_code.co_filename)

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        yield
    finally:
        sys.setprofile(before)


def ours(files: set[str]) -> list[str]:
    """Those of the apps, without their basement, in order."""
    inside = {path[len(f"{ROOT}/") :] for path in files if path.startswith(f"{ROOT}/")}
    found = {path for path in inside if path.split("/")[0] in APPS}
    return sorted(path for path in found if not any(part in path for part in BASEMENT))


def files_of_a_turn(living: Living) -> list[str]:
    """From `play_turn` to the commit and what is done right after it, for choices that change what everybody shares.

    Must be called outside a transaction, with three people at the start of a world. One of them waits beside the
    others, and one goes to another place.
    """
    from worlds.services.turns.playing import TurnRequest, play_turn

    def chooses(number: int, option: str) -> None:
        person = living.people[number]
        session = living.world.sessions.get(user=person)
        play_turn(user_id=person.pk, session_id=session.pk, request=TurnRequest(option_id=option))

    files: set[str] = set()
    chooses(0, "wait")  # what is read once a process is read, and both players are known to live in a world
    chooses(1, "take_key")
    with traced(files):
        chooses(0, "wait")
        chooses(1, "open_gate")
    return ours(files)


async def files_of_a_hot_turn(living: Living) -> list[str]:
    """The same choices, on the event loop: what every request and socket does that finds nothing out of the ordinary.

    Assumes `compile_all` run. Raises AssertionError for a turn that was left to a thread.
    """
    from common.database_threads import in_thread
    from common.prepared import pool, switch
    from worlds.services.turns.playing import TurnRequest, play_turn_async

    async def left_to_a_thread(_: object) -> None:
        raise AssertionError("a turn was left to a thread")

    async def chooses(number: int, option: str, runs: Any = left_to_a_thread) -> None:
        person = living.people[number]
        session = await in_thread(partial(living.world.sessions.get, user=person))
        await play_turn_async(
            user_id=person.pk,
            session_id=session.short_id,
            request=TurnRequest(option_id=option),
            idempotency_key=None,
            notify=lambda _: None,
            runs=runs,
        )

    files: set[str] = set()
    switch.turn_on()
    try:
        await chooses(0, "wait", in_thread)  # a place's first turn is a thread's
        await chooses(1, "take_key", in_thread)
        with traced(files):
            await chooses(0, "wait")
            await chooses(1, "open_gate")
    finally:
        switch.turn_off()
        await pool.close_pool()
    return ours(files)


async def files_of_an_event(living: Living) -> list[str]:
    """From the row to the bytes on a socket of our own server, with nothing but that event on its way."""
    from common.database_threads import in_thread

    files: set[str] = set()

    def happens() -> None:
        with traced(files):
            living.ticks()

    async with serving() as port, listening(port, living) as frames:
        start = (await until(frames, "game_state"))["data"]["sequence"]
        await in_thread(living.ticks)
        await numbered(frames, start + 1)
        with traced(files):
            await in_thread(happens)
            await numbered(frames, start + 2)
    return ours(files)


@asynccontextmanager
async def serving() -> AsyncIterator[int]:
    """The port of our server's connections on this event loop, with the whole application behind them."""
    from uvicorn.server import ServerState

    from kleene_site.asgi import application
    from kleene_site.servers.bounds import WRITE_TIMEOUT
    from kleene_site.servers.uvicorn_http import HttpConnection
    from kleene_site.servers.uvicorn_server import settings_for

    chosen, state = settings_for(application, WRITE_TIMEOUT), ServerState()
    chosen.load()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: HttpConnection(chosen, state, {}), "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]
        await asyncio.gather(*state.tasks)


@asynccontextmanager
async def listening(port: int, living: Living) -> AsyncIterator[asyncio.Queue[dict[str, Any]]]:
    """The frames that somebody in that world gets."""
    from benchmarks.harness.websocket_client import open_socket
    from common.database_threads import in_thread
    from profiles.services import tokens

    frames: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    token = (await in_thread(tokens.issue_pair, living.people[1]))["access"]
    path = f"/ws/worlds/{living.world.short_id}/"
    client = await open_socket(port, path, lambda _, body: frames.put_nowait(json.loads(body)), token=token)
    try:
        yield frames
    finally:
        client.close()
        await client.gone


async def until(frames: asyncio.Queue[dict[str, Any]], kind: str) -> dict[str, Any]:
    while (frame := await frames.get())["type"] != kind:
        pass
    return frame


async def numbered(frames: asyncio.Queue[dict[str, Any]], number: int) -> None:
    while (await frames.get()).get("sequence_number") != number:
        pass


def long_files() -> list[str]:
    """Every file of ours with more than LONG lines, migrations and tests left out."""
    paths = [
        path
        for app in (*APPS, "benchmarks", "deploy")
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
    ]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return sorted(f"{path.relative_to(ROOT)} ({lines} lines)" for path, lines in lengths.items() if lines > LONG)


def main() -> None:
    from tests.kleene_site.databases import prepared_database

    with prepared_database() as url, tempfile.TemporaryDirectory() as data:
        where = {"DATABASE_URL": url, "KLEENE_DATA": data, "ALLOWED_HOSTS": "127.0.0.1", "REDIS_URL": ""}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "kleene_site.settings", "DEBUG": "1", **where}
        measured()


def measured() -> None:
    import django

    django.setup()
    from django.db import connections

    from common.prepared.select import compile_all
    from tests.worlds.living_world import shared_world

    try:
        report("One shared turn, from play_turn to its commit", files_of_a_turn(shared_world("ada", "ben", "cleo")))
        compile_all()
        hot = files_of_a_hot_turn(shared_world("gil", "hal", "ida"))
        report("One shared turn on the hot path", asyncio.run(hot))
        report("One event, from its row to a socket", asyncio.run(files_of_an_event(shared_world("dan", "eve", "fay"))))
        report(f"Files of more than {LONG} lines", long_files())
    finally:
        connections.close_all()


def report(label: str, files: Sequence[str]) -> None:
    print(f"{label}: {len(files)} files", *files, sep="\n  ", end="\n\n")


if __name__ == "__main__":
    main()
