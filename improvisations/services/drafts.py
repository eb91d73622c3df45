"""Handing a rejected improvisation in again, edited by its author."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from common.errors import InvalidInput
from improvisations.models import Improvisation
from improvisations.services import transitions, visibility
from improvisations.services.errors import IllegalTransition, NothingChanged
from improvisations.services.evidence import in_comparable_form
from improvisations.services.similarity import Likeness, likeness_of
from improvisations.services.submitting import lock_author, submit_texts
from improvisations.services.texts import Judged, screened_texts


def resubmit_draft(
    *,
    user_id: uuid.UUID,
    improvisation_id: str | uuid.UUID,
    player_input: str | None = None,
    narrative_response: str | None = None,
    outcome: str | None = None,
    version: int | None = None,
) -> Improvisation:
    """Hand in the edited draft of a rejected improvisation; what is None stays as it was.

    The record behind it stays, too: of a verified one the answer cannot be edited. Must be called outside a
    transaction, as `share`. Raises NotFound, IllegalTransition, StaleVersion, InvalidInput, NothingChanged,
    TextNotFit, AlreadyPending, TooManyShares; then nothing has changed.
    """
    row = visibility.own_improvisation(user_id=user_id, improvisation_id=improvisation_id)
    _check_rejected(row)
    drafted = _draft(row, {"input": player_input, "response": narrative_response, "outcome": outcome})
    texts = screened_texts(author_id=user_id, session=row.session, node_id=row.node_id, **drafted)
    text = texts.screened["input"].text
    likeness = likeness_of(text, revision=row.revision, node_id=row.node_id, besides=row.pk)
    return _resubmit(row, texts, likeness, version)


@transaction.atomic
def _resubmit(seen: Improvisation, texts: Judged, likeness: Likeness, version: int | None) -> Improvisation:
    lock_author(seen.author_id)
    row = transitions.lock_improvisation(seen.pk, version=version)
    _check_rejected(row)
    row.wording = ""  # it was for other words, and so were the voices
    row.endorsements.all().delete()
    row.endorsement_count = 0
    submit_texts(row, texts, likeness, at=timezone.now())
    return row


def _check_rejected(row: Improvisation) -> None:
    if row.status != Improvisation.Status.REJECTED:
        raise IllegalTransition(status=row.status, wanted="submitted", version=row.version)


def _draft(row: Improvisation, wanted: dict[str, str | None]) -> dict[str, str]:
    """The texts of the draft. Raises InvalidInput for an answer that is the log's, NothingChanged."""
    if wanted["response"] is not None and row.is_verified:
        raise InvalidInput(
            "The answer comes from your game's log and cannot be edited.",
            narrative_response=["This field cannot be edited."],
        )
    before = {
        "input": row.input_text.text,
        "response": row.response_text.text if row.response_text else "",
        "outcome": row.outcome_text.text if row.outcome_text else "",
    }
    drafted = {field: was if (said := wanted[field]) is None else said for field, was in before.items()}
    if all(in_comparable_form(drafted[field]) == in_comparable_form(was) for field, was in before.items()):
        raise NothingChanged
    if not row.is_verified and not drafted["response"].strip():
        raise InvalidInput("Describe the outcome.", narrative_response=["This field may not be blank."])
    return drafted
