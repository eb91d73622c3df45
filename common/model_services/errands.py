"""Work for an event loop, done for threads that wait for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from functools import cache
from typing import Any, Final, TypeVar

Result = TypeVar("Result")

_starting: Final = threading.Lock()


def run(errand: Coroutine[Any, Any, Result], *, within: float) -> Result:
    """What `errand` comes to, on a loop of its own thread. Raises TimeoutError after `within` seconds, come what may."""
    future = asyncio.run_coroutine_threadsafe(errand, _loop())
    try:
        return future.result(within)
    finally:
        future.cancel()


def _loop() -> asyncio.AbstractEventLoop:
    # The cache alone would let the first two callers start one each.
    with _starting:
        return _started()


@cache
def _started() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="model-services", daemon=True).start()
    return loop
