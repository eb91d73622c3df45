"""The planned shutdown as this process last heard of it: pages and answers tell it without asking the database."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Final

from common.shutdown_headers import as_headers
from common.shutdown_plan import Plan


class HeardShutdown:
    """Of one process, whose watch looks every two seconds. Written by one thread, read by all."""

    def __init__(self) -> None:
        self._heard: tuple[Plan, float] | None = None

    def note(self, plan: Plan | None) -> None:
        """What is planned now, with the seconds that are left at this moment."""
        self._heard = None if plan is None else (plan, time.monotonic())

    def now(self) -> Plan | None:
        """The plan with the seconds that are left, never below 0."""
        heard = self._heard  # read once: the watch may write between two looks
        if heard is None:
            return None
        plan, since = heard
        return replace(plan, left=max(0.0, plan.left - (time.monotonic() - since)))


heard_shutdown: Final = HeardShutdown()


def shutdown_headers() -> dict[str, str]:
    """What every answer of the API carries while a shutdown is planned."""
    plan = heard_shutdown.now()
    return {} if plan is None else as_headers(plan.left, plan.reason)
