"""The floor under a turn: the same rows, locks and sizes without a game, by pgbench and by bare psycopg.

The rows are those of turns that a site really played: each floor turn inserts copies of the newest record and of the
events of a turn into the same tables, with the same indexes, and rewrites the state of its session and world.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from benchmarks.harness.site import Seat

FRESH: Final = {
    "turn_records": {
        "number": "g.number + 1",
        "world_seq": "CASE WHEN s.world_id IS NULL THEN NULL ELSE w.record_seq + 1 END",
        "idempotency_key": "gen_random_uuid()::text",
        "created_at": "clock_timestamp()",
    },
    "world_events": {"sequence": "w.event_seq + t.nth", "created_at": "clock_timestamp()"},
}
SESSION: Final = (
    "state = g.state || jsonb_build_object('floor', g.number), offered = g.offered || '[]', number = g.number + 1,"
    " turn = g.turn + 1, scene = g.scene, beat = g.beat, turns_played = g.turns_played + 1, cells = g.cells || '[]',"
    " state_hash = g.state_hash, record_hash = g.record_hash, last_turn_at = clock_timestamp()"
)
WORLD: Final = (
    "world_state = w.world_state || jsonb_build_object('floor', w.record_seq), turn = w.turn + 1, state_hash = w.state_hash,"
    " record_seq = w.record_seq + 1, record_hash = w.record_hash, event_hash = w.event_hash,"
    " event_seq = w.event_seq + s.events, last_activity_at = clock_timestamp(), updated_at = clock_timestamp()"
)
TABLES: Final = """
DROP TABLE IF EXISTS floor_seats, floor_records, floor_events;
CREATE TABLE floor_seats (floor_set text, seat int, session_id uuid, world_id uuid, location text, events int,
                          PRIMARY KEY (floor_set, seat));
CREATE TABLE floor_records AS SELECT DISTINCT ON (session_id) * FROM turn_records WHERE kind = 'choice'
    ORDER BY session_id, number DESC;
CREATE INDEX ON floor_records (session_id);
CREATE TABLE floor_events AS
    SELECT e.*, row_number() OVER (PARTITION BY e.world_id ORDER BY e.sequence) AS nth
    FROM world_events e JOIN shared_worlds w ON w.id = e.world_id
    JOIN LATERAL (SELECT greatest(1, round(
        (SELECT count(*) FROM world_events l WHERE l.world_id = w.id AND l.type <> 'player_joined') * 1.0
        / greatest(1, (SELECT count(*) FROM turn_records r WHERE r.world_id = w.id AND r.kind = 'choice'))
    )) AS each) AS c ON true
    WHERE e.sequence > w.event_seq - c.each;
CREATE INDEX ON floor_events (world_id);
"""
FILL: Final = """
INSERT INTO floor_seats SELECT %s, %s, g.id, g.world_id, g.state #>> '{player,location}',
    (SELECT count(*) FROM floor_events e WHERE e.world_id = g.world_id) FROM game_sessions g WHERE g.short_id = %s
"""
FUNCTION: Final = """
CREATE OR REPLACE FUNCTION floor_turn(wanted text, at int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE s floor_seats; g game_sessions; w shared_worlds;
BEGIN
    SELECT * INTO s FROM floor_seats WHERE floor_set = wanted AND seat = at;
    IF s.world_id IS NOT NULL THEN
        PERFORM 1 FROM location_locks WHERE world_id = s.world_id AND location = s.location FOR UPDATE;
    END IF;
    SELECT * INTO g FROM game_sessions WHERE id = s.session_id FOR NO KEY UPDATE;
    IF s.world_id IS NOT NULL THEN
        SELECT * INTO w FROM shared_worlds WHERE id = s.world_id FOR NO KEY UPDATE;
        PERFORM count(*) FROM world_participants WHERE world_id = s.world_id;
        INSERT INTO world_events ({event_columns}) SELECT {event_values} FROM floor_events t WHERE t.world_id = s.world_id;
        UPDATE shared_worlds SET {world} WHERE id = s.world_id;
    END IF;
    INSERT INTO turn_records ({record_columns}) SELECT {record_values} FROM floor_records t WHERE t.session_id = s.session_id;
    UPDATE game_sessions SET {session} WHERE id = s.session_id;
    RETURN g.number;
END $$
"""


def prepare_floor(url: str, sets: Mapping[str, Sequence[Seat]]) -> None:
    """Copies of what these players' newest turns stored, and a function that stores it again."""
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(TABLES.encode())
        for name, seats in sets.items():
            for number, seat in enumerate(seats, start=1):
                line.execute(FILL.encode(), [name, number, seat.session_id])
        record, event = columns(line, "turn_records"), columns(line, "world_events")
        body = FUNCTION.format(
            event_columns=", ".join(event),
            event_values=_values("world_events", event),
            record_columns=", ".join(record),
            record_values=_values("turn_records", record),
            session=SESSION,
            world=WORLD,
        )
        line.execute(body.encode())
        [(kept,)] = line.execute("SELECT count(*) FROM floor_seats WHERE location IS NOT NULL OR world_id IS NULL")
        assert kept == sum(map(len, sets.values())), "a seat is missing"


def columns(line: psycopg.Connection, table: str) -> list[str]:
    """All but the number that the database itself gives."""
    query = sql.SQL(
        "SELECT attname FROM pg_attribute WHERE attrelid = {}::regclass AND attnum > 0 AND NOT attisdropped"
    )
    names = [str(name) for (name,) in line.execute(query.format(sql.Literal(table)))]
    return [name for name in names if name != "id"]


def _values(table: str, names: Sequence[str]) -> str:
    return ", ".join(FRESH[table].get(name, f"t.{name}") for name in names)


def pgbench(url: str, name: str, players: int, seconds: float) -> tuple[float, float]:
    """Turns a second, and the mean milliseconds of one, of so many clients at once."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        Path(script.name).write_text(f"SELECT floor_turn('{name}', :client_id + 1)\n")
        clients = ["-c", str(players), "-j", "2", "-T", str(max(1, round(seconds)))]
        words = ["pgbench", "-n", "-M", "prepared", "-f", script.name, *clients, url]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=seconds + 60)  # noqa: S603 - our own
    assert done.returncode == 0, done.stderr
    return _number(r"tps = ([\d.]+)", done.stdout), _number(r"latency average = ([\d.]+)", done.stdout)


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    assert found, text
    return float(found[1])
