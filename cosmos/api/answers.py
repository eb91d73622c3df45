"""What the calls of the sky answer."""

from __future__ import annotations

from typing import Any, TypedDict

from common.dates import utc
from common.viewsets import Timestamp
from cosmos.models import CosmosEntry
from cosmos.services.clustering_kind import kind_of_clusters
from cosmos.services.likeness_kind import kind_of_likeness
from cosmos.services.log import current_layout
from cosmos.services.reading import SkyPage, shown_text


class StarAuthor(TypedDict):
    user_id: str
    display_name: str
    colour: str
    is_agent: bool


class Harmonic(TypedDict):
    frequency: float
    amplitude: float
    variability: float
    phase: float


class StarShape(TypedDict):
    """Decided by what the text says and by the id; `hash` is the SHA-256 of the rest."""

    version: int
    harmonics: list[Harmonic]
    noise: list[float]
    hash: str


class StarTag(TypedDict):
    tag: str
    confidence: float


class StarCluster(TypedDict):
    id: int
    label: str


class Star(TypedDict):
    """Until an idea is approved its star has no text, node, cell, shape or tags. `author` is null for players who are hidden or gone."""

    entry_id: str
    author: StarAuthor | None
    scenario_id: str
    node_id: str | None
    cell: str | None
    text: str | None
    status: str
    position: list[float]
    layout_version: int
    colour: str
    shape: StarShape | None
    tags: list[StarTag]
    cluster: StarCluster | None
    created_at: Timestamp
    likeness: str


class Sky(TypedDict):
    """`clustering` says how clusters are made, and is `none` where the server makes none."""

    entries: list[Star]
    next_cursor: str | None
    layout_version: int
    last_sequence: int
    likeness: str
    clustering: str


class AlikeStar(TypedDict):
    """A star and how alike it is, or how well it fits a search, up to 1."""

    entry: Star
    score: float


class AlikeStars(TypedDict):
    results: list[AlikeStar]
    likeness: str


def star_answer(entry: CosmosEntry) -> Star:
    text, cluster = shown_text(entry), entry.cluster
    return {
        "entry_id": entry.short_id,
        "author": author_answer(entry.author),
        "scenario_id": entry.scenario.slug,
        "node_id": entry.node_id or None,
        "cell": entry.cell or None,
        "text": text,
        "status": str(entry.status),
        "position": list(entry.position),
        "layout_version": entry.layout_version,
        "colour": entry.colour,
        "shape": entry.shape,
        "tags": entry.tags,
        "cluster": None if cluster is None else {"id": cluster.pk, "label": cluster.label},
        "created_at": utc(entry.created_at),
        "likeness": kind_of_likeness(),
    }


def author_answer(user: Any) -> StarAuthor | None:
    if user is None or user.anonymised_at is not None:
        return None
    return {
        "user_id": user.short_id,
        "display_name": str(user),
        "colour": user.colour,
        "is_agent": user.is_agent,
    }


def sky_answer(page: SkyPage) -> Sky:
    layout = current_layout()
    return {
        "entries": [star_answer(entry) for entry in page.entries],
        "next_cursor": page.next_cursor,
        "layout_version": layout.version,
        "last_sequence": layout.event_seq,
        "likeness": kind_of_likeness(),
        "clustering": kind_of_clusters(),
    }


def alike_answer(found: list[tuple[CosmosEntry, float]]) -> AlikeStars:
    return {
        "results": [{"entry": star_answer(entry), "score": score} for entry, score in found],
        "likeness": kind_of_likeness(),
    }
