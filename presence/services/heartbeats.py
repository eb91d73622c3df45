"""Heartbeats: whatever a process has noticed of people, written together every few seconds."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Collection, Sequence
from typing import Final

import structlog
from django.contrib.auth import get_user_model
from django.db import Error as DatabaseTrouble
from django.db import IntegrityError

from common.database import return_connections
from presence.rules import Status
from presence.services import budgets
from presence.services.announcing import announce_those_who_came
from presence.services.attendance import Sign, attendance, presence_statuses
from presence.services.ledger import write_signs

log = structlog.get_logger("kleene.presence")

BEAT: Final = 10.0  # seconds between two heartbeats of a process
LOOK: Final = 0.5  # seconds between two looks for somebody new


def record_heartbeats(connected: Collection[uuid.UUID] = ()) -> None:
    """Say that these people are there, and write what else was noticed: one statement, whatever their number.

    Those who have come are announced at once.
    """
    signs = attendance.take(connected)
    if not signs:
        return
    try:
        come = _written(signs)
    except DatabaseTrouble:
        attendance.give_back(signs)
        raise
    if come:
        announce_those_who_came(come)


def record_arrival(user_id: uuid.UUID) -> None:
    """Hear of somebody who says that they are there; they are written at once if others see them as quiet or gone.

    Raises RateLimited, or a DatabaseError.
    """
    budgets.HEARTBEATS.spend(str(user_id))
    attendance.hear(user_id)
    if presence_statuses([user_id])[user_id].status is not Status.ONLINE:
        record_heartbeats()


def keep_beating(stop: threading.Event) -> None:
    """The heartbeat of those who hold no stream open, until `stop` is set, and once more then."""
    beaten = time.monotonic()
    while not stop.wait(LOOK):
        if attendance.news.is_set() or time.monotonic() - beaten >= BEAT:
            beaten = time.monotonic()
            _beat_steadily()
    _beat_steadily()


def _written(signs: Sequence[Sign]) -> list[uuid.UUID]:
    try:
        return write_signs(signs)
    except IntegrityError:
        # An account that somebody has deleted by hand must not stop the heartbeat of all others.
        ids = [sign.user_id for sign in signs]
        known = set(get_user_model().objects.filter(pk__in=ids).values_list("pk", flat=True))
        return write_signs([sign for sign in signs if sign.user_id in known])


def _beat_steadily() -> None:
    try:
        record_heartbeats()
    except DatabaseTrouble as trouble:
        log.warning("no heartbeat", trouble=str(trouble).strip())
    except Exception:
        log.exception("heartbeat failed")
    finally:
        return_connections()
