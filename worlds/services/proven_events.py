"""Which events of a world must follow from its records. Arrivals at a place and departures are proven where the first record says so."""

from __future__ import annotations

import uuid
from typing import Final

from worlds.event_types.catalogue import OF_RECORDS, OF_ROOMS
from worlds.models import TurnRecord

ROOMS_TOLD: Final = (
    "rooms_told"  # in the command of a world's first record: older worlds told their rooms nothing at first
)


def proven_types(world_id: uuid.UUID) -> frozenset[str]:
    """The types of events that replaying a world's records proves. One query."""
    first = TurnRecord.objects.filter(world_id=world_id, world_seq=1).values_list("command", flat=True).first()
    return OF_RECORDS if first is not None and first.get(ROOMS_TOLD) else OF_RECORDS - OF_ROOMS
