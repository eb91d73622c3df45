"""The second floor under a turn: the statements of `turn_floor`, one by one, by bare psycopg in two round trips."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from benchmarks.harness.players import Played
from benchmarks.turn_floor import columns

PLACE: Final = "SELECT id FROM location_locks WHERE world_id = %(world_id)s AND location = %(location)s FOR UPDATE"
SESSION: Final = "SELECT * FROM game_sessions WHERE id = %(session_id)s FOR NO KEY UPDATE"
WORLD: Final = "SELECT * FROM shared_worlds WHERE id = %(world_id)s FOR NO KEY UPDATE"
PRESENT: Final = "SELECT * FROM world_participants WHERE world_id = %(world_id)s"
WRITE_SESSION: Final = (
    "UPDATE game_sessions SET state = %(state)s, offered = %(offered)s, number = number + 1, turn = turn + 1,"
    " turns_played = turns_played + 1, cells = %(cells)s, state_hash = %(state_hash)s, record_hash = %(record_hash)s,"
    " last_turn_at = clock_timestamp() WHERE id = %(id)s"
)
WRITE_WORLD: Final = (
    "UPDATE shared_worlds SET world_state = %(world_state)s, turn = turn + 1, state_hash = %(state_hash)s,"
    " record_seq = record_seq + 1, record_hash = %(record_hash)s, event_hash = %(event_hash)s,"
    " event_seq = event_seq + %(events)s, last_activity_at = clock_timestamp(), updated_at = clock_timestamp()"
    " WHERE id = %(id)s"
)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FloorSeat:
    place: Row
    record: Row
    events: list[Row]


def read_seats(url: str, name: str) -> list[FloorSeat]:
    with psycopg.connect(url, row_factory=dict_row) as line:
        places = line.execute("SELECT * FROM floor_seats WHERE floor_set = %s ORDER BY seat", [name]).fetchall()
        return [_seat(line, place) for place in places]


def _seat(line: psycopg.Connection[Row], place: Row) -> FloorSeat:
    record = line.execute("SELECT * FROM floor_records WHERE session_id = %s", [place["session_id"]]).fetchone()
    events = line.execute("SELECT * FROM floor_events WHERE world_id = %s ORDER BY nth", [place["world_id"]]).fetchall()
    assert record is not None
    return FloorSeat(place, record, events)


async def play_floor(url: str, name: str, seconds: float) -> Played:
    """As many connections as players, each asking for the next turn as soon as the last is stored."""
    seats = await asyncio.to_thread(read_seats, url, name)
    inserts = await asyncio.to_thread(_inserts, url)
    lines = [await psycopg.AsyncConnection.connect(url, autocommit=True, row_factory=dict_row) for _ in seats]
    for line in lines:
        psycopg.types.json.set_json_loads(orjson.loads, line)
        psycopg.types.json.set_json_dumps(orjson.dumps, line)
        line.prepare_threshold = 0
    played, began = Played(), time.perf_counter()
    try:
        async with asyncio.TaskGroup() as tasks:
            for line, seat in zip(lines, seats, strict=True):
                tasks.create_task(_play(line, seat, inserts, began + seconds, played))
    finally:
        for line in lines:
            await line.close()
    played.took = time.perf_counter() - began
    return played


def _inserts(url: str) -> tuple[str, str]:
    with psycopg.connect(url) as line:
        made = [
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f'%({name})s' for name in names)})"  # noqa: S608 - our own
            for table in ("turn_records", "world_events")
            for names in [columns(line, table)]
        ]
    return made[0], made[1]


async def _play(
    line: psycopg.AsyncConnection[Row], seat: FloorSeat, inserts: tuple[str, str], ends: float, played: Played
) -> None:
    while (began := time.perf_counter()) < ends:
        session, world = await _lock(line, seat)
        await _write(line, _writes(seat, session, world, inserts))
        played.lasted.append(time.perf_counter() - began)


async def _lock(line: psycopg.AsyncConnection[Row], seat: FloorSeat) -> tuple[Row, Row]:
    shared = seat.place["world_id"] is not None
    queries = [PLACE, SESSION, WORLD, PRESENT] if shared else [SESSION]
    async with line.pipeline():
        await line.execute("BEGIN")
        asked = [await line.execute(_text(query), seat.place) for query in queries]
    rows = [await cursor.fetchall() for cursor in asked]
    return (rows[1][0], rows[2][0]) if shared else (rows[0][0], {})


async def _write(line: psycopg.AsyncConnection[Row], writes: Sequence[tuple[str, Row]]) -> None:
    async with line.pipeline():
        for query, values in writes:
            await line.execute(_text(query), values)
        await line.execute("COMMIT")


def _writes(seat: FloorSeat, session: Row, world: Row, inserts: tuple[str, str]) -> list[tuple[str, Row]]:
    record, event = inserts
    fresh = {"number": session["number"] + 1, "idempotency_key": str(uuid.uuid4())}
    if not world:
        return [(record, _as_json(seat.record | fresh)), (WRITE_SESSION, _as_json(session))]
    first = world["event_seq"]
    told = [(event, _as_json(row | {"sequence": first + row["nth"]})) for row in seat.events]
    return [
        *told,
        (WRITE_WORLD, _as_json(world | {"events": len(told)})),
        (record, _as_json(seat.record | fresh | {"world_seq": world["record_seq"] + 1})),
        (WRITE_SESSION, _as_json(session)),
    ]


def _as_json(row: Row) -> Row:
    return {name: Jsonb(value) if isinstance(value, dict | list) else value for name, value in row.items()}


def _text(query: str) -> bytes:
    return query.encode()  # psycopg takes text only where it is written out
