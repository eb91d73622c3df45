"""Which rows this engine reads, as a condition for queries: `versions` says the same of a row at hand."""

from __future__ import annotations

from django.db.models import Q

from worlds.rules.state_migrations import CURRENT, STEPS


def saved_by_readable() -> Q:
    """Of games and worlds: stored by this version or by an older one."""
    readable = Q()
    for version in (CURRENT, *STEPS):
        readable |= Q(engine_version=version.engine, schema_version=version.schema)
    return readable
