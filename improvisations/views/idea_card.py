"""An improvisation as its pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from improvisations.models import Improvisation, ImprovisationMove
from improvisations.services.texts import Words, words_of
from improvisations.services.visibility import duplicate_shown
from worlds.models import ScenarioRevision
from worlds.models.compiled import compiled_scenario
from worlds.models.texts import REMOVED
from worlds.views.formatting import titled_id
from worlds.views.grid_widget import hue_of, meaning_of

STATUS_WORDS: Final = {
    "submitted": "waiting for review",
    "under_review": "in review",
    "approved": "approved",
    "integrated": "part of the story",
    "rejected": "rejected",
}
STATUS_SENTENCES: Final = {
    "submitted": "It is waiting for a moderator's review.",
    "under_review": "A moderator is reviewing it now.",
    "approved": "It was approved. A moderator may make it part of the story.",
    "integrated": "It is now part of the story: other players find it at this scene, with your name beside it.",
    "rejected": "It was rejected. You can change and resubmit it.",
}
TONES: Final = {"approved": "success", "integrated": "success", "rejected": "warning"}
STEPS: Final = {
    ("", "submitted"): "You shared it",
    ("rejected", "submitted"): "You resubmitted it",
    ("submitted", "under_review"): "A moderator started the review",
    ("under_review", "under_review"): "Another moderator took over the review",
    ("under_review", "approved"): "It was approved",
    ("approved", "integrated"): "It became part of the story",
}
SENT_BACK: Final = "It was rejected"
NOTED: Final = "A note was added"


@dataclass(frozen=True, slots=True)
class IdeaCard:
    id: str
    words: Words
    story: str
    scene: str
    language: str
    author: str
    is_agent: bool  # of the author
    status: str
    status_words: str
    status_sentence: str
    tone: str
    cell: str
    cell_meaning: str
    hue: str
    reason: str
    shared_at: datetime
    endorsements: int
    is_removed: bool
    is_verified: bool
    is_flagged: bool


@dataclass(frozen=True, slots=True)
class Near:
    """That something very like it is there already; `id` is empty where nobody may see it yet."""

    percent: int
    id: str


@dataclass(frozen=True, slots=True)
class Step:
    words: str
    why: str
    at: datetime


def idea_card(row: Improvisation) -> IdeaCard:
    """The row must carry its texts and its revision."""
    words = words_of(row)
    author: Any = row.author
    return IdeaCard(
        id=row.short_id,
        words=words,
        story=row.scenario.name,
        scene=scene_title(row.revision, row.node_id),
        language=row.scenario.language,
        author=row.author_called,
        is_agent=author.is_agent,
        status=row.status,
        status_words=STATUS_WORDS[row.status],
        status_sentence=STATUS_SENTENCES[row.status],
        tone=TONES.get(row.status, ""),
        cell=row.classification,
        cell_meaning=meaning_of(row.classification),
        hue=hue_of(row.classification),
        reason=row.reviewer_notes if row.status in {"rejected", "approved", "integrated"} else "",
        shared_at=row.created_at,
        endorsements=row.endorsement_count,
        is_removed=words.input == REMOVED,
        is_verified=row.is_verified,
        is_flagged=row.is_flagged,
    )


def scene_title(revision: ScenarioRevision, node_id: str) -> str:
    node = compiled_scenario(revision).nodes.get(node_id)
    return (node and node.title) or titled_id(node_id)


def near_of(row: Improvisation) -> Near | None:
    if row.near_duplicate_of_id is None:
        return None
    shown = duplicate_shown(row)
    return Near(row.similarity, shown.short_id if shown else "")


def steps_of_idea(moves: Iterable[ImprovisationMove]) -> list[Step]:
    return [Step(_step(move), move.why, move.at) for move in moves]


def _step(move: ImprovisationMove) -> str:
    other = NOTED if move.from_status == move.to_status else SENT_BACK
    return STEPS.get((move.from_status, move.to_status), other)


def is_own(row: Improvisation, reader: UUID) -> bool:
    return bool(row.author_id == reader)
