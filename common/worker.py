"""The loops that do the registered jobs, in a process of their own or inside a serving one."""

import threading
import time
from collections.abc import Iterable

import structlog
from django.db import InterfaceError, OperationalError, connections

from common.jobs import Job, holding

log = structlog.get_logger("kleene.worker")


class Worker:
    """Looks after the jobs until `stop` is set; a round that has begun is finished first."""

    def __init__(self, jobs: Iterable[Job], stop: threading.Event) -> None:
        self.jobs, self.stop = tuple(jobs), stop

    def run(self) -> None:
        looks = dict.fromkeys(self.jobs, 0.0)
        while not self.stop.is_set():
            for job in [job for job, moment in looks.items() if moment <= time.monotonic()]:
                if self.stop.is_set():
                    break
                look_after(job)
                looks[job] = time.monotonic() + job.every.total_seconds()
            self.stop.wait(max(0.0, min(looks.values(), default=float(threading.TIMEOUT_MAX)) - time.monotonic()))


def workers(jobs: Iterable[Job], stop: threading.Event) -> list[Worker]:
    """One for the jobs of each thread, each to be run in a thread of its own."""
    found = tuple(jobs)
    return [
        Worker([job for job in found if job.thread == thread], stop) for thread in sorted({job.thread for job in found})
    ]


def look_after(job: Job) -> None:
    """Do one round of the job, if it is due and nobody else does it."""
    began = time.monotonic()
    try:
        with holding(job.name, seconds=job.lease.total_seconds(), every=job.every) as ours:
            done = job.run() if ours else ""
    except (OperationalError, InterfaceError) as trouble:
        log.warning("job put off", job=job.name, trouble=str(trouble).strip())
    except Exception:
        log.exception("job failed", job=job.name)
    else:
        if done:
            log.info("job done", job=job.name, did=done, ms=round((time.monotonic() - began) * 1000))
    finally:
        # Nothing is held between two rounds, and a connection that the database has closed is not met again.
        connections.close_all()
