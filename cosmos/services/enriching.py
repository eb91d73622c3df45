"""From an approved idea to its place: every step is an event, and everything can be repeated without harm."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from cosmos import limits
from cosmos.models import CosmosEntry, CosmosLayout
from cosmos.rules import chunks, positions, shapes, tags
from cosmos.services import embedders, log, matrix
from cosmos.services.likeness_kind import embedder_name
from cosmos.services.syncing import integrate_star
from improvisations.models import Improvisation
from improvisations.services import visibility
from worlds.likeness.vectors import Vectors

NEIGHBOURS: Final = 8  # that have a say in tags


def enrich_entry(*, entry_id: int) -> CosmosEntry | None:
    """Read an approved idea: pieces, tags, shape, neighbours, place. None where that is not to be done (any more).

    The vectors are made, and those of all others are read, before the sky is locked; under the lock only what has changed
    meanwhile is read. Raises NoVectors.
    """
    entry = CosmosEntry.objects.select_related("improvisation__input_text").get(pk=entry_id)
    if not _may_be_read(entry):
        return None
    text = entry.improvisation.input_text.text
    pieces = embedders.vectors_of(chunks.chunks_of(text, most=limits.CHUNKS))
    known = matrix.current_matrix()
    with transaction.atomic():
        sky = log.lock_sky()
        entry = CosmosEntry.objects.select_related("improvisation__input_text", "improvisation__author").get(
            pk=entry_id
        )
        if not _may_be_read(entry):
            return None
        _open(entry)
        _tell_pieces(sky, entry, pieces)
        _place(sky, entry, text, embedders.mean_of(pieces), matrix.extend_matrix(known))
        if entry.improvisation.status == Improvisation.Status.INTEGRATED:
            integrate_star(sky, entry)
        return entry


def _may_be_read(entry: CosmosEntry) -> bool:
    waits = entry.status == CosmosEntry.Status.STAR
    return waits and visibility.public_ideas().filter(pk=entry.improvisation_id).exists()


def _open(entry: CosmosEntry) -> None:
    """From now on everybody may read who said it, and where."""
    idea = entry.improvisation
    entry.author, entry.colour = idea.author, idea.author.colour
    entry.node_id, entry.cell = idea.node_id, idea.classification


def _tell_pieces(sky: CosmosLayout, entry: CosmosEntry, pieces: Vectors) -> None:
    count, width = pieces.shape
    for at in range(count):
        told = {"chunk_index": at, "dimension": width, "progress": round(100 * (at + 1) / count), "color": entry.colour}
        log.append_event(sky, "chunk_enriched", entry, **told)


def _place(sky: CosmosLayout, entry: CosmosEntry, text: str, vector: Vectors, others: matrix.Matrix) -> None:
    known = others.nearest(vector, limit=2 * NEIGHBOURS)  # some of them may have been removed
    rows = {row.vector_number: row for row in CosmosEntry.objects.shining().filter(vector_number__in=list(known))}
    near = [(alike, rows[number]) for number, alike in known.items() if number in rows][:NEIGHBOURS]
    entry.position = positions.placed(entry.short_id, [(alike, row.position) for alike, row in near])
    entry.cluster_id = next((row.cluster_id for alike, row in near[:1] if alike > positions.LIKE), None)
    entry.shape = shapes.shape_of(entry.short_id, vector.astype(float).tolist())
    entry.tags = tags.tags_of(text, [row.tags for _, row in near], most=limits.TAGS)
    sky.vector_seq += 1
    sky.save(update_fields=["vector_seq"])
    entry.vector, entry.vector_number = vector.tobytes(), sky.vector_seq
    entry.embedder, entry.dimension = embedder_name(), len(vector)
    entry.layout_version, entry.status = sky.version, CosmosEntry.Status.ENRICHED
    entry.save()
    told = None if entry.cluster_id is None else {"id": entry.cluster_id}  # its label may be made of texts
    log.append_event(sky, "entry_positioned", entry, position=list(entry.position), cluster=told)
