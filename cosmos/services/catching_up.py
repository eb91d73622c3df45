"""Rounds of the worker: whatever no signal told is found in the rows."""

from __future__ import annotations

from django.db.models import F, Q

from cosmos import limits
from cosmos.models import CosmosEntry
from cosmos.services.following import PENDING, follow_idea
from improvisations.models import Improvisation
from worlds.likeness.protocol import NoVectors

LATE: Q = Q(improvisation__status="integrated", status=CosmosEntry.Status.ENRICHED)
GONE: Q = ~Q(improvisation__status__in=PENDING) | Q(improvisation__input_text__redacted_at__isnull=False)
BACK: Q = ~Q(improvisation__status__in=("approved", "integrated")) & Q(status__in=CosmosEntry.WITH_TEXT)


def follow_ideas() -> str:
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
        follow_idea(improvisation_id=improvisation_id)
    return f"followed {len(ideas)} ideas into the sky" if ideas else ""


def enrich_waiting() -> str:
    """Enrich approved ideas in the order of their approval; a service that does not answer is asked again next round."""
    waiting = CosmosEntry.objects.filter(
        status=CosmosEntry.Status.STAR,
        improvisation__status__in=("approved", "integrated"),
        improvisation__input_text__redacted_at=None,
    )
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
    return done
