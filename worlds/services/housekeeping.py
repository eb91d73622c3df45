"""Rounds of the worker. Every round is harmless to repeat, and two at once do it once."""

from __future__ import annotations

from common import database_clock
from worlds.models import TurnLease, TurnTicket
from worlds.services import events
from worlds.services.membership import archiving, reading_along
from worlds.services.snapshots import due
from worlds.services.turns.locks import live_leases

LONG_SILENT = 60.0  # seconds without a heartbeat after which a ticket's owner will not come back


def archive_idle_worlds() -> str:
    """Archive worlds that were idle for long; returns what was done as a line of the log, empty for nothing."""
    archived = archiving.archive_idle()
    return f"archived {len(archived)} worlds: {', '.join(archived[:10])}" if archived else ""


def free_places() -> str:
    """Delete leases that have run out or whose process is gone, tickets of those who gave up, and followers who are gone.

    A late holder then finds its lease gone.
    """
    leases, _ = TurnLease.objects.exclude(live_leases()).delete()
    tickets, _ = TurnTicket.objects.filter(heartbeat_at__lte=database_clock.seconds_ago(LONG_SILENT)).delete()
    reading_along.forget_followers()
    return f"freed {leases} leases and {tickets} tickets" if leases or tickets else ""


def trim_event_logs() -> str:
    """Delete events past EVENT_LOG_DAYS of worlds that a snapshot stands for; returns what was done as a line of the log."""
    trimmed = events.trim_events(may_forget=due.keep_before_forgetting)
    return f"forgot {trimmed} old events" if trimmed else ""
