"""Stars that a player may like: near those that they marked, near what they said, and in stories that they played."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from cosmos.models import CosmosEntry, CosmosEntryQuerySet
from cosmos.services import reading
from cosmos.services.budgets import SEARCHES
from cosmos.services.likeness_kind import embedder_name
from relations.services.blocks import apart_from
from worlds.models import GameSession

Reason = Literal["liked", "played", "story"]
SEEDS: Final = 5  # of a kind, the newest, around which is looked
SPARE: Final = 20  # of the nearest that may be known to the player already
LEAST: Final = 0.1  # how alike a star has to be, as for places


@dataclass(frozen=True, slots=True)
class Recommendation:
    """`near` is the player's own bookmarked or said star that it is like by `score`; None for one of a story that they played."""

    entry: CosmosEntry
    reason: Reason
    near: CosmosEntry | None = None
    score: float | None = None


def recommend_stars(*, user_id: uuid.UUID, limit: int = 10) -> list[Recommendation]:
    """Readable stars that are neither the player's nor marked by them, the most alike first, then the newest. Raises RateLimited."""
    SEARCHES.spend(str(user_id))
    near = _alike(user_id, limit)
    return [*near, *_of_stories(user_id, {each.entry.pk for each in near}, limit - len(near))]


def _fresh(user_id: uuid.UUID) -> CosmosEntryQuerySet:
    """What may be recommended to somebody."""
    strange = reading.readable_stars().exclude(improvisation__author=user_id).exclude(bookmarks__user=user_id)
    return strange.exclude(apart_from(user_id, person="improvisation__author"))


def _alike(user_id: uuid.UUID, limit: int) -> list[Recommendation]:
    best: dict[int, tuple[float, Reason, CosmosEntry]] = {}
    for reason, seed in _seeds(user_id):
        for number, score in _neighbours(seed, limit + SPARE).items():
            if score > max(LEAST, best[number][0] if number in best else 0.0):
                best[number] = (score, reason, seed)
    rows = _fresh(user_id).told().filter(vector_number__in=list(best))
    found = [_told(row, *best[row.vector_number or 0]) for row in rows]
    return sorted(found, key=lambda each: (-(each.score or 0.0), each.entry.pk))[:limit]


def _told(row: CosmosEntry, score: float, reason: Reason, seed: CosmosEntry) -> Recommendation:
    return Recommendation(row, reason, seed, score)


def _seeds(user_id: uuid.UUID) -> Iterable[tuple[Reason, CosmosEntry]]:
    known = reading.readable_stars().filter(embedder=embedder_name()).exclude(vector=None)
    for seed in known.filter(bookmarks__user=user_id).order_by("-bookmarks__pk")[:SEEDS]:
        yield "liked", seed
    for seed in known.filter(improvisation__author=user_id).order_by("-pk")[:SEEDS]:
        yield "played", seed


def _neighbours(seed: CosmosEntry, limit: int) -> dict[int, float]:
    from cosmos.services import matrix  # here, so that a process that compares nothing holds no vectors

    vector = matrix.as_row(bytes(seed.vector or b""))
    return matrix.current_matrix().nearest(vector, limit=limit, besides=seed.vector_number or 0)


def _of_stories(user_id: uuid.UUID, told: set[int], limit: int) -> list[Recommendation]:
    """The newest stars of the stories that somebody played last."""
    if limit < 1:
        return []
    played = GameSession.objects.owned_by(user_id).order_by("-created_at").values_list("revision__scenario", flat=True)
    rows = _fresh(user_id).told().filter(scenario__in=set(played[:SEEDS])).exclude(pk__in=told)
    return [Recommendation(row, "story") for row in rows.order_by("-pk")[:limit]]
