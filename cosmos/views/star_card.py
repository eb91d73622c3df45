"""A star as its pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cosmos.models import CosmosEntry
from cosmos.services.reading import shown_text
from improvisations.views.idea_card import scene_title
from worlds.models import ScenarioRevision
from worlds.views.grid_widget import hue_of, meaning_of


@dataclass(frozen=True, slots=True)
class StarCard:
    """`text` is None, and scene and cell are empty, until the idea is approved. `author` is empty for nobody."""

    id: str
    idea: str
    text: str | None
    author: str
    author_id: str
    is_agent: bool  # of the author
    colour: str
    story: str
    scenario: str
    scene: str
    language: str
    cell: str
    cell_meaning: str
    hue: str
    tags: tuple[str, ...]
    constellation: str
    is_integrated: bool
    born_at: datetime


def star_cards(entries: Sequence[CosmosEntry]) -> list[StarCard]:
    revisions = _revisions_of(entries)
    return [_card(entry, revisions[entry.improvisation.revision_id]) for entry in entries]


def alike_cards(found: Sequence[tuple[CosmosEntry, float]]) -> list[tuple[StarCard, int]]:
    """Each with how alike it is, in per cent."""
    cards = star_cards([entry for entry, _ in found])
    return [(card, round(100 * score)) for card, (_, score) in zip(cards, found, strict=True)]


def _revisions_of(entries: Sequence[CosmosEntry]) -> dict[int, ScenarioRevision]:
    """The revisions in which the ideas were said, without their content, in one query."""
    rows = ScenarioRevision.objects.select_related("scenario").defer("content_text", "report")
    return rows.in_bulk({entry.improvisation.revision_id for entry in entries})


def _card(entry: CosmosEntry, revision: ScenarioRevision) -> StarCard:
    author: Any = entry.author if entry.author and entry.author.anonymised_at is None else None
    return StarCard(
        id=entry.short_id,
        idea=entry.improvisation.short_id,
        text=shown_text(entry),
        author=str(author or ""),
        author_id=author.short_id if author else "",
        is_agent=author is not None and author.is_agent,
        colour=entry.colour,
        story=entry.scenario.name,
        scenario=entry.scenario.slug,
        scene=scene_title(revision, entry.node_id) if entry.node_id else "",
        language=entry.scenario.language,
        cell=entry.cell,
        cell_meaning=meaning_of(entry.cell),
        hue=hue_of(entry.cell),
        tags=tuple(each["tag"] for each in entry.tags),
        constellation=entry.cluster.label if entry.cluster else "",
        is_integrated=entry.status == CosmosEntry.Status.INTEGRATED,
        born_at=entry.created_at,
    )
