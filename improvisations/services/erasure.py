"""Letting somebody go for good: what hangs on the words that they shared, and what they kept for themselves."""

from __future__ import annotations

import uuid

from improvisations.models import Improvisation, SavedView


def erase_ideas(*, user_id: uuid.UUID) -> None:
    """Drop wordings made of a person's ideas that no story has taken up, and their views of the queue. Harmless to repeat.

    The texts themselves are erased by `worlds.services.erasure`.
    """
    Improvisation.objects.shared_by(user_id).exclude(status="integrated").update(wording="")
    SavedView.objects.filter(owner_id=user_id).delete()
