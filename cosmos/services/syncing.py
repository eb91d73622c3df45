"""A star follows its idea: what of it costs no time, and asks for no vectors."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import transaction

from cosmos.models import CosmosCluster, CosmosEntry, CosmosLayout
from cosmos.rules import positions
from cosmos.services import log
from improvisations.models import Improvisation
from worlds.models import WorldParticipant

GREY: Final = "#888888"  # of somebody who plays unseen
PENDING: Final = ("submitted", "under_review", "approved", "integrated")


def sync_star(*, improvisation_id: uuid.UUID) -> CosmosEntry | None:
    """Bring a star in line with where its idea stands, but for what costs time; None where there is no star.

    Rejected, hidden and erased ideas take their star away. One transaction, under the sky's lock.
    """
    with transaction.atomic():
        sky = log.lock_sky()
        idea = Improvisation.objects.select_related("author", "scenario", "input_text").get(pk=improvisation_id)
        entry = CosmosEntry.objects.filter(improvisation=idea).first()
        if idea.status not in PENDING or idea.input_text.redacted_at:
            return entry and _remove(sky, entry)
        if entry is None or entry.status == CosmosEntry.Status.REMOVED:
            entry = _create(sky, idea, entry)
        elif entry.status in CosmosEntry.WITH_TEXT and not idea.is_accepted:
            _remove(sky, entry)
        if entry.status == CosmosEntry.Status.ENRICHED and idea.status == Improvisation.Status.INTEGRATED:
            integrate_star(sky, entry)
        return entry


def integrate_star(sky: CosmosLayout, entry: CosmosEntry) -> None:
    entry.status = CosmosEntry.Status.INTEGRATED
    entry.save(update_fields=["status", "changed_at"])
    log.append_event(sky, "entry_integrated", entry, scenario_id=entry.scenario.slug, node_id=entry.node_id)


def _create(sky: CosmosLayout, idea: Improvisation, entry: CosmosEntry | None) -> CosmosEntry:
    entry = entry or CosmosEntry(improvisation=idea, scenario=idea.scenario, created_at=idea.submitted_at)
    seen = _is_seen(idea)
    entry.author, entry.colour = (idea.author, idea.author.colour) if seen else (None, GREY)
    entry.status, entry.layout_version = CosmosEntry.Status.STAR, sky.version
    entry.position = positions.waiting_place(entry.short_id)
    entry.save()
    told = {"user_id": idea.author.short_id if seen else None, "user_color": entry.colour}
    log.append_event(sky, "entry_created", entry, **told, position=list(entry.position))
    return entry


def _is_seen(idea: Improvisation) -> bool:
    """Whether strangers may know that its author plays there, before the idea is everybody's."""
    if not idea.author.stats_public:
        return False
    place = WorldParticipant.objects.filter(world=idea.world_id, user=idea.author_id).select_related("user").first()
    return place is None or place.is_shown


def _remove(sky: CosmosLayout, entry: CosmosEntry) -> CosmosEntry:
    """Take a star away with all that was made of its text. Harmless to repeat."""
    if entry.status == CosmosEntry.Status.REMOVED:
        return entry
    if entry.vector_number is not None:
        sky.erasures += 1
        sky.save(update_fields=["erasures"])
        CosmosCluster.objects.filter(entries=entry).update(label="")
    entry.status, entry.author, entry.cluster = CosmosEntry.Status.REMOVED, None, None
    entry.node_id = entry.cell = entry.embedder = ""
    entry.shape = entry.vector = entry.vector_number = None
    entry.tags, entry.dimension = [], 0
    entry.position = positions.waiting_place(entry.short_id)
    entry.save()
    log.append_event(sky, "entry_removed", entry)
    return entry
