"""Recomputing the whole layout: computed without a lock, stored in one transaction under the sky's lock, then announced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.db import connection, transaction

from cosmos import signals
from cosmos.models import CosmosEntry, CosmosEntryQuerySet, CosmosLayout
from cosmos.rules import layout, positions
from cosmos.rules.positions import Position
from cosmos.services import embedders, log, matrix, reading
from cosmos.services.likeness_kind import embedder_name
from worlds.likeness.vectors import Vectors

BATCH: Final = 200  # texts that are read at once
# For 100,000 rows `bulk_update` takes many times as long.
MOVE: Final = "UPDATE cosmos_entries SET x = %s, y = %s, z = %s, layout_version = %s WHERE id = %s"
VECTOR: Final = "UPDATE cosmos_entries SET vector = %s, vector_number = %s, embedder = %s, dimension = %s WHERE id = %s"


@dataclass(frozen=True, slots=True)
class Relaid:
    """The version of the new layout, how many stars it has, and how many texts were embedded again."""

    version: int
    stars: int
    embedded: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """Positions and vector numbers by primary key, the vectors that they were computed from, and those that are new."""

    places: dict[int, Position]
    numbers: dict[int, int | None]
    vectors: Vectors
    read: dict[int, Vectors]


def rebuild_layout() -> Relaid:
    """Recompute the positions of all stars with a text, and the vectors of another embedder. Raises NoVectors.

    Vectors and positions are computed without a lock. Under it, stars that were added meanwhile are placed near their
    neighbours as every new star is, and removed ones are left out. Call it outside a transaction.
    """
    plan = _planned()
    with transaction.atomic():
        sky = log.lock_sky()
        now = dict(_with_text().values_list("pk", "vector_number"))
        places = {key: plan.places[key] for key, number in now.items() if plan.numbers.get(key, -1) == number}
        embedded = _store_vectors(sky, {key: row for key, row in plan.read.items() if key in places})
        places |= _places_of_late(plan, CosmosEntry.objects.filter(pk__in=now.keys() - places.keys()).order_by("pk"))
        _store_places(sky, places)
    return Relaid(version=sky.version, stars=len(places), embedded=embedded)


def _with_text() -> CosmosEntryQuerySet:
    return CosmosEntry.objects.filter(status__in=CosmosEntry.WITH_TEXT).order_by("pk")


def _planned() -> _Plan:
    stars = list(_with_text().defer("shape", "tags"))
    same = [star for star in stars if star.embedder == embedder_name()]
    usable = {star.pk for star in same if star.dimension == same[-1].dimension}
    read = _embed_again([star.pk for star in stars if star.pk not in usable])
    told = [star for star in stars if star.pk in usable or star.pk in read]
    rows = [read[star.pk] if star.pk in read else matrix.as_row(bytes(star.vector or b"")) for star in told]
    vectors = np.asarray(rows, dtype=np.float32).reshape(len(told), -1) if told else np.zeros((0, 1), np.float32)
    places = layout.laid_out([star.short_id for star in told], vectors)
    keys = [star.pk for star in told]
    return _Plan(dict(zip(keys, places, strict=True)), {s.pk: s.vector_number for s in told}, vectors, read)


def _embed_again(keys: Sequence[int]) -> dict[int, Vectors]:
    """New vectors of texts that everybody may read, by primary key."""
    found: dict[int, Vectors] = {}
    for begin in range(0, len(keys), BATCH):
        wanted = reading.readable_stars().filter(pk__in=keys[begin : begin + BATCH])
        for key, text in wanted.values_list("pk", "improvisation__input_text__text"):
            found[key] = embedders.vector_of_text(text).astype(np.float32)
    return found


def _places_of_late(plan: _Plan, late: Iterable[CosmosEntry]) -> dict[int, Position]:
    """The positions of stars that were added while the plan was computed."""
    standing, found = list(plan.places.values()), {}
    for star in late:
        row = matrix.as_row(bytes(star.vector or b""))
        same = len(row) == plan.vectors.shape[1] and star.embedder == embedder_name()
        alike = np.round(plan.vectors @ row, 3) if same else np.zeros(0)
        best = np.argsort(-alike, kind="stable")[: positions.NEAREST]
        found[star.pk] = positions.placed(star.short_id, [(float(alike[at]), standing[at]) for at in best])
    return found


def _store_vectors(sky: CosmosLayout, read: Mapping[int, Vectors]) -> int:
    """Store new vectors under new numbers; copies of the old ones become invalid."""
    rows = []
    for key, row in read.items():
        sky.vector_seq += 1
        rows.append((row.astype(np.float16).tobytes(), sky.vector_seq, embedder_name(), len(row), key))
    _run_for_each(VECTOR, rows)
    sky.erasures += bool(rows)
    return len(rows)


def _store_places(sky: CosmosLayout, places: dict[int, Position]) -> None:
    sky.version += 1
    sky.clustered_at = 0
    sky.save(update_fields=["version", "vector_seq", "erasures", "clustered_at"])
    _run_for_each(MOVE, [(*place, sky.version, key) for key, place in places.items()])
    waiting = CosmosEntry.objects.shining().exclude(pk__in=_with_text().values("pk"))
    waiting.update(layout_version=sky.version, failures=0, retry_at=None)
    told = {"sender": CosmosLayout, "layout_version": sky.version}
    transaction.on_commit(lambda: signals.layout_changed.send_robust(**told), robust=True)


def _run_for_each(statement: str, rows: Sequence[tuple[float | str | bytes, ...]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)
