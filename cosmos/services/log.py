"""The sky's log: one lock, one order of numbers, and what a stream asks for when it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cosmos import limits, signals
from cosmos.models import CosmosEntry, CosmosEvent, CosmosLayout
from cosmos.services.clustering_kind import with_labels


def lock_sky() -> CosmosLayout:
    """The sky's row, locked to the end of the transaction, which must be open."""
    CosmosLayout.objects.get_or_create(pk=1)
    return CosmosLayout.objects.select_for_update().get(pk=1)


def current_layout() -> CosmosLayout:
    """The sky's row, to be read; the one of an empty sky where nothing has happened yet."""
    return CosmosLayout.objects.filter(pk=1).first() or CosmosLayout(pk=1)


def append_event(sky: CosmosLayout, kind: str, entry: CosmosEntry, **payload: Any) -> CosmosEvent:
    """Write one event of a star; its listeners hear of it after commit. Assumes the sky locked."""
    return _append(sky, kind, entry.short_id, {"entry_id": entry.short_id, **payload})


def append_lines_removed(sky: CosmosLayout, line_ids: Sequence[str]) -> None:
    """Write that these lines are gone, as `append_event` does: in several events where there are many."""
    for first in range(0, len(line_ids), limits.LINES_OF_ONE_EVENT):
        _append(sky, "lines_removed", "", {"line_ids": list(line_ids[first : first + limits.LINES_OF_ONE_EVENT])})


def _append(sky: CosmosLayout, kind: str, entry_id: str, payload: dict[str, Any]) -> CosmosEvent:
    sky.event_seq += 1
    sky.save(update_fields=["event_seq"])
    event = CosmosEvent.objects.create(
        sequence=sky.event_seq,
        type=kind,
        entry_id=entry_id,
        payload=payload,
        created_at=timezone.now(),
    )
    told = {"sender": CosmosEvent, "sequences": (event.sequence,)}
    transaction.on_commit(lambda: signals.events_stored.send_robust(**told), robust=True)
    return event


def events_after(sequence: int, *, limit: int = limits.EVENTS) -> list[CosmosEvent]:
    """The next events of the log, in order, with the labels that clusters have now; none is skipped, since numbers are given under the sky's lock."""
    return with_labels(CosmosEvent.objects.filter(sequence__gt=sequence).order_by("sequence")[:limit])


def can_resume(sequence: int) -> bool:
    """Whether the log still holds everything after this number, and has come so far."""
    last = current_layout().event_seq
    first = CosmosEvent.objects.order_by("sequence").values_list("sequence", flat=True).first()
    return sequence <= last and (sequence == last or (first is not None and first <= sequence + 1))


def trim_log() -> str:
    """Forget events past EVENT_LOG_DAYS; returns what was done as a line of the log of the worker."""
    before = timezone.now() - timedelta(days=settings.EVENT_LOG_DAYS)
    forgotten, _ = CosmosEvent.objects.filter(created_at__lt=before).delete()
    return f"forgot {forgotten} old events of the sky" if forgotten else ""
