"""Starting together: a world with a ready check waits until all its players are ready, or its host starts it.

All of it assumes the world's row locked, and what calls it saves TERMS_MOVED.
"""

from __future__ import annotations

import uuid
from functools import partial
from typing import Final

from django.db import transaction

from common.errors import InvalidInput
from worlds import limits
from worlds.event_types.ephemeral import ReadyChanged
from worlds.feed import publisher
from worlds.models import SharedWorld
from worlds.services.membership.world_terms import note_terms

TERMS_MOVED: Final = ("ready_check", "record_seq", "record_hash", "updated_at")


def check_ready_check(world: SharedWorld, *, wanted: bool | None) -> None:
    """Raises InvalidInput for a ready check that comes after the first turn."""
    if wanted and world.turn:
        raise InvalidInput("The story of this world has begun.", ready_check=wanted)


def start_when_ready(world: SharedWorld) -> bool:
    """Whether the world starts now: everybody with a seat is ready, and they are several."""
    ready = _readiness(world) if world.ready_check else []
    if len(ready) < limits.FEWEST_SEATS or not all(ready):
        return False
    world.ready_check = False
    note_terms(world, ["ready_check"])
    tell_readiness(world)
    return True


def tell_readiness(world: SharedWorld, *, by: uuid.UUID | None = None) -> None:
    """Tell everybody, once it is committed, how many are ready and whether the world still waits."""
    ready = _readiness(world)
    told = ReadyChanged(ready=sum(ready), players=len(ready), waiting=world.ready_check)
    transaction.on_commit(partial(_publish, world.pk, told, by), robust=True)


def _publish(world_id: uuid.UUID, told: ReadyChanged, by: uuid.UUID | None) -> None:
    publisher.publish_ephemeral(world_id, told, actor_id=by)


def _readiness(world: SharedWorld) -> list[bool]:
    return list(world.participants.seated().values_list("is_ready", flat=True))
