"""How many streams a person may have open, in all processes together: each that is open holds a lease."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.errors import RetryLater
from common.processes import Own, clear_the_dead, living_ids
from presence.services.heartbeats import record_heartbeats
from worlds.models import StreamLease

LEASE, LONG_DEAD = timedelta(seconds=30), timedelta(minutes=10)
UNNAMED: Final = ""  # a process that is not entered: nobody would know that it is gone
RENEWAL: Final = 10.0  # seconds between two renewals of a process's leases


class TooManyStreams(RetryLater):
    code = "too_many_streams"
    status = 429
    message = "You have reached the limit of open streams. Close one."


@dataclass(frozen=True, slots=True)
class Lease:
    """A stream that is counted, and the one that it takes the place of, as (world, lease)."""

    id: int
    replaces: tuple[uuid.UUID, int] | None


def take_stream_lease(*, user_id: uuid.UUID, world_id: uuid.UUID, client_id: str) -> Lease:
    """Count one more stream of this person, in all processes together. Raises TooManyStreams.

    The same client id takes its own stream's place, in whichever world that is. Locks the person's row, so that of
    many streams opened at once exactly STREAMS_PER_USER are.
    """
    with transaction.atomic():
        list(get_user_model().objects.select_for_update(no_key=True).filter(pk=user_id).values_list("pk"))
        mine = StreamLease.objects.filter(user_id=user_id)
        mine.filter(expires_at__lt=timezone.now()).delete()
        former = mine.filter(client_id=client_id).values_list("world_id", "pk").first()
        mine.filter(client_id=client_id).delete()
        if _is_full(mine):
            _clear_the_dead(mine)
        if _is_full(mine):
            raise TooManyStreams(retry_after=int(RENEWAL))
        lease = StreamLease.objects.create(
            user_id=user_id,
            world_id=world_id,
            client_id=client_id,
            process=str(Own.id or UNNAMED),
            expires_at=timezone.now() + LEASE,
        )
    record_heartbeats([user_id])
    return Lease(lease.pk, former)


def _is_full(mine: QuerySet[StreamLease]) -> bool:
    return mine.count() >= settings.STREAMS_PER_USER


def _clear_the_dead(mine: QuerySet[StreamLease]) -> None:
    """Streams of processes that are gone count no longer."""
    clear_the_dead()
    living = [str(process) for process in living_ids()]
    mine.exclude(process__in=[UNNAMED, *living]).delete()


def return_stream_lease(lease_id: int) -> None:
    StreamLease.objects.filter(pk=lease_id).delete()


def renew_leases(lease_ids: Collection[int]) -> set[int]:
    """Keep leases alive and return those that still are: others were given away, or came too late.

    Clears away those that nobody has renewed for long.
    """
    StreamLease.objects.filter(expires_at__lt=timezone.now() - LONG_DEAD).delete()
    mine = StreamLease.objects.filter(pk__in=lease_ids)
    mine.update(expires_at=timezone.now() + LEASE)
    return set(mine.values_list("pk", flat=True))
