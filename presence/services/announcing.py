"""Telling others that somebody came, went quiet or is gone. Nobody's standing depends on it: it is derived when it is asked."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from presence.models import PlayerPresence, PlayerPresenceQuerySet
from presence.rules import Status
from presence.services.attendance import idle_before, sign_bounds
from presence.signals import Change, presence_changed


@transaction.atomic
def announce_those_who_came(user_ids: Collection[uuid.UUID]) -> None:
    """Tell of these people that they are online, each once, whoever else tells of them at the same moment."""
    now = timezone.now()
    heard = PlayerPresence.objects.filter(pk__in=user_ids, last_heartbeat__gt=idle_before(now))
    _announce(heard.exclude(announced=Status.ONLINE), now)


@transaction.atomic
def announce_changes() -> int:
    """Tell of everybody who stands otherwise than was announced; returns how many they are. Two at once tell once."""
    now = timezone.now()
    return _announce(_changed(now), now)


def announce_chosen(*, user_id: uuid.UUID) -> None:
    """Tell a player's own status to others; nothing is told of a player who is offline."""
    presence = PlayerPresence.objects.get(pk=user_id)
    status = sign_bounds().status(presence.last_heartbeat, now=timezone.now())
    if status is not Status.OFFLINE:
        _tell_on_commit([Change(user_id, status, presence.chosen)])


def _changed(now: datetime) -> PlayerPresenceQuerySet:
    quiet, gone = now - sign_bounds().idle, now - sign_bounds().offline
    return PlayerPresence.objects.filter(
        Q(announced=Status.ONLINE, last_heartbeat__lte=quiet)
        | Q(announced=Status.IDLE, last_heartbeat__lte=gone)
        | Q(announced=Status.IDLE, last_heartbeat__gt=quiet)
    )


def _announce(people: PlayerPresenceQuerySet, now: datetime) -> int:
    """Assumes an open transaction."""
    # Who is locked just now is being announced by somebody else, or heard of.
    rows = list(people.select_for_update(skip_locked=True).order_by("pk"))
    standings = {row.pk: sign_bounds().status(row.last_heartbeat, now=now) for row in rows}
    for status in Status:
        changed = [user_id for user_id, found in standings.items() if found is status]
        if changed:
            PlayerPresence.objects.filter(pk__in=changed).update(announced=status.value)
    _tell_on_commit(_change(row, standings[row.pk]) for row in rows)
    return len(rows)


def _change(row: PlayerPresence, status: Status) -> Change:
    has_left = row.announced == Status.ONLINE and status is not Status.ONLINE and row.is_connected
    return Change(row.pk, status, row.chosen, has_left)


def _tell_on_commit(changes: Iterable[Change]) -> None:
    told = tuple(changes)
    if told:
        tell = partial(presence_changed.send_robust, sender=PlayerPresence, changes=told)
        transaction.on_commit(tell, robust=True)
