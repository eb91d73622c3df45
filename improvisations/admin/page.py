"""An improvisation's page: all that a decision hangs on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest

from common.backoffice import Tone, who
from common.backoffice.claims import claim_on
from common.backoffice.queues import Happening
from improvisations.admin.marking import marked_texts
from improvisations.admin.queue_columns import TONES
from improvisations.admin.scene import scene_of
from improvisations.models import Improvisation, ImprovisationMove
from improvisations.rules.likeness import NEAR, likeness, pieces
from improvisations.services.workload import records_of
from worlds.models.compiled import compiled_scenario
from worlds.views.grid_widget import meaning_of, nine_cells

COMPARED: Final = 200
SHOWN_ALIKE: Final = 5
FAINT: Final = 25  # percent below which likeness is chance
DEEDS: Final = {
    "submitted": "submitted it",
    "under_review": "took it into review",
    "approved": "approved it",
    "rejected": "rejected it",
    "integrated": "made it a part of the story",
}

NOTES: Final = {"claimed": "claimed it"}


@dataclass(frozen=True, slots=True)
class Alike:
    """Something like it at the same node; `percent` is of trigrams."""

    percent: int
    is_near: bool
    text: str
    row: Improvisation | None  # None: an option of the story
    tone: Tone


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score; `width` is what its bar fills, in percent."""

    name: str
    points: int
    most: int
    why: str

    @property
    def width(self) -> int:
        return 100 * self.points // self.most if self.most else 0


def page_of(request: HttpRequest, row: Improvisation) -> dict[str, Any]:
    """As many queries for a long history as for a short one; the row must carry what it refers to."""
    history, scene = list(history_of(row)), scene_of(row)
    return {
        "title": scene.title,
        "tone": TONES[row.status],
        "claim": claim_on(row, reader_id=who(request)),
        "words": marked_texts(row),
        "scene": scene,
        "nine": nine_cells({row.classification}, tier="none"),
        "meaning": meaning_of(row.classification),
        "parts": [Part(each["name"], each["points"], each["most"], each["why"]) for each in row.score_parts],
        "alike": alike_to(row),
        "record": records_of([row.author_id])[row.author_id],
        "history": history,
        "last": history[0] if history else None,
        "integrations": list(
            row.integrations.select_related("revision", "world", "by", "undone_by").defer(
                "revision__content_text", "revision__report", "world__world_state"
            )
        ),
    }


def history_of(row: Improvisation) -> Any:
    """Every move, the newest first, with who made it and the words as they were."""
    return row.moves.select_related("by", "text", "why_text").order_by("-version")[:100]


def happenings_since(row: Improvisation, *, since: int) -> list[Happening]:
    moves = ImprovisationMove.objects.filter(improvisation=row, version__gt=since)
    return [happening_of(move) for move in moves.select_related("by", "why_text").order_by("version")[:20]]


def happening_of(move: ImprovisationMove) -> Happening:
    """A note that led from a status to the same one says in `why` what was done."""
    if move.from_status == move.to_status:
        return Happening(str(move.by or "The system"), NOTES.get(move.why, move.why), move.at)
    return Happening(str(move.by or "The system"), DEEDS[move.to_status], move.at, move.why)


def alike_to(row: Improvisation) -> list[Alike]:
    """The nearest options and improvisations of the same node, the nearest first; one query of bounded size."""
    mine = pieces(str(row.input_text))
    others = Improvisation.objects.at_node(row.scenario_id, row.node_id).exclude(pk=row.pk)
    rows = others.filter(input_text__redacted_at=None).select_related("input_text", "author")
    found = [_alike(mine, each.input_text.text, each) for each in rows.order_by("-created_at")[:COMPARED]]
    found += [_alike(mine, text, None) for text in _options(row)]
    kept = (each for each in found if each.percent >= FAINT)
    return sorted(kept, key=lambda each: -each.percent)[:SHOWN_ALIKE]


def _alike(mine: frozenset[str], text: str, row: Improvisation | None) -> Alike:
    percent = likeness(mine, pieces(text))
    return Alike(percent, percent >= NEAR, text, row, TONES[row.status] if row else "quiet")


def _options(row: Improvisation) -> list[str]:
    node = compiled_scenario(row.revision).nodes.get(row.node_id)
    return [option.text for option in node.options if not option.retired] if node else []
