"""Who has met whom: people who played in a world at the same time know each other from there."""

from __future__ import annotations

import uuid

from django.db.models import DateTimeField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from worlds.models import WorldParticipant


def places_met_at(*, user_id: uuid.UUID) -> QuerySet[WorldParticipant]:
    """The places of others who played in a world while somebody did: of each the newest stay there."""
    until = Coalesce(OuterRef("left_at"), Value(timezone.now()), output_field=DateTimeField())
    mine = WorldParticipant.objects.of(user_id).filter(world=OuterRef("world"), session__isnull=False)
    together = mine.still_there_at(OuterRef("joined_at")).filter(joined_at__lt=until)
    return WorldParticipant.objects.filter(Exists(together), session__isnull=False).exclude(user_id=user_id)


def names_met_under(*, user_id: uuid.UUID, people: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What each of these people was called where somebody met them last; nothing of those whom they never met. One query."""
    met = places_met_at(user_id=user_id).filter(user_id__in=people).select_related("user")
    return {place.user_id: place.known_as for place in met.order_by("joined_at", "pk")}
