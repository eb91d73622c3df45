"""Whose word for an improvisation still stands: a world is decided about by those who are in it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from improvisations.models import Endorsement
from worlds.models import WorldParticipant


def current_endorsements() -> QuerySet[Endorsement]:
    """Those that people gave in their present stay; a player who left and came back has to speak again.

    Agents have no say in what a world becomes: one person may own several of them.
    """
    here = WorldParticipant.objects.seated().filter(
        world=OuterRef("improvisation__world"), user=OuterRef("user"), joined_at__lte=OuterRef("created_at")
    )
    return Endorsement.objects.filter(Exists(here), user__is_agent=False)
