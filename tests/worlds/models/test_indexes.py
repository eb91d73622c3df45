"""Every index of a table is written with each of its rows: none stands there that another begins with."""

from __future__ import annotations

from typing import Final

import pytest
from django.db import connection

WRITTEN_IN_TURNS: Final = ("game_sessions", "turn_records", "world_events")
# Whole indexes in the usual order of their type; the others answer what the longer one cannot.
PLAIN: Final = """
    SELECT c.relname, i.indisunique, array_agg(a.attname::text ORDER BY k.place)
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
    CROSS JOIN LATERAL unnest(i.indkey::int[], i.indclass::oid[]) WITH ORDINALITY AS k(number, class, place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
    JOIN pg_opclass o ON o.oid = k.class
    WHERE i.indrelid = %s::regclass AND i.indpred IS NULL
    GROUP BY 1, 2 HAVING bool_and(o.opcdefault)
"""
COMPRESSION: Final = "SELECT attcompression FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s"

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.mark.parametrize("table", WRITTEN_IN_TURNS)
def test_no_index_is_the_beginning_of_another(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [table])
        found = [(name, is_unique, list(columns)) for name, is_unique, columns in cursor.fetchall()]
    assert found
    spare = [
        name
        for name, is_unique, columns in found
        if not is_unique and any(other != name and longer[: len(columns)] == columns for other, _, longer in found)
    ]
    assert spare == []


def test_states_are_compressed_by_the_fast_method_where_the_database_has_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'")
        has_it = cursor.fetchone() == (True,)
        cursor.execute(COMPRESSION, ["game_sessions", "state"])
        assert cursor.fetchone() == ("l" if has_it else "",)
