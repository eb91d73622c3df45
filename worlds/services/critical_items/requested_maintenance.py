"""Maintenance of critical items when somebody asks for it, between the turns that bring it about by themselves."""

from __future__ import annotations

import uuid

from django.db import transaction

from worlds.event_types.stored import WorldStateChanged
from worlds.models import SharedWorld, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.rules.critical_items import maintenance
from worlds.rules.critical_items.maintenance import Maintained
from worlds.rules.rooms import rooms_changed
from worlds.services import events
from worlds.services.critical_items.recoveries import recoveries_told, store_recoveries
from worlds.services.events import NewEvent
from worlds.services.membership.companies import seated_players
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.players import tell_rooms
from worlds.services.turns import record_log
from worlds.services.turns.locks import await_world
from worlds.services.turns.result import changes_told
from worlds.services.turns.state_rows import WORLD_FIELDS, shared_of, write_world_state


@transaction.atomic
def run_maintenance(*, world_id: uuid.UUID, by: uuid.UUID | None = None) -> int | None:
    """Bring back at once what a turn would bring back now, and say in which record; where it is nothing, nothing is recorded.

    The record names the account that asked for it (`by`; None for a command's). Raises WorldArchived, Unavailable, IncompatibleVersion.
    """
    world = await_world(world_id)
    if world.is_archived:
        raise WorldArchived
    seated = list(seated_players(world).values_list("session_id", "location", "user_id"))
    seats = {str(session): place for session, place, _ in seated}
    story = compiled_scenario(world.revision)
    maintained = maintenance.maintain(story, shared_of(world), seats, tick=world.turn)
    if not maintained.recoveries:
        return None
    asked = {} if by is None else {"by": str(by)}
    return _store(world, maintained, {str(session): user for session, _, user in seated}, asked)


def _store(world: SharedWorld, maintained: Maintained, players: dict[str, uuid.UUID], asked: dict[str, str]) -> int:
    at = world.now()
    write_world_state(world, maintained.world, at=at)
    entry = record_log.Entry(kind=TurnRecord.Kind.MAINTENANCE, at=at, command=asked)
    record = record_log.append_own_record(world, entry)
    changed = NewEvent(WorldStateChanged(changes=changes_told(maintained.changes, by=None), turn=world.turn))
    events.append_events(world, changed, *recoveries_told(maintained.recoveries, players))
    store_recoveries(world, record, maintained.recoveries)
    world.save(update_fields=WORLD_FIELDS)
    rooms = rooms_changed(maintained.changes, compiled_scenario(world.revision))
    tell_rooms(world, rooms, state=maintained.world)
    return world.record_seq
