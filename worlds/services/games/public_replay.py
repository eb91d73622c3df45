"""Watching a public world that has ended: what a spectator of it could have seen, as it happened."""

from __future__ import annotations

import uuid
from typing import Final

from common.errors import Conflict, NotFound
from worlds.models import SharedWorld
from worlds.services import events
from worlds.services.budgets import REPLAYS
from worlds.services.events import EventPage
from worlds.services.membership import access
from worlds.services.membership.directory import STRANGER
from worlds.services.membership.spectating import NoSpectators

MOST: Final = 100  # events of one page, told or not


class NotOver(Conflict):
    code = "not_over"
    message = "This world has not ended yet, so there is no replay. You can watch it while it is played."


def replay_page(
    *, user_id: uuid.UUID, world_id: str | uuid.UUID, after: int = 0, limit: int = MOST
) -> tuple[SharedWorld, EventPage]:
    """The world, and its events past `after` that every spectator could see, without what hidden players keep to themselves
    and what the reader has muted.

    Raises NotFound, also for a private world; NotOver, NoSpectators where its host wanted none, RateLimited.
    """
    world = replayable_world(user_id=user_id, world_id=world_id)
    REPLAYS.spend(str(user_id))
    # As somebody who was never there: of rooms, whispers and parties such a reader is told nothing.
    page = events.read_events(world.pk, after=after, limit=limit, reader=STRANGER, is_fellow=False, muter=user_id)
    return world, page


def replayable_world(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> SharedWorld:
    """A world with its scenario. Raises as `replay_page`."""
    found = access.find_world(user_id=user_id, world_id=world_id)
    unread = ("world_state", "revision__content_text", "revision__report")
    world = SharedWorld.objects.select_related("revision__scenario").defer(*unread).get(pk=found)
    if world.visibility != SharedWorld.Visibility.PUBLIC:
        raise NotFound("Private worlds have no replay. Whoever was there can read its transcript.")
    if not world.is_archived:
        raise NotOver
    if not world.spectators_allowed:
        raise NoSpectators
    return world
