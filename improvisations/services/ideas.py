"""What a collaborative world is thinking about: the ideas of fellow players that wait, and those that are part of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q

from improvisations.models import Endorsement, Improvisation, Integration
from improvisations.models.improvisations import PENDING
from improvisations.services import reading
from kleene_site.common.ids import lookup
from worlds.models import SharedWorld

SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Idea:
    row: Improvisation
    is_endorsed: bool


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
    found = reading.in_world(reader_id=reader_id, world_id=world_id).filter(status__in=PENDING)
    world = SharedWorld.objects.only("short_id", "quorum").get(**lookup(world_id, "wld"))
    decided = Integration.objects.filter(improvisation=OuterRef("pk"), world=world)
    rows = list(found.exclude(Q(author_id=reader_id) | Exists(decided))[: SHOWN + 1])
    mine = Endorsement.objects.filter(user_id=reader_id, improvisation__in=rows)
    endorsed = set(mine.values_list("improvisation_id", flat=True)) if rows else set()
    return Ideas(
        world_id=world.short_id,
        waiting=tuple(Idea(row, row.pk in endorsed) for row in rows[:SHOWN]),
        has_more=len(rows) > SHOWN,
        taken_up=Integration.objects.filter(world=world, undone_at=None).count(),
        quorum=world.quorum,
    )
