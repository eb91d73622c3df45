"""The worker's rounds: worlds and games that have grown by SNAPSHOT_RECORDS since their newest snapshot, and worlds that ended.

An upgrade (another revision put in force, a state of an older version migrated) is a record, and there is a snapshot at it, too.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Final

import structlog
from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from common import hours
from worlds.models import GameSession, SharedWorld, Snapshot, TurnRecord
from worlds.models.records import UPGRADES
from worlds.models.versions import IncompatibleVersion
from worlds.services.games.replay import Altered
from worlds.services.games.world_differences import Differs, without_values
from worlds.services.snapshots.taking import take_game_snapshot, take_world_snapshot

FAR_BACK: Final = timedelta(days=1)
A_PIECE: Final = (
    5000  # records of one world at a time: what waits for the worker, or shares its process, waits no longer
)
A_WHILE: Final = 10.0  # seconds of a round after which nothing more is begun
LONG: Final = 600.0  # the same of a rare round
Reason = Snapshot.Reason

log = structlog.get_logger("kleene.snapshots")
# Logs that do not match, with their length: nothing is gained by replaying one again before it has grown.
_differing: dict[uuid.UUID, int] = {}


def take_due_snapshots() -> str:
    """The frequent round: what was lived in of late."""
    since = timezone.now() - FAR_BACK
    lately = hours.since("last_activity_at", since) | Q(archived_at__gte=since)
    return _told(
        _taken(due_worlds().filter(lately), due_games().filter(hours.since("last_turn_at", since)), seconds=A_WHILE)
    )


def take_missed_snapshots() -> str:
    """The rare round, over all there ever were."""
    return _told(_taken(due_worlds(), due_games(), seconds=LONG))


def keep_before_forgetting(world_id: uuid.UUID) -> bool:
    """Whether a world's log was found whole and a snapshot stands for it now, so that old events may be forgotten.

    What differs, or is of another version, keeps all that it has. Must be called outside a transaction.
    """
    length = SharedWorld.objects.values_list("record_seq", flat=True).get(pk=world_id)
    return _is_taken(world_id, length, lambda: take_world_snapshot(world_id=world_id, reason=Reason.FORGETTING))


def due_worlds() -> QuerySet[SharedWorld]:
    kept = Snapshot.objects.filter(world=OuterRef("pk"))
    upgrades = TurnRecord.objects.filter(kind__in=UPGRADES, world=OuterRef("pk")).order_by("-world_seq")
    worlds = SharedWorld.objects.current().annotate(kept=_newest(kept))
    worlds = worlds.annotate(upgraded=Coalesce(Subquery(upgrades.values("world_seq")[:1]), 0))
    is_over = Q(status=SharedWorld.Status.ARCHIVED, record_seq__gt=F("kept"))
    return worlds.filter(_has_grown("record_seq") | is_over | Q(upgraded__gt=F("kept")))


def due_games() -> QuerySet[GameSession]:
    kept = Snapshot.objects.filter(session=OuterRef("pk"))
    upgrades = TurnRecord.objects.filter(kind__in=UPGRADES, session=OuterRef("pk")).order_by("-number")
    games = GameSession.objects.current().filter(world=None).annotate(kept=_newest(kept))
    games = games.annotate(upgraded=Coalesce(Subquery(upgrades.values("number")[:1]), 0))
    return games.filter(_has_grown("number") | Q(upgraded__gt=F("kept")))


def _has_grown(length: str) -> Q:
    return Q(**{f"{length}__gte": F("kept") + settings.SNAPSHOT_RECORDS})


def _newest(kept: QuerySet[Snapshot]) -> Coalesce:
    return Coalesce(Subquery(kept.order_by("-number").values("number")[:1]), 0)


def _taken(worlds: QuerySet[SharedWorld], games: QuerySet[GameSession], *, seconds: float) -> int:
    ends_at, taken = time.monotonic() + seconds, 0
    for owner, length, take in _due(worlds, games):
        if time.monotonic() > ends_at:
            break
        if length >= _differing.get(owner, 0) + settings.SNAPSHOT_RECORDS or owner not in _differing:
            taken += _is_taken(owner, length, take)
    return taken


def _due(
    worlds: QuerySet[SharedWorld], games: QuerySet[GameSession]
) -> Iterator[tuple[uuid.UUID, int, Callable[[], Any]]]:
    told = ("pk", "record_seq", "kept", "upgraded", "status")
    for pk, length, kept, upgraded, status in list(worlds.order_by("last_activity_at").values_list(*told)):
        yield pk, length, _world(pk, upgraded - kept, is_over=status == SharedWorld.Status.ARCHIVED)
    for pk, length, kept, upgraded in list(games.order_by("last_turn_at").values_list(*told[:1], "number", *told[2:4])):
        yield pk, length, _game(pk, Reason.UPGRADE if upgraded > kept else Reason.INTERVAL)


def _world(pk: uuid.UUID, to_upgrade: int, *, is_over: bool) -> Callable[[], Any]:
    """`to_upgrade` is how many records after its newest snapshot a world was upgraded; not above 0 where it was not."""
    if 0 < to_upgrade <= A_PIECE:
        return lambda: take_world_snapshot(world_id=pk, reason=Reason.UPGRADE, most=to_upgrade)
    reason = Reason.ARCHIVE if is_over else Reason.INTERVAL
    return lambda: take_world_snapshot(world_id=pk, reason=reason, most=A_PIECE)


def _game(pk: uuid.UUID, reason: str) -> Callable[[], Any]:
    return lambda: take_game_snapshot(session_id=pk, reason=reason)


def _is_taken(owner: uuid.UUID, length: int, take: Callable[[], Any]) -> bool:
    try:
        take()
    except Differs as differs:
        difference = without_values(differs.difference)
        log.error("log does not match", world=str(owner), record=difference["record"], path=difference["path"])
    except Altered as altered:
        log.error("log does not match", game=str(owner), record=altered.difference["number"])
    except IncompatibleVersion:  # it is logged where it is found
        pass
    else:
        _differing.pop(owner, None)
        return True
    _differing[owner] = length
    return False


def _told(taken: int) -> str:
    return f"took {taken} {'snapshot' if taken == 1 else 'snapshots'}" if taken else ""
