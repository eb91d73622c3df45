"""Work that comes round: apps register jobs when they are ready, workers do them, each job in one place at a time."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.db.models.functions import Now

from common.models import JobLease

NOT_AT_ALL = timedelta(0)
A_MOMENT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Job:
    """`run` does one round, and tells what it did in a few words for the log, or nothing.

    It comes round every `every`. A worker that has not finished within `lease` is taken for dead, and another begins the
    same round, so a round must be harmless to repeat. The jobs of one `thread` wait for each other, and for no others.
    """

    name: str
    every: timedelta
    run: Callable[[], str]
    lease: timedelta = timedelta(minutes=5)
    thread: str = "common"


registered: dict[str, Job] = {}


def register(job: Job) -> None:
    """Called from an app's `ready`."""
    assert registered.setdefault(job.name, job) == job, f"two jobs are called {job.name}"


@contextmanager
def holding(job_name: str, *, seconds: float, every: timedelta = NOT_AT_ALL) -> Iterator[bool]:
    """Whether this is the only place that does the job, for at most `seconds`; False also before it is due again.

    It is due again `every` after it was begun, but at once if its holder died. Call it outside a transaction.
    """
    token = uuid.uuid4()
    held = acquire(job_name, token, timedelta(seconds=seconds))
    try:
        yield held
    finally:
        if held:
            release(job_name, token, every)


def acquire(job_name: str, token: uuid.UUID, lease: timedelta) -> bool:
    JobLease.objects.get_or_create(name=job_name)
    # SQLite writes a sum with more digits than a moment, and would find one of this millisecond to lie ahead.
    soon = Now() + A_MOMENT
    free = JobLease.objects.filter(name=job_name, expires_at__lte=soon, due_at__lte=soon)
    return bool(free.update(holder=token, acquired_at=Now(), expires_at=Now() + lease))


def release(job_name: str, token: uuid.UUID, every: timedelta) -> None:
    # Who was late finds another holder, and leaves its lease alone.
    ours = JobLease.objects.filter(name=job_name, holder=token)
    ours.update(holder=None, expires_at=Now(), due_at=F("acquired_at") + every)
