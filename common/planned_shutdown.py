"""A shutdown that is announced: every server process on this database looks for it, tells of it, and stops when it is due.

Who planned and cancelled one stands in the log of the admin, which the audit shows.
"""

from __future__ import annotations

import uuid

import structlog
from django.db import transaction

from common.admin_log import keep_deed
from common.appeals import moment
from common.database_clock import database_now, seconds_ahead
from common.errors import InvalidInput
from common.limits import SHUTDOWN_REASON, SHUTDOWN_SECONDS
from common.models import PlannedShutdown
from common.shutdown_plan import Plan
from common.visible_text import cleaned_line

log = structlog.get_logger("kleene.serve")


@transaction.atomic
def plan_shutdown(*, seconds: int, by: uuid.UUID, reason: str = "") -> Plan:
    """Have all servers stop in so many seconds; it replaces a shutdown that was planned before. Raises InvalidInput."""
    shortest, longest = SHUTDOWN_SECONDS
    if not shortest <= seconds <= longest:
        raise InvalidInput(f"Choose {shortest} to {longest} seconds.")
    reason = cleaned_line(reason)
    if len(reason) > SHUTDOWN_REASON:
        raise InvalidInput(f"Write at most {SHUTDOWN_REASON} characters.")
    told = {"at": seconds_ahead(seconds), "reason": reason, "planned_by_id": by, "planned_at": database_now()}
    PlannedShutdown.objects.update_or_create(pk=1, defaults=told)
    plan = planned_shutdown()
    assert plan is not None, "it was just planned"
    _note(by, f"Shutdown of all servers planned for {moment(plan.at)}.")
    log.warning("shutdown planned", by=str(by), at=plan.at.isoformat())
    return plan


@transaction.atomic
def cancel_shutdown(*, by: uuid.UUID) -> bool:
    """Whether one was planned."""
    if not PlannedShutdown.objects.filter(at__gt=database_now()).delete()[0]:
        return False
    _note(by, "Planned shutdown of all servers cancelled.")
    log.warning("shutdown cancelled", by=str(by))
    return True


def planned_shutdown() -> Plan | None:
    """The shutdown that is planned, or has just come about."""
    rows = PlannedShutdown.objects.annotate(now=database_now())
    row = rows.values_list("at", "now", "reason", "planned_by").first()
    return None if row is None else Plan(row[0], (row[0] - row[1]).total_seconds(), *row[2:])


def _note(by: uuid.UUID, deed: str) -> None:
    keep_deed(by_id=by, row=PlannedShutdown(pk=1), deed=deed)


def forget_past_shutdown() -> None:
    """Delete a shutdown that is over; servers that started since have nothing to do with it."""
    PlannedShutdown.objects.filter(at__lt=seconds_ahead(-60)).delete()
