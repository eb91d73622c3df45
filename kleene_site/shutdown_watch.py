"""What each server process does about a planned shutdown: tell those who listen here, and stop when it is due."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

import structlog
from django.db import Error as DatabaseTrouble
from django.db import connections

from common.heard_shutdown import HeardShutdown
from common.planned_shutdown import planned_shutdown
from common.shutdown_plan import Plan

log = structlog.get_logger("kleene.serve")

LOOK: Final = 2.0  # seconds between two looks
TOLD_AGAIN: Final = (1800, 600, 300, 60, 30, 10)  # seconds before it, at which it is told once more

Tell = Callable[[int | None, str], None]  # with the seconds that are left, None once it is cancelled, and the reason


class ShutdownWatch:
    """Of one process. `leave` is called once, when the time is up; one that was over before the first look is none.

    Pages and answers find in `heard` what is planned.
    """

    def __init__(self, tell: Tell, leave: Callable[[], None], heard: HeardShutdown) -> None:
        self._tell, self._leave, self._heard = tell, leave, heard
        self._known: Plan | None = None
        self._over: datetime | None = None
        self._marks: list[int] = []
        self._is_first = True

    def heed(self, plan: Plan | None) -> float:
        """Act on what is planned now, and return after how many seconds to look again."""
        if self._is_first and plan is not None and plan.left <= 0:
            self._over = plan.at
        self._is_first = False
        if plan is not None and plan.at == self._over:
            plan = None
        self._heard.note(plan)
        self._notice(plan)
        self._known = plan
        if plan is None:
            return LOOK
        if plan.left <= 0:
            self._over = plan.at
            log.warning("Stopping as planned", reason=plan.reason)
            self._leave()
        return min(LOOK, max(0.0, plan.left))

    def _notice(self, plan: Plan | None) -> None:
        if plan is None:
            if self._known is not None and self._known.at != self._over:
                self._tell(None, "")
            return
        is_news = self._known is None or (self._known.at, self._known.reason) != (plan.at, plan.reason)
        passed = [mark for mark in self._marks if plan.left <= mark]
        if is_news or passed:
            self._marks = [mark for mark in TOLD_AGAIN if mark < plan.left]
            self._tell(max(0, round(plan.left)), plan.reason)


def watch_shutdown(watch: ShutdownWatch, stop: threading.Event) -> None:
    """Look every few seconds until `stop` is set: for a thread."""
    rest = LOOK
    while not stop.wait(rest):
        try:
            rest = watch.heed(planned_shutdown())
        except DatabaseTrouble as trouble:
            rest = LOOK
            log.warning("cannot look for a planned shutdown", trouble=str(trouble).strip())
        finally:
            connections.close_all()


def tell_on_loop(soon: Callable[[Callable[[], None]], None]) -> Tell:
    """How a thread tells everybody who listens in this process; `soon` calls on the loop that serves."""
    from worlds.event_types.ephemeral import ServerShutdown
    from worlds.feed.registry import tell_everybody_here

    def tell(seconds: int | None, reason: str) -> None:
        soon(partial(tell_everybody_here, ServerShutdown(seconds=seconds, reason=reason)))

    return tell
