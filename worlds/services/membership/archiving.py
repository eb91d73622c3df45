"""The end of a world: nobody acts in it any more, and every story in it stays readable."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from common import hours
from common.errors import NotFound, Unavailable
from common.ids import lookup
from worlds.event_types import stored
from worlds.models import SharedWorld, WorldStay
from worlds.services import events
from worlds.services.events import NewEvent
from worlds.services.groups.parting import untie_everybody
from worlds.services.membership import access, seats
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.hosting import NotTheHost
from worlds.services.membership.whereabouts import note_gone
from worlds.services.turns.locks import await_any_world, await_world


@transaction.atomic
def archive_world(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> SharedWorld:
    """End a world as its host. Raises NotFound, NotTheHost, WorldArchived."""
    world = await_world(access.find_world(user_id=user_id, world_id=world_id))
    if world.host_id != user_id:
        raise NotTheHost
    return _archive(world)


@transaction.atomic
def archive_any(*, world_id: str | uuid.UUID) -> SharedWorld:
    """End any world, for administrators. Raises NotFound, WorldArchived."""
    found = SharedWorld.objects.filter(**lookup(world_id, "wld")).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound("There is no world with this id.")
    return _archive(await_any_world(found))


def archive_idle() -> list[str]:
    """End every world in which nothing has happened for WORLD_ARCHIVE_DAYS; the short ids of those ended.

    Each in a transaction of its own: two workers at once archive none twice, and turns of other worlds wait for neither.
    """
    limit = timezone.now() - timedelta(days=settings.WORLD_ARCHIVE_DAYS)
    idle = (
        SharedWorld.objects.idle_since(limit)
        .order_by(*hours.in_order("last_activity_at"))
        .values_list("pk", "short_id")
    )
    return [short_id for world_id, short_id in list(idle) if _archive_if_idle(world_id, limit)]


def _archive_if_idle(world_id: uuid.UUID, limit: datetime) -> bool:
    try:
        return _archived_if_idle(world_id, limit)
    except Unavailable:  # somebody holds it, so it is not idle
        return False


@transaction.atomic
def _archived_if_idle(world_id: uuid.UUID, limit: datetime) -> bool:
    world = await_any_world(world_id)
    if world.is_archived or world.last_activity_at >= limit:  # somebody came back, or another worker was faster
        return False
    _archive(world)
    return True


def _archive(world: SharedWorld) -> SharedWorld:
    if world.is_archived:
        raise WorldArchived
    at = world.now()
    world.status, world.archived_at, world.player_count = SharedWorld.Status.ARCHIVED, at, 0
    events.append_events(world, NewEvent(stored.WorldArchived()))
    _end_stays(world, at)
    world.save()
    return world


def _end_stays(world: SharedWorld, at: datetime) -> None:
    """Everybody's at once: nothing is dropped, as nobody will come to pick it up, and so no session has to be locked."""
    present = list(world.participants.present())
    untie_everybody(world)
    seats.end_stays(world, present, reason=WorldStay.Reason.ARCHIVED, at=at)
    note_gone(world.pk, [place.user_id for place in present])
