"""Writing signs of life: one statement for all of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from common.prepared.dialect import dialect
from common.prepared.lines import Rows
from common.prepared.select import Query
from presence import limits
from presence.models import PlayerPresence
from presence.rules import Status
from presence.services.attendance import Sign, sign_bounds

AT_ONCE: Final = 2000  # people of one statement: SQLite takes no more values
PLACES: Final = ("scenario", "game_mode", "session_id", "world_id", "location", "turn", "noted_at")
FIELDS: Final = ("user", "visible", "chosen", "announced", "last_heartbeat", "is_connected", *PLACES)


def write_signs(signs: Sequence[Sign]) -> list[uuid.UUID]:
    """Write everybody's sign, in this order, and return those who have not been announced as online.

    A sign never takes a later one back, and whereabouts give way only to later ones, whichever process noticed them;
    who comes back after being gone is nowhere until something is noted.
    """
    come: list[uuid.UUID] = []
    for start in range(0, len(signs), AT_ONCE):
        come.extend(_write(signs[start : start + AT_ONCE]))
    return come


def _write(signs: Sequence[Sign]) -> Iterator[uuid.UUID]:
    asked = signs_query(signs)
    with connection.cursor() as cursor:
        parameters: Any = asked.parameters
        cursor.execute(asked.sql, parameters)
        return newly_present(cursor.fetchall())


def signs_query(signs: Sequence[Sign]) -> Query:
    """The statement that writes up to AT_ONCE signs; `newly_present` reads what it returns."""
    rows = [_row(sign) for sign in signs]
    return Query(_statement(len(rows)), [*(value for row in rows for value in row), *_limits()])


def newly_present(found: Rows) -> Iterator[uuid.UUID]:
    """Who has not been announced as online."""
    return (uuid.UUID(str(user_id)) for user_id, announced in found if announced != Status.ONLINE)


def _row(sign: Sign) -> list[Any]:
    place = sign.whereabouts
    values = (
        *(sign.user_id, False, PlayerPresence.Chosen.ONLINE, Status.OFFLINE.value, sign.at, sign.is_connected),
        *(place.scenario, place.game_mode, place.session_id, place.world_id),
        *(place.location[: limits.LOCATION], place.turn, sign.noted_at),
    )
    return [_field(name).get_db_prep_save(value, dialect()) for name, value in zip(FIELDS, values, strict=True)]


def _limits() -> list[Any]:
    """The moments that the statement asks for: idle before, and gone before."""
    now = timezone.now()
    moments: tuple[datetime, ...] = (now - sign_bounds().idle, *[now - sign_bounds().offline] * len(PLACES))
    return [_field("last_heartbeat").get_db_prep_value(moment, dialect()) for moment in moments]


def _statement(people: int) -> str:
    table = PlayerPresence._meta.db_table  # noqa: SLF001
    values = ", ".join([f"({', '.join(['%s'] * len(FIELDS))})"] * people)
    return f"""
        INSERT INTO {table} ({", ".join(map(_column, FIELDS))}) VALUES {values}
        ON CONFLICT ({_column("user")}) DO UPDATE SET
            is_connected = excluded.is_connected OR ({table}.is_connected AND {table}.last_heartbeat > %s),
            {", ".join(_place(table, _column(name)) for name in PLACES)},
            last_heartbeat = CASE WHEN {table}.last_heartbeat > excluded.last_heartbeat
                THEN {table}.last_heartbeat ELSE excluded.last_heartbeat END
        RETURNING {_column("user")}, {_column("announced")}
    """  # noqa: S608 - names of our own


def _place(table: str, column: str) -> str:
    is_later = f"excluded.noted_at >= {table}.noted_at OR {table}.noted_at IS NULL"
    is_back = f"excluded.noted_at IS NULL AND {table}.last_heartbeat <= %s"
    return f"{column} = CASE WHEN {is_later} OR {is_back} THEN excluded.{column} ELSE {table}.{column} END"


def _field(name: str) -> Any:
    return PlayerPresence._meta.get_field(name)  # noqa: SLF001


def _column(name: str) -> str:
    column: str = _field(name).column
    return column
