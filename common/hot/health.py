"""The two questions of those who look after the site, answered on the event loop. They need no account and no host name."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Final

from django.utils.http import http_date

from common import readiness
from common.hot.request import Headers, HotAnswer, HotRequest
from common.per_loop import PerLoop
from common.readiness import Check

NEVER_CACHE: Final = (b"cache-control", b"max-age=0, no-cache, no-store, must-revalidate, private")
ALIVE: Final = b'{"status": "alive"}'


async def live(_request: HotRequest) -> HotAnswer:
    return HotAnswer(ALIVE, headers=_never_cached())


async def ready(_request: HotRequest) -> HotAnswer:
    """What was found less than a second ago is told at once."""
    here = readiness.here
    checks = here.found if here.is_fresh else await asyncio.shield(_looking().running())
    healthy = all(check["healthy"] for check in checks.values())
    told = {"status": "ready" if healthy else "not_ready", "checks": checks}
    return HotAnswer(json.dumps(told).encode(), 200 if healthy else 503, _never_cached())


class Looking:
    """The look that is running, for all who ask meanwhile: each takes a thread, for seconds where the database hangs."""

    def __init__(self) -> None:
        self._running: asyncio.Task[dict[str, Check]] | None = None

    def running(self) -> asyncio.Task[dict[str, Check]]:
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(asyncio.to_thread(readiness.here.checks))
        return self._running


_looking: Final = PerLoop(Looking)


def _never_cached() -> Headers:
    return [NEVER_CACHE, (b"expires", http_date(time.time()).encode())]
