"""How far a member has read what happened in a world, on whichever device: what they missed begins there.

Pages say so when they are opened, and when they go out of sight. A turn costs nothing of it.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Final

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from worlds.models import LastLook, SharedWorld, WorldParticipant

AWAY: Final = timedelta(minutes=5)  # who looked away for less is not told what they missed


def note_look(*, user_id: uuid.UUID, world: SharedWorld, sequence: int) -> None:
    """Note that a member looks at a world's events up to `sequence` now; for anybody else nothing is noted. One or two statements."""
    seen, now = min(sequence, world.event_seq), timezone.now()
    places = WorldParticipant.objects.present().of(user_id).filter(world_id=world.pk)
    looks = LastLook.objects.filter(place__in=places)
    # Pages on two devices: what was seen on one is not unseen on the other.
    if looks.update(sequence=Greatest(F("sequence"), seen), at=now):
        return
    place = places.values_list("pk", flat=True).first()
    if place is not None:
        LastLook.objects.bulk_create([LastLook(place_id=place, sequence=seen, at=now)], ignore_conflicts=True)


def missed_after(*, user_id: uuid.UUID, world: SharedWorld) -> int | None:
    """The last event that a member saw before they went away; None while they are not away, or have missed nothing."""
    places = WorldParticipant.objects.present().of(user_id).filter(world_id=world.pk)
    look = LastLook.objects.filter(place__in=places).first()
    if look is None or timezone.now() - look.at < AWAY or look.sequence >= world.event_seq:
        return None
    return look.sequence


def erase_looks(*, user_id: uuid.UUID) -> None:
    LastLook.objects.filter(place__user_id=user_id).delete()
