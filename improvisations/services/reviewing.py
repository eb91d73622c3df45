"""Claiming an improvisation, and deciding about it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from common.dates import utc
from common.visible_text import cleaned
from improvisations.models import Improvisation
from improvisations.services import transitions, world_integration
from improvisations.services.errors import Claimed, IllegalTransition, OwnIdea
from improvisations.services.transitions import lock_improvisation, move_to
from worlds.services.texts import keep_note

Status = Improvisation.Status


@transaction.atomic
def claim_idea(
    *, improvisation_id: str | uuid.UUID, moderator_id: uuid.UUID, version: int | None = None
) -> Improvisation:
    """Take an improvisation to look at it; nobody else can for CLAIM_LASTS. Claiming again begins it anew.

    Raises NotFound, StaleVersion, Claimed, IllegalTransition for what waits for no decision.
    """
    row, now = lock_improvisation(improvisation_id, version=version), timezone.now()
    if not row.is_pending:
        raise IllegalTransition(status=row.status, wanted=Status.UNDER_REVIEW, version=row.version)
    _check_free(row, moderator_id, at=now)
    is_mine = row.claimed_by_id == moderator_id
    row.claim(moderator_id, at=now)
    if row.status == Status.SUBMITTED:
        move_to(row, Status.UNDER_REVIEW, by_id=moderator_id, at=now)
    elif is_mine:
        row.save(update_fields=["claim_expires_at"])
    else:
        transitions.note_change(row, by_id=moderator_id, noted="claimed", at=now)
    return row


@transaction.atomic
def release_idea(*, improvisation_id: str | uuid.UUID, moderator_id: uuid.UUID) -> Improvisation:
    """Give a claim back before it ends; without one nothing happens. Raises NotFound."""
    row = lock_improvisation(improvisation_id)
    if row.claimed_by_id == moderator_id:
        row.release()
        row.save(update_fields=["claimed_by", "claim_expires_at"])
    return row


@transaction.atomic
def approve_idea(
    *, improvisation_id: str | uuid.UUID, moderator_id: uuid.UUID, notes: str = "", version: int | None = None
) -> Improvisation:
    """Accept an improvisation; from `submitted` it goes by way of `under_review`, and both moves are recorded.

    One of a collaborative world is played there from now on; where its story has no place for it, a note of the system in
    the history says why. Raises NotFound, StaleVersion, Claimed, OwnIdea, IllegalTransition,
    and Unavailable while that world is held: then nothing is decided.
    """
    row, now = lock_improvisation(improvisation_id, version=version), timezone.now()
    _check_free(row, moderator_id, at=now)
    if row.author_id == moderator_id and not row.author.is_superuser:  # who runs a site may be its only moderator
        raise OwnIdea
    if row.status == Status.SUBMITTED:
        move_to(row, Status.UNDER_REVIEW, by_id=moderator_id, at=now)
    _decide(row, Status.APPROVED, moderator_id, notes, at=now)
    left_out = world_integration.take_up(row, by_id=moderator_id)
    if left_out:
        transitions.note_change(row, by_id=None, noted=f"could not add it to its world: {left_out}", at=now)
    return row


@transaction.atomic
def reject_idea(
    *, improvisation_id: str | uuid.UUID, moderator_id: uuid.UUID, notes: str = "", version: int | None = None
) -> Improvisation:
    """Turn an improvisation down; `notes` go to its author, who may hand in an edited draft.

    Raises NotFound, StaleVersion, Claimed, IllegalTransition.
    """
    row, now = lock_improvisation(improvisation_id, version=version), timezone.now()
    _check_free(row, moderator_id, at=now)
    _decide(row, Status.REJECTED, moderator_id, notes, at=now)
    return row


def _decide(row: Improvisation, verdict: str, moderator_id: uuid.UUID, notes: str, *, at: datetime) -> None:
    said = keep_note(author_id=moderator_id, about_id=row.author_id, text=cleaned(notes))
    row.reviewer_id, row.reviewer_notes_text, row.reviewed_at = moderator_id, said, at
    row.release()
    move_to(row, verdict, by_id=moderator_id, why=said, at=at)


def _check_free(row: Improvisation, moderator_id: uuid.UUID, *, at: datetime) -> None:
    """Raises Claimed while somebody else holds it."""
    if row.is_claimed_by_other(moderator_id, at=at):
        assert row.claim_expires_at is not None
        raise Claimed(version=row.version, until=utc(row.claim_expires_at))
