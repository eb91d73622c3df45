from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection, connections, transaction

# Seconds, and milliseconds for PostgreSQL's own settings. libpq waits at least two seconds for a connection.
PATIENCE = 2
ROOM = "SELECT current_setting('max_connections')::int, current_setting('superuser_reserved_connections')::int"


def knock() -> None:
    """Ask the database for a sign of life, over a connection of its own: where the pool waits, this fails, and says why.

    It takes a few seconds at most, also when the database's machine does not answer at all. Raises DatabaseError.
    """
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with psycopg.connect(**impatient(connection.get_connection_params())) as line:
                line.execute("SELECT 1")
        else:
            connection.ensure_connection()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")


class TooFewConnections(Exception):
    """DATABASE_POOL exceeds the connections that the database allows; the message says what to do."""


def require_room(connections_kept: int) -> None:
    """Raises TooFewConnections, DatabaseError."""
    if connection.vendor != "postgresql":
        return
    with connection.wrap_database_errors, psycopg.connect(**impatient(connection.get_connection_params())) as line:
        [(most, reserved)] = line.execute(ROOM).fetchall()
    if connections_kept > most - reserved:
        raise TooFewConnections(
            f"DATABASE_POOL is {connections_kept}, but PostgreSQL allows {most - reserved} connections (max_connections is {most}, "
            f"{reserved} of them reserved). Lower DATABASE_POOL or raise max_connections."
        )


def borrow() -> None:
    """Take a connection of the pool and give it back. Raises DatabaseError when none is free within PATIENCE."""
    pool: Any = getattr(connection, "pool", None)
    if pool:
        with connection.wrap_database_errors:
            pool.open()
            with pool.connection(timeout=PATIENCE):
                pass


def impatient(parameters: dict[str, Any]) -> dict[str, Any]:
    options = f"{parameters.get('options', '')} -c statement_timeout={PATIENCE * 1000}"
    return parameters | {"connect_timeout": PATIENCE, "tcp_user_timeout": PATIENCE * 1000, "options": options.strip()}


def return_connections() -> None:
    """Give this thread's connections back, but for one whose transaction is open: its opener ends it. The next query takes another."""
    for each in connections.all(initialized_only=True):
        # Without a question to the database: a connection that nobody asked anything is given back as quietly.
        if each.connection is not None and not each.in_atomic_block:
            each.close()


def close_pools() -> None:
    """Close all connections of this process, and the pools with their threads."""
    for each in connections.all(initialized_only=True):
        each.close()
        if hasattr(each, "close_pool"):
            each.close_pool()


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything that is read inside be of one moment; nothing can be written there. Inside an open transaction it changes nothing."""
    if connection.in_atomic_block:
        yield  # it is too late to ask
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with _reading_transaction():
            yield


@contextmanager
def _reading_transaction() -> Iterator[None]:
    # Django's own transactions on SQLite begin by keeping all writers out.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
