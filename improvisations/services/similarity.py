"""What the system makes of an improvisation before any person does: how new it is, and a score that orders the queue."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from typing import Final

from django.db.models import Count, Q

from improvisations.models import Improvisation
from improvisations.models.improvisations import ACCEPTED
from improvisations.rules import scoring
from improvisations.rules.likeness import NEAR, most_alike
from worlds.models import ScenarioRevision
from worlds.models.compiled import compiled_scenario

COMPARED: Final = 200  # earlier improvisations of a node, the newest first: what a comparison costs never grows


@dataclass(frozen=True, slots=True)
class Likeness:
    """The nearest earlier improvisation of the same node, and how near anything there is, options included; percent."""

    nearest: Improvisation | None
    percent: int
    overall: int

    @property
    def near(self) -> Improvisation | None:
        return self.nearest if self.percent >= NEAR else None


def likeness_of(text: str, *, revision: ScenarioRevision, node_id: str, besides: uuid.UUID | None = None) -> Likeness:
    """Compare a text with what is there already. `besides` is the improvisation itself. One query of bounded size."""
    at_node = Improvisation.objects.at_node(revision.scenario_id, node_id).filter(input_text__redacted_at=None)
    others = at_node if besides is None else at_node.exclude(pk=besides)
    earlier = list(others.select_related("input_text", "author").order_by("-created_at")[:COMPARED])
    percent, at = most_alike(text, (row.input_text.text for row in earlier))
    offered, _ = most_alike(text, _options(revision, node_id))
    return Likeness(None if at is None else earlier[at], percent, max(percent, offered))


def judge_novelty(row: Improvisation, *, likeness: Likeness) -> None:
    """Let a row say how new it is and what it scores; saves nothing."""
    row.near_duplicate_of = likeness.near
    row.similarity = likeness.percent if likeness.near else 0
    _score(row, overall=likeness.overall)


def judge_again(row: Improvisation) -> None:
    """Score a row anew with the endorsements it has now; saves nothing. Assumes its row locked, its input at hand."""
    text = row.input_text.text
    judge_novelty(row, likeness=likeness_of(text, revision=row.revision, node_id=row.node_id, besides=row.pk))


def _score(row: Improvisation, *, overall: int) -> None:
    before = Improvisation.objects.shared_by(row.author_id).exclude(pk=row.pk)
    decided = before.aggregate(
        accepted=Count("pk", filter=Q(status__in=ACCEPTED)),
        rejected=Count("pk", filter=Q(status=Improvisation.Status.REJECTED)),
    )
    facts = scoring.Facts(
        text=row.input_text.text,
        likeness=overall,
        endorsements=row.endorsement_count,
        moderation=row.moderation_score,
        **decided,
    )
    scored = scoring.parts(facts)
    row.score, row.score_parts = scoring.total(scored), [asdict(part) for part in scored]


def _options(revision: ScenarioRevision, node_id: str) -> list[str]:
    node = compiled_scenario(revision).nodes.get(node_id)
    return [option.text for option in node.options if not option.retired] if node else []
