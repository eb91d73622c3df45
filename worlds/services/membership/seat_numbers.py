"""How many seats a world has, as the staff decides it: players give a world at most `WORLD_MAX_PLAYERS`."""

from __future__ import annotations

import uuid

from django.db import transaction

from common.errors import InvalidInput, NotFound
from common.ids import lookup
from worlds import limits
from worlds.models import SharedWorld
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.seats import count_seats
from worlds.services.membership.world_terms import note_terms
from worlds.services.turns.locks import await_any_world


@transaction.atomic
def change_seats(*, world_id: str | uuid.UUID, seats: int) -> SharedWorld:
    """Give a world more seats, or take free ones away. Raises NotFound, WorldArchived, InvalidInput."""
    found = SharedWorld.objects.filter(**lookup(world_id, "wld")).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound("There is no world with this id.")
    world = await_any_world(found)
    if world.is_archived:
        raise WorldArchived
    _check(world, seats)
    if world.max_players != seats:
        world.max_players = seats
        note_terms(world, ["max_players"])
    count_seats(world)
    world.save(update_fields=["max_players", "status", "record_seq", "record_hash", "updated_at"])
    return world


def _check(world: SharedWorld, seats: int) -> None:
    fewest = max(limits.FEWEST_SEATS, world.player_count, world.quorum or 0)
    if not fewest <= seats <= limits.STAFF_SEATS:
        raise InvalidInput(
            f"The number of seats must be from {fewest} to {limits.STAFF_SEATS}: {world.player_count} are taken"
            f"{f', and the quorum is {world.quorum}' if world.quorum else ''}.",
            seats=seats,
        )
