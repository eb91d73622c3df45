"""A shutdown that is announced: every server process on this database looks for it, tells of it, and stops when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from common.database_clock import database_now, seconds_ahead
from common.errors import InvalidInput
from common.limits import SHUTDOWN_REASON, SHUTDOWN_SECONDS
from common.models import PlannedShutdown


@dataclass(frozen=True, slots=True)
class Plan:
    """`at` is aware, and `left` the seconds until then by the database's clock, below 0 once it is over."""

    at: datetime
    left: float
    reason: str


def plan_shutdown(*, seconds: int, reason: str = "") -> Plan:
    """Have all servers stop in so many seconds; it replaces a shutdown that was planned before. Raises InvalidInput."""
    shortest, longest = SHUTDOWN_SECONDS
    if not shortest <= seconds <= longest:
        raise InvalidInput(f"Choose {shortest} to {longest} seconds.")
    if len(reason) > SHUTDOWN_REASON:
        raise InvalidInput(f"Write at most {SHUTDOWN_REASON} characters.")
    PlannedShutdown.objects.update_or_create(pk=1, defaults={"at": seconds_ahead(seconds), "reason": reason})
    plan = planned_shutdown()
    assert plan is not None, "it was just planned"
    return plan


def cancel_shutdown() -> bool:
    """Whether one was planned."""
    return bool(PlannedShutdown.objects.filter(at__gt=database_now()).delete()[0])


def planned_shutdown() -> Plan | None:
    """The shutdown that is planned, or has just come about."""
    row = PlannedShutdown.objects.annotate(now=database_now()).values_list("at", "now", "reason").first()
    return None if row is None else Plan(row[0], (row[0] - row[1]).total_seconds(), row[2])


def forget_past_shutdown() -> None:
    """Delete a shutdown that is over; servers that started since have nothing to do with it."""
    PlannedShutdown.objects.filter(at__lt=seconds_ahead(-60)).delete()
