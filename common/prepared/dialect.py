"""What the default database's wrapper knows of its dialect, for event loops."""

from __future__ import annotations

from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper


@cache
def dialect() -> BaseDatabaseWrapper:
    """A wrapper that is never connected. Every task of an event loop would else look up, or make, one of its own."""
    return connections.create_connection(DEFAULT_DB_ALIAS)
