"""The threads in which event loops have their database work done.

Never Django's thread-sensitive one: a process has only one of those, and a call that blocks there stops every socket.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Final, ParamSpec, TypeVar

from common.database import return_connections

P = ParamSpec("P")
Result = TypeVar("Result")

THREADS: Final = 8

_threads = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="streams")


async def in_thread(work: Callable[P, Result], /, *args: P.args, **kwargs: P.kwargs) -> Result:
    """Do short database work off the loop; its connection goes back to the pool before this returns."""
    call: Callable[[], Result] = partial(_returning_connections, partial(work, *args, **kwargs))
    # With what the task knows: whom it works for.
    return await asyncio.get_running_loop().run_in_executor(_threads, copy_context().run, call)


def _returning_connections(work: Callable[[], Result]) -> Result:
    try:
        return work()
    finally:
        return_connections()
