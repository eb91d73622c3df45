"""What moderators are told of an improvisation."""

from typing import TypedDict

from common.dates import utc
from common.viewsets import Timestamp
from improvisations.api.answers import Author, NearDuplicate, author_answer, utc_or_none
from improvisations.models import Improvisation, Integration
from improvisations.services.texts import words_of
from improvisations.services.transitions import noted_by_system


class ScorePart(TypedDict):
    name: str
    points: int
    most: int
    why: str


class Hit(TypedDict):
    """What the text filter noticed, and its position in which text: input, response or outcome."""

    field: str
    category: str
    start: int
    end: int


class Queued(TypedDict):
    """An improvisation with everything needed for a decision; send `version` back with it."""

    improvisation_id: str
    status: str
    version: int
    author: Author
    session_id: str
    scenario_id: str
    world_id: str | None
    node_id: str
    option_id: str | None
    player_input: str
    narrative_response: str
    classification: str
    intent: str | None
    outcome: str
    verified: bool
    score: int
    score_parts: list[ScorePart]
    noticed: bool
    moderation_score: int
    moderation_reasons: list[Hit]
    near_duplicate: NearDuplicate | None
    endorsements: int
    claimed_by: Author | None
    claim_expires_at: Timestamp | None
    reviewer: Author | None
    reviewer_notes: str
    submitted_at: Timestamp
    created_at: Timestamp
    reviewed_at: Timestamp | None
    integrated_at: Timestamp | None


class Reviewed(Queued):
    """`note`: what the system recorded, such as why its world could not take what was approved."""

    note: str | None


class Added(TypedDict):
    """Its place in the story: the revision, the node, and the id under which it is played."""

    revision: int
    target_node_id: str
    as_option: bool
    option_id: str
    outcome_node_id: str | None


class Integrated(Queued):
    integration: Added


def reviewed_answer(row: Improvisation) -> Reviewed:
    return {**queued_answer(row), "note": noted_by_system(row) or None}


def integrated_answer(row: Improvisation, integration: Integration) -> Integrated:
    return {
        **queued_answer(row),
        "integration": {
            "revision": integration.revision.number,
            "target_node_id": integration.target_node_id,
            "as_option": integration.as_option,
            "option_id": integration.option_id,
            "outcome_node_id": integration.outcome_node_id or None,
        },
    }


def queued_answer(row: Improvisation) -> Queued:
    """The row must carry what `visibility.review_queue` brings."""
    words = words_of(row)
    return {
        "improvisation_id": row.short_id,
        "status": str(row.status),
        "version": row.version,
        "author": author_answer(row.author),
        "session_id": row.session.short_id,
        "scenario_id": row.scenario.slug,
        "world_id": row.world.short_id if row.world else None,
        "node_id": row.node_id,
        "option_id": row.option_id or None,
        "player_input": words.input,
        "narrative_response": words.response,
        "classification": row.classification,
        "intent": row.intent or None,
        "outcome": words.outcome,
        "verified": row.is_verified,
        "score": row.score,
        "score_parts": [ScorePart(**part) for part in row.score_parts],  # type: ignore[typeddict-item]
        "noticed": row.is_flagged,
        "moderation_score": row.moderation_score,
        "moderation_reasons": [Hit(**reason) for reason in row.moderation_reasons],  # type: ignore[typeddict-item]
        "near_duplicate": _near(row),
        "endorsements": row.endorsement_count,
        "claimed_by": author_answer(row.claimed_by) if row.claimed_by else None,
        "claim_expires_at": utc_or_none(row.claim_expires_at),
        "reviewer": author_answer(row.reviewer) if row.reviewer else None,
        "reviewer_notes": row.reviewer_notes,
        "submitted_at": utc(row.submitted_at),
        "created_at": utc(row.created_at),
        "reviewed_at": utc_or_none(row.reviewed_at),
        "integrated_at": utc_or_none(row.integrated_at),
    }


def _near(row: Improvisation) -> NearDuplicate | None:
    near = row.near_duplicate_of
    return None if near is None else {"improvisation_id": near.short_id, "similarity": row.similarity}
