"""A fellow player's word for an improvisation."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from improvisations.models import Endorsement, Improvisation
from improvisations.services import current_endorsements, transitions, visibility, world_integration
from improvisations.services.errors import Decided, OwnImprovisation
from improvisations.services.similarity import judge_again


@transaction.atomic
def endorse_improvisation(*, user_id: uuid.UUID, improvisation_id: str | uuid.UUID) -> Improvisation:
    """Speak for an improvisation of a collaborative world that one plays in; twice counts once.

    Enough voices of those who are there make it a part of that world, where its host has set a quorum.
    Raises NotFound for what one may not see, OwnImprovisation, Decided, and Unavailable while that world is held.
    """
    seen = visibility.among_fellows(user_id=user_id, improvisation_id=improvisation_id)
    row = transitions.lock_improvisation(seen.pk)
    if row.author_id == user_id:
        raise OwnImprovisation
    if not row.is_pending:
        raise Decided(status=row.status)
    now = timezone.now()
    voice, is_new = Endorsement.objects.get_or_create(improvisation=row, user_id=user_id, defaults={"created_at": now})
    if is_new:
        # No move: a moderator who is deciding must not be told that the improvisation went elsewhere.
        row.endorsement_count = row.endorsements.count()
        judge_again(row)
        row.save(update_fields=["endorsement_count", "score", "score_parts", "near_duplicate_of", "similarity"])
        world_integration.count_endorsements(row)
    elif not current_endorsements.current_endorsements().filter(pk=voice.pk).exists():
        voice.created_at = now
        voice.save(update_fields=["created_at"])
        world_integration.count_endorsements(row)
    return row
