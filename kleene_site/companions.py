"""What runs beside the server: signs of life, its own and its people's, and, unless workers run elsewhere, the background work."""

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from django.conf import settings
from django.db import DatabaseError, connections

from common import jobs, shutdown
from common.process_heartbeat import beat
from common.processes import Own, announce_process, withdraw
from common.worker import workers
from kleene_site.shutdown_watch import ShutdownWatch, watch_shutdown
from presence.services.heartbeats import keep_beating

log = structlog.get_logger("kleene.serve")


@contextmanager
def announced() -> Iterator[uuid.UUID]:
    """Enter this process for as long as the block lasts. Raises AnotherProcess, DatabaseError."""
    process_id = announce_process()
    connections.close_all()
    Own.id = process_id
    try:
        yield process_id
    finally:
        Own.id = None
        try:
            withdraw(process_id)
        except DatabaseError as trouble:
            # The lease then ends by itself.
            log.warning("left without withdrawing", trouble=str(trouble).strip())


@contextmanager
def accompanied(
    process_id: uuid.UUID,
    *,
    give_way: Callable[[], None],
    watch: ShutdownWatch,
    patience: float,
    works: bool = True,
) -> Iterator[None]:
    """Run the companions beside the block. They end when the server begins to leave, in `patience` seconds at most.

    The jobs run only where `works` is true: in one of several processes of a server.
    """
    stop = shutdown.server.event
    tasks: list[Callable[[], None]] = [
        lambda: beat(process_id, stop, give_way),
        lambda: keep_beating(stop),
        lambda: watch_shutdown(watch, stop),
    ]
    if works and settings.KLEENE_WORKER_INSIDE:
        tasks += [worker.run for worker in workers(jobs.registered.values(), stop)]
    # A round that does not end must not keep the process: its lease runs out, and another worker repeats it.
    threads = [threading.Thread(target=task, daemon=True) for task in tasks]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        shutdown.server.begin()
        for thread in threads:
            thread.join(patience)
