"""Work of the worlds that comes round: what players left behind who did not come back."""

from __future__ import annotations

from datetime import timedelta

from kleene_site.common.jobs import Job, register
from worlds.services import events
from worlds.services.shared import inbox, queueing


def register_jobs() -> None:
    register(Job("open letters", timedelta(seconds=30), inbox.open_all))
    register(Job("free turn leases", timedelta(seconds=30), queueing.free))
    register(Job("trim event logs", timedelta(hours=1), _trim))


def _trim() -> str:
    forgotten = events.trim()
    return f"{forgotten} events forgotten" if forgotten else ""
