"""How an improvisation would read among a scene's options: the moderators' words, while the author's stay theirs."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import transaction
from django.utils import timezone

from common.errors import InvalidInput
from common.visible_text import lines
from improvisations import limits
from improvisations.models import Improvisation
from improvisations.services import transitions
from improvisations.services.errors import Claimed, Decided
from worlds.services.texts import keep_text

OPEN: Final = {"submitted", "under_review", "approved"}


@transaction.atomic
def reword_option(
    *, improvisation_id: str | uuid.UUID, moderator_id: uuid.UUID, wording: str, version: int | None = None
) -> Improvisation:
    """Word the option that it may become; empty gives it back its author's words. The history keeps each wording.

    Raises NotFound, StaleVersion, Claimed, InvalidInput; Decided for what was rejected or is in the story already.
    """
    row, now = transitions.lock_improvisation(improvisation_id, version=version), timezone.now()
    if row.status not in OPEN:
        raise Decided(status=row.status)
    if row.is_claimed_by_other(moderator_id, at=now):
        raise Claimed(version=row.version)
    row.wording = _one_line(wording)
    why = f"changed the wording to “{row.wording}”" if row.wording else "restored the author's wording"
    said = keep_text(author_id=moderator_id, about_id=row.author_id, text=why)
    transitions.note_change(row, by_id=moderator_id, why=said, at=now)
    return row


def _one_line(wording: str) -> str:
    if len(wording) > limits.OPTION_TEXT:
        raise InvalidInput("This wording is too long.", wording=[f"Write at most {limits.OPTION_TEXT} characters."])
    return " ".join(lines(wording, longest=limits.OPTION_TEXT).split())
