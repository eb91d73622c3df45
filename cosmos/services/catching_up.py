"""Rounds of the worker: whatever no signal told is found in the rows."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Final

import structlog
from django.conf import settings
from django.db import DatabaseError
from django.db.models import F, Q
from django.utils import timezone

from cosmos import limits
from cosmos.models import CosmosEntry
from cosmos.services.syncing import PENDING, sync_star
from improvisations.models import Improvisation
from worlds.likeness.protocol import NoVectors

RETRY: Final = timedelta(minutes=1)  # twice as long after every failure
log = structlog.get_logger("kleene.cosmos")

LATE: Q = Q(improvisation__status="integrated", status=CosmosEntry.Status.ENRICHED)
GONE: Q = ~Q(improvisation__status__in=PENDING) | Q(improvisation__input_text__redacted_at__isnull=False)
BACK: Q = ~Q(improvisation__status__in=("approved", "integrated")) & Q(status__in=CosmosEntry.WITH_TEXT)


def sync_stars() -> str:
    """Give every idea that waits or was approved a star, and take away those of ideas that are gone."""
    new = Improvisation.objects.filter(status__in=PENDING, input_text__redacted_at=None)
    ideas = list(new.filter(cosmos_entry=None).order_by("pk").values_list("pk", flat=True)[: limits.ROUND])
    again = CosmosEntry.objects.filter(
        status=CosmosEntry.Status.REMOVED, improvisation__in=new, improvisation__version__gt=0
    )
    stale = CosmosEntry.objects.shining().filter(LATE | GONE | BACK)
    ideas += again.values_list("improvisation", flat=True)[: limits.ROUND]
    ideas += stale.values_list("improvisation", flat=True)[: limits.ROUND]
    for improvisation_id in ideas:
        _sync(improvisation_id)
    _erase_vectors()
    return f"synced {len(ideas)} stars" if ideas else ""


def _erase_vectors() -> None:
    """Write the file of vectors anew if it holds some that were erased; where there is none, nothing is loaded."""
    if (Path(settings.KLEENE_DATA) / "cosmos").is_dir():
        from cosmos.services import matrix

        matrix.current_matrix()


def _sync(improvisation_id: uuid.UUID) -> None:
    try:
        sync_star(improvisation_id=improvisation_id)
    except DatabaseError:
        raise
    except Exception:
        log.exception("star not synced", idea=str(improvisation_id))


def enrich_waiting() -> str:
    """Enrich approved ideas in the order of their approval; a service that does not answer is asked again next round.

    An idea that cannot be read is tried ATTEMPTS times, after longer and longer pauses, and holds up no other.
    """
    waiting = CosmosEntry.objects.filter(
        status=CosmosEntry.Status.STAR,
        improvisation__status__in=("approved", "integrated"),
        improvisation__input_text__redacted_at=None,
        failures__lt=limits.ATTEMPTS,
    ).exclude(retry_at__gt=timezone.now())
    found = list(
        waiting.order_by(F("improvisation__reviewed_at").asc(nulls_first=True), "pk").values_list("pk", flat=True)[
            : limits.ROUND
        ]
    )
    return f"placed {done} stars" if (done := _enrich_all(found)) else ""


def _enrich_all(entries: list[int]) -> int:
    if not entries:
        return 0  # a process that compares nothing loads no vectors
    from cosmos.services.enriching import enrich_entry

    done = 0
    for entry_id in entries:
        try:
            done += enrich_entry(entry_id=entry_id) is not None
        except NoVectors:
            break
        except DatabaseError:
            raise  # of the round, and not of this idea
        except Exception:
            log.exception("star put off", entry=entry_id)
            _put_off(entry_id)
    return done


def _put_off(entry_id: int) -> None:
    entry = CosmosEntry.objects.only("failures").get(pk=entry_id)
    entry.failures += 1
    entry.retry_at = timezone.now() + RETRY * 2 ** (entry.failures - 1)
    entry.save(update_fields=["failures", "retry_at"])
