"""What a collaborative world is thinking about: the ideas of fellow players that wait, and those that are part of it."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q

from common.ids import lookup
from improvisations.models import Improvisation, Integration
from improvisations.models.improvisations import PENDING
from improvisations.services import current_endorsements, visibility
from worlds.models import SharedWorld

SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Idea:
    row: Improvisation
    is_endorsed: bool
    voices: int  # of those who are in the world now


@dataclass(frozen=True, slots=True)
class Ideas:
    """The newest `waiting` by others; `has_more` tells of further ones. `quorum` None: moderators decide."""

    world_id: str
    waiting: tuple[Idea, ...]
    has_more: bool
    taken_up: int
    quorum: int | None


def of_world(*, reader_id: uuid.UUID, world_id: str | uuid.UUID) -> Ideas:
    """What a member of a world sees of its ideas. Raises NotFound, NotAMember."""
    found = visibility.in_world(reader_id=reader_id, world_id=world_id).filter(status__in=PENDING)
    world = SharedWorld.objects.only("short_id", "quorum").get(**lookup(world_id, "wld"))
    decided = Integration.objects.filter(improvisation=OuterRef("pk"), world=world)
    rows = list(found.exclude(Q(author_id=reader_id) | Exists(decided))[: SHOWN + 1])
    spoken = (
        current_endorsements.current_endorsements()
        .filter(improvisation__in=rows)
        .values_list("improvisation_id", "user_id")
    )
    given = list(spoken) if rows else []
    heard = Counter(about for about, _ in given)
    return Ideas(
        world_id=world.short_id,
        waiting=tuple(Idea(row, (row.pk, reader_id) in given, heard[row.pk]) for row in rows[:SHOWN]),
        has_more=len(rows) > SHOWN,
        taken_up=Integration.objects.filter(world=world, undone_at=None).count(),
        quorum=world.quorum,
    )
