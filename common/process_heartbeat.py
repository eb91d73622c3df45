"""The sign of life of a serving process."""

import threading
import uuid
from collections.abc import Callable

import structlog
from django.db import InterfaceError, OperationalError, connections

from common.processes import BEAT, AnotherProcess, keep_alive

log = structlog.get_logger("kleene.processes")


def beat(process_id: uuid.UUID, stop: threading.Event, give_way: Callable[[], None]) -> None:
    """Keep the process's lease alive until `stop` is set; call `give_way` if another has taken its place meanwhile."""
    while not stop.wait(BEAT):
        try:
            keep_alive(process_id)
        except AnotherProcess as other:
            log.error("giving way", reason=str(other))
            give_way()
            return
        except (OperationalError, InterfaceError) as trouble:
            log.warning("no sign of life", trouble=str(trouble).strip())
        finally:
            connections.close_all()
