"""What the calls of curation answer."""

from collections.abc import Iterable
from datetime import datetime
from typing import NotRequired, Protocol, TypedDict, cast

from common.dates import utc
from common.viewsets import Timestamp
from improvisations.models import Improvisation, ImprovisationMove
from improvisations.services.texts import words_of
from improvisations.services.visibility import duplicate_shown


class Submitted(TypedDict):
    improvisation_id: str
    status: str


class Document(TypedDict):
    id: str
    user_id: str


class Author(TypedDict):
    user_id: str
    display_name: str
    is_agent: bool


class NearDuplicate(TypedDict):
    """An earlier improvisation at the same node in nearly the same words; without its id if you cannot see it."""

    improvisation_id: str | None
    similarity: int


class Step(TypedDict):
    """One step of its history. `by`: `author`, `moderator`, or `system`."""

    from_status: str | None
    to_status: str
    by: str
    why: str
    at: Timestamp


class Shared(TypedDict):
    """An improvisation as others see it; the fields after `created_at` are shown to its author only."""

    improvisation_id: str
    status: str
    author: Author
    scenario_id: str
    node_id: str
    player_input: str
    narrative_response: str
    classification: str
    outcome: str
    verified: bool
    endorsements: int
    created_at: Timestamp
    session_id: NotRequired[str]
    version: NotRequired[int]
    reviewer_notes: NotRequired[str]
    reviewed_at: NotRequired[Timestamp | None]
    integrated_at: NotRequired[Timestamp | None]
    noticed: NotRequired[bool]
    near_duplicate: NotRequired[NearDuplicate | None]
    history: NotRequired[list[Step]]


class Endorsed(TypedDict):
    improvisation_id: str
    endorsements: int


class Person(Protocol):
    short_id: str
    display_name: str
    is_agent: bool


def submitted_answer(row: Improvisation) -> Submitted:
    return {"improvisation_id": row.short_id, "status": str(row.status)}


def shared_answer(row: Improvisation) -> Shared:
    words = words_of(row)
    return {
        "improvisation_id": row.short_id,
        "status": str(row.status),
        "author": author_answer(row.author) | {"display_name": row.author_called},
        "scenario_id": row.scenario.slug,
        "node_id": row.node_id,
        "player_input": words.input,
        "narrative_response": words.response,
        "classification": row.classification,
        "outcome": words.outcome,
        "verified": row.is_verified,
        "endorsements": row.endorsement_count,
        "created_at": utc(row.created_at),
    }


def own_answer(row: Improvisation) -> Shared:
    return {
        **shared_answer(row),
        "session_id": row.session.short_id,
        "version": row.version,
        "reviewer_notes": row.reviewer_notes,
        "reviewed_at": utc_or_none(row.reviewed_at),
        "integrated_at": utc_or_none(row.integrated_at),
        "noticed": row.is_flagged,
        "near_duplicate": near_duplicate_told(row),
    }


def own_in_full(row: Improvisation) -> Shared:
    return {**own_answer(row), "history": steps_of(row, row.moves.select_related("why_text").order_by("version"))}


def near_duplicate_told(row: Improvisation) -> NearDuplicate | None:
    if row.near_duplicate_of_id is None:
        return None
    seen = duplicate_shown(row)
    return {"improvisation_id": seen.short_id if seen else None, "similarity": row.similarity}


def steps_of(row: Improvisation, moves: Iterable[ImprovisationMove]) -> list[Step]:
    return [
        {
            "from_status": move.from_status or None,
            "to_status": move.to_status,
            "by": role_of(row, move),
            "why": move.why,
            "at": utc(move.at),
        }
        for move in moves
    ]


def role_of(row: Improvisation, move: ImprovisationMove) -> str:
    """The author learns that somebody decided, but not who."""
    if move.by_id is None:
        return "system"
    return "author" if move.by_id == row.author_id and move.to_status == "submitted" else "moderator"


def author_answer(user: object) -> Author:
    known = cast(Person, user)
    return {"user_id": known.short_id, "display_name": known.display_name, "is_agent": known.is_agent}


def utc_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else utc(moment)
