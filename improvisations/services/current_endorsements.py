"""Whose word for an improvisation still stands: a world is decided about by those who are in it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from improvisations.models import Endorsement
from worlds.models import WorldParticipant


def current_endorsements() -> QuerySet[Endorsement]:
    """Those that were given in their speaker's present stay; who left and came back has to speak again."""
    here = WorldParticipant.objects.seated().filter(
        world=OuterRef("improvisation__world"), user=OuterRef("user"), joined_at__lte=OuterRef("created_at")
    )
    return Endorsement.objects.filter(Exists(here))
