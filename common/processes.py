"""Which server processes live on this database, so that a second one is let in only when the two can hear each other."""

import os
import socket
import time
import uuid
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from common.models import ProcessLease

LEASE = timedelta(seconds=15)
BEAT = 5.0  # seconds between two signs of life
LOOK_AGAIN = 0.5  # seconds
ENDED = "ended"


class AnotherProcess(Exception):
    """A process that cannot hear this one serves the same database."""

    def __init__(self, other: ProcessLease) -> None:
        super().__init__(
            f"Another Kleene process (pid {other.pid} on {other.host}) serves this database. Stop it, or give both the same REDIS_URL, so that players of both hear each other."
        )


class Own:
    """This process as it is entered while it serves; `id` is None in one that does not, such as a worker or a command."""

    id: uuid.UUID | None = None


def require_tables() -> None:
    """Raises DatabaseError where processes cannot be entered, because nobody has prepared the database."""
    ProcessLease.objects.exists()
    connection.close()


def announce_process() -> uuid.UUID:
    """Enter this process, and return the id to keep it alive by.

    Raises AnotherProcess. A lease from another machine may be left by a process that was killed: then this waits up to
    LEASE to see whether it is kept alive. Call it outside a transaction.
    """
    seen: dict[uuid.UUID, object] = {}
    process_id = uuid.uuid4()
    while rivals := enter(process_id):
        for rival in rivals:
            if rival.place == place() or seen.setdefault(rival.pk, rival.expires_at) != rival.expires_at:
                raise AnotherProcess(rival)
        time.sleep(LOOK_AGAIN)
    return process_id


def keep_alive(process_id: uuid.UUID) -> None:
    """Say that the process lives, at least once in LEASE. Raises AnotherProcess if one has taken over since it was late."""
    alive = ProcessLease.objects.filter(pk=process_id).update(expires_at=Now() + LEASE)
    if not alive and (rivals := enter(process_id)):
        raise AnotherProcess(rivals[0])


def withdraw(process_id: uuid.UUID) -> None:
    ProcessLease.objects.filter(pk=process_id).delete()


def lives(process_id: OuterRef) -> Exists:
    """For queries: whether the process of that id has said lately that it lives."""
    return Exists(ProcessLease.objects.filter(pk=process_id, expires_at__gt=Now()))


def living_ids() -> list[uuid.UUID]:
    """The processes that have said lately that they live."""
    return list(ProcessLease.objects.filter(expires_at__gt=Now()).values_list("pk", flat=True))


def clear_the_dead() -> None:
    """Withdraw what other processes of this machine left that were killed: at once, before their leases end."""
    others = ProcessLease.objects.filter(place=place()).exclude(pid=os.getpid())
    if dead := [lease.pk for lease in others if not still_runs(lease)]:
        ProcessLease.objects.filter(pk__in=dead).delete()


@transaction.atomic
def enter(process_id: uuid.UUID) -> list[ProcessLease]:
    """Enter the process unless others forbid it; return those that do."""
    shut_the_door()
    rivals = [lease for lease in living() if not (lease.shares_redis and settings.REDIS_URL)]
    if not rivals:
        ProcessLease.objects.create(
            pk=process_id,
            host=socket.gethostname(),
            place=place(),
            pid=os.getpid(),
            born=born(os.getpid()),
            shares_redis=bool(settings.REDIS_URL),
            started_at=Now(),
            expires_at=Now() + LEASE,
        )
    return rivals


def shut_the_door() -> None:
    # Two that start at once must see each other. On SQLite a transaction already begins by taking the only write lock.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE process_leases IN SHARE ROW EXCLUSIVE MODE")


def living() -> list[ProcessLease]:
    """Live leases. Those of this machine's dead processes are cleared away, however fresh."""
    leases = list(ProcessLease.objects.filter(expires_at__gt=Now()))
    dead = [lease for lease in leases if lease.place == place() and not still_runs(lease)]
    ProcessLease.objects.filter(pk__in=[lease.pk for lease in dead]).delete()
    return [lease for lease in leases if lease not in dead]


def still_runs(lease: ProcessLease) -> bool:
    # After a fresh start a container counts its pids from one again: a lease of our own pid is a predecessor's.
    if lease.pid == os.getpid():
        return False
    try:
        os.kill(lease.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return born(lease.pid) == lease.born


@lru_cache(maxsize=1)
def place() -> str:
    """This machine, or this container: where a pid of ours names a process that we can see."""
    try:
        names = str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        names = ""
    return f"{socket.gethostname()} {names}".strip()


def born(pid: int) -> str:
    """When a process started, in clock ticks since the machine did; ENDED for one that is no more than an entry.

    Empty where the system does not tell.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # The second field, the program's name in parentheses, may hold spaces and parentheses itself.
    state, *fields = stat.rpartition(")")[2].split()
    # One that was killed stands there until its parent asks for it, and some parents never do.
    return ENDED if state == "Z" else fields[18]
