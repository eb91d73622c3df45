import psycopg
from django.db import connection


def knock() -> None:
    """Open and close one connection outside the pool: it fails at once, and says why, where the pool waits and does not.

    Raises DatabaseError.
    """
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            parameters = connection.get_connection_params() | {"connect_timeout": 5}
            psycopg.connect(**parameters).close()
        else:
            connection.ensure_connection()
