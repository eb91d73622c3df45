"""The sky as its drawing needs it: where every star stands, its colour and its kind, and not a word of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Avg, Count

from cosmos import limits
from cosmos.models import CosmosEntry, CosmosEntryQuerySet
from cosmos.rules.positions import Position, rounded
from cosmos.services import reading
from cosmos.services.reading import SkyFilter

TOLD: Final = (
    *("short_id", "x", "y", "z", "colour", "status"),
    *("improvisation__reviewed_at", "improvisation__integrated_at"),
)


@dataclass(frozen=True, slots=True)
class Point:
    id: str
    place: Position
    colour: str
    status: str


@dataclass(frozen=True, slots=True)
class NamedCluster:
    """A constellation with a name; `place` is the middle of its stars."""

    label: str
    place: Position


@dataclass(frozen=True, slots=True)
class SkyPoints:
    points: list[Point]
    next_cursor: str | None


def read_points(wanted: SkyFilter, *, cursor: str | None) -> SkyPoints:
    """At most POINTS stars in the order in which they came, and where the next page begins. Raises InvalidInput."""
    rows = reading.find_wanted(wanted, cursor=cursor).order_by("pk")
    found = _as_now(rows) if wanted.before is None else _as_then(rows, wanted.before)
    kept = found[: limits.POINTS]
    further = reading.cursor_at(kept[-1][0]) if len(found) > limits.POINTS else None
    return SkyPoints([point for _, point in kept], further)


def _as_now(rows: CosmosEntryQuerySet) -> list[tuple[int, Point]]:
    """Without an object for each row: that takes a quarter of the time."""
    told = rows.values_list("pk", "short_id", "x", "y", "z", "colour", "status")[: limits.POINTS + 1]
    return [(number, Point(entry_id, (x, y, z), *look)) for number, entry_id, x, y, z, *look in told]


def _as_then(rows: CosmosEntryQuerySet, before: datetime) -> list[tuple[int, Point]]:
    found = list(rows.select_related("improvisation").only(*TOLD)[: limits.POINTS + 1])
    reading.turn_back(found, before)
    return [(each.pk, Point(each.short_id, each.position, each.colour, each.status)) for each in found]


def name_clusters() -> list[NamedCluster]:
    """The constellations that have a name, the largest first, at most NAMED_CLUSTERS."""
    held = CosmosEntry.objects.shining().exclude(cluster=None).exclude(cluster__label="")
    means = held.values("cluster", "cluster__label").annotate(
        stars=Count("pk"), mean_x=Avg("x"), mean_y=Avg("y"), mean_z=Avg("z")
    )
    largest = means.order_by("-stars", "cluster")[: limits.NAMED_CLUSTERS]
    return [
        NamedCluster(row["cluster__label"], rounded((row["mean_x"], row["mean_y"], row["mean_z"]))) for row in largest
    ]
