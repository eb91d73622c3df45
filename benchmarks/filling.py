"""Makes a game, a log and a lobby old within seconds: copies of rows that a site wrote, in bulk.

The copies have the sizes and the indexes of the real ones; their hashes are those of the row they were copied from.
"""

from __future__ import annotations

from typing import Final

import psycopg

from benchmarks.turn_floor import columns

RECORDS: Final = """
INSERT INTO turn_records ({names}) SELECT {values}
FROM game_sessions g LEFT JOIN shared_worlds w ON w.id = g.world_id
JOIN floor_records t ON t.session_id = g.id, generate_series(1, %(more)s) AS n WHERE g.short_id = %(id)s
"""
EVENTS: Final = """
INSERT INTO world_events ({names}) SELECT {values}
FROM shared_worlds w JOIN floor_events t ON t.world_id = w.id AND t.nth = 1, generate_series(w.event_seq + 1, %(size)s) AS n
WHERE w.short_id = %(id)s
"""
WORLDS: Final = """
INSERT INTO shared_worlds ({names}) SELECT {values}
FROM (SELECT * FROM shared_worlds ORDER BY created_at LIMIT 1) AS t,
     generate_series((SELECT count(*) FROM shared_worlds) + 1, %(size)s) AS n
"""


def fill_turns(url: str, session: str, more: int) -> None:
    """So many more records of a game, as if they had been played before its next turn."""
    fresh = {
        "number": "g.number + n",
        "world_seq": "w.record_seq + n",
        "idempotency_key": "gen_random_uuid()::text",
    }
    grown = "UPDATE game_sessions SET number = number + %(more)s, turns_played = turns_played + %(more)s WHERE short_id = %(id)s"
    shared = (
        "UPDATE shared_worlds SET record_seq = record_seq + %(more)s, turn = turn + %(more)s"
        " WHERE id = (SELECT world_id FROM game_sessions WHERE short_id = %(id)s)"
    )
    with psycopg.connect(url) as line:
        for query in (_copying(line, RECORDS, "turn_records", fresh), grown, shared):
            line.execute(query.encode(), {"more": more, "id": session})


def fill_events(url: str, world: str, size: int) -> None:
    """A world's log, grown to so many events."""
    grown = "UPDATE shared_worlds SET event_seq = greatest(event_seq, %(size)s) WHERE short_id = %(id)s"
    with psycopg.connect(url) as line:
        for query in (_copying(line, EVENTS, "world_events", {"sequence": "n"}), grown):
            line.execute(query.encode(), {"size": size, "id": world})


def fill_worlds(url: str, size: int) -> None:
    """As many worlds as that, each like the oldest, with nobody's seat in them."""
    fresh = {"id": "gen_random_uuid()", "short_id": "'wld_' || lpad(to_hex(n), 8, '0')"}
    with psycopg.connect(url) as line:
        [(names,)] = line.execute(
            "SELECT array_agg(attname::text) FROM pg_attribute"
            " WHERE attrelid = 'shared_worlds'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"
        )
        line.execute(_filled(WORLDS, names, fresh).encode(), {"size": size})


def tidy(url: str) -> None:
    """What PostgreSQL does by itself within a minute."""
    with psycopg.connect(url, autocommit=True) as line:
        line.execute("VACUUM ANALYZE")


def _copying(line: psycopg.Connection, query: str, table: str, fresh: dict[str, str]) -> str:
    return _filled(query, columns(line, table), fresh)


def _filled(query: str, names: list[str], fresh: dict[str, str]) -> str:
    return query.format(names=", ".join(names), values=", ".join(fresh.get(name, f"t.{name}") for name in names))
