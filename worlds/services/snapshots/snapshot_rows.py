"""Storing and finding snapshots. Whoever finds one finds it whole: one that was altered is passed over, and verifying names it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.errors import NotFound
from worlds.models import GameSession, SharedWorld, Snapshot
from worlds.rules.canonical import chain, digest
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA
from worlds.services.snapshots.world_payload import FORM, Content, PlayedWorld, played_from

Owner = SharedWorld | GameSession


def new_snapshot(owner: Owner, content: Content, *, number: int, reason: str) -> Snapshot:
    """A snapshot of a world or a game alone, sealed and not stored yet."""
    row = Snapshot(
        **_of(owner),
        number=number,
        saved_tick=content.tick,
        reason=str(reason),
        schema_version=STATE_SCHEMA,
        engine_version=ENGINE_VERSION,
        payload=content.payload,
        snapshot_hash=digest(content.payload),
        created_at=timezone.now(),
    )
    row.seal = snapshot_seal(row)
    return row


def snapshot_seal(row: Snapshot) -> str:
    """The hash that a snapshot's row must carry: over everything else in it."""
    return chain(
        "",
        {
            "world": None if row.world_id is None else str(row.world_id),
            "session": None if row.session_id is None else str(row.session_id),
            "number": row.number,
            "saved_tick": row.saved_tick,
            "reason": row.reason,
            "schema_version": row.schema_version,
            "engine_version": row.engine_version,
            "payload": row.payload,
            "snapshot_hash": row.snapshot_hash,
            "at": row.created_at.isoformat(),
        },
    )


def is_whole(row: Snapshot) -> bool:
    """Whether a row is as it was written."""
    try:
        return row.seal == snapshot_seal(row) and row.snapshot_hash == digest(row.payload)
    except TypeError:  # a value that no service of ours has written
        return False


def is_readable(row: Snapshot) -> bool:
    """Whether this engine can go on from it."""
    has_form = isinstance(row.payload, dict) and row.payload.get("form") == FORM
    return has_form and (row.engine_version, row.schema_version) == (ENGINE_VERSION, STATE_SCHEMA)


def snapshots_of(owner: Owner) -> QuerySet[Snapshot]:
    """All that are kept of a world or a game alone, the oldest first."""
    found: QuerySet[Snapshot] = Snapshot.objects.filter(**_of(owner)).order_by("number")
    return found


def snapshot_at(owner: Owner, number: int) -> Snapshot:
    """The one at this record. Raises NotFound, also for one that a replay cannot go on from."""
    row = snapshots_of(owner).filter(number=number).first()
    if row is None or not is_whole(row) or not is_readable(row):
        raise NotFound("There is no snapshot at this record.")
    return row


def newest_snapshot(owner: Owner, *, upto: int | None = None) -> Snapshot | None:
    """The newest that a replay can go on from, not past the record `upto`; None where there is none."""
    kept = snapshots_of(owner) if upto is None else snapshots_of(owner).filter(number__lte=upto)
    return next((row for row in kept.order_by("-number") if is_whole(row) and is_readable(row)), None)


def played_since(world: SharedWorld, *, upto: int | None = None) -> PlayedWorld:
    """A world at its newest snapshot, not past the record `upto`: what a replay that believes it goes on with."""
    row = newest_snapshot(world, upto=upto)
    return PlayedWorld() if row is None else played_from(row.payload)


@transaction.atomic
def keep_snapshot(row: Snapshot) -> None:
    """Store a snapshot unless there is one at its record, and forget those past the newest SNAPSHOTS_KEPT."""
    Snapshot.objects.bulk_create([row], ignore_conflicts=True)  # two workers at once make the same one
    # A queryset of Django's own: the model's refuses. The database lets go what is older than the newest.
    kept: QuerySet[Snapshot] = (
        QuerySet(Snapshot).filter(world_id=row.world_id, session_id=row.session_id).order_by("-number")
    )
    window = list(kept.values_list("number", flat=True)[: settings.SNAPSHOTS_KEPT])
    kept.filter(number__lt=window[-1]).delete()


def _of(owner: Owner) -> dict[str, uuid.UUID]:
    return {"world_id" if isinstance(owner, SharedWorld) else "session_id": owner.pk}
