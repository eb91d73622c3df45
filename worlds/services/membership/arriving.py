"""What joining writes once it is decided who comes, with which character: the record, the place, and what the others are told."""

from __future__ import annotations

from datetime import datetime

from common.table_changes import announce_change
from worlds.event_types.stored import PlayerJoined
from worlds.feed.names import NAMES
from worlds.models import GameSession, SharedWorld, TurnRecord, WorldParticipant
from worlds.models.compiled import compiled_scenario
from worlds.rules.outcome import Step
from worlds.rules.rooms import rooms_of
from worlds.services import events
from worlds.services.events import NewEvent
from worlds.services.games import sessions
from worlds.services.membership import namesakes, seats
from worlds.services.membership.locks import LockedMembership
from worlds.services.membership.players import (
    alone_in,
    came_and_went,
    note_place,
    offered_in,
    present_in,
    seats_at,
    tell_rooms,
)
from worlds.services.turns import record_log
from worlds.services.turns.result import player_finished, turn_payload, world_changed


def store_arrival(
    standing: LockedMembership,
    session: GameSession,
    step: Step,
    command: dict[str, object],
    *,
    at: datetime,
    place: WorldParticipant,
) -> None:
    """Store and tell an arrival. Assumes the locks of a LockedMembership, the seat taken and the state written on the session."""
    world = standing.world
    record_log.append_record(
        session, record_log.Entry(kind=TurnRecord.Kind.JOIN, at=at, command=command, result=dict(turn_payload(step)))
    )
    # What they are about to be shown: if others close it before the first turn, that turn is rebuffed, and no error.
    session.offered = offered_in(compiled_scenario(world.revision), step.after, alone_in(session))
    session.save()
    _take_place(place, standing, session, at=at)
    seats.pass_on_host(world)  # whoever comes to a world that its host has left keeps it
    held = list(present_in(world.pk))
    events.append_events(
        world,
        *came_and_went(place.user_id, seats_at(held), target=place.location if session.is_active else None),
        NewEvent(PlayerJoined(location=place.location), actor_id=place.user_id),
        *world_changed(world, step, by=place.user.short_id),
    )
    if not session.is_active:
        _finish_at_once(world, session, place, at=at)
    rooms = {place.location, *rooms_of(step, compiled_scenario(world.revision))}
    tell_rooms(world, rooms, state=step.after.world, places=held)
    world.save()
    note_place(session)


def _finish_at_once(world: SharedWorld, session: GameSession, place: WorldParticipant, *, at: datetime) -> None:
    """Some stories end as they begin."""
    events.append_events(world, player_finished(session))
    seats.free_finished_seat(world, place, at=at)
    sessions.announce_ending(session)


def _take_place(place: WorldParticipant, standing: LockedMembership, session: GameSession, *, at: datetime) -> None:
    place.session, place.role = session, seats.role_of(place.user)
    place.location = session.state["player"]["location"]
    place.joined_at, place.left_at, place.is_ready, place.allows_followers = at, None, False, False
    # Anew on every arrival: the bearer of the same name may have come while they were away.
    place.namesake = namesakes.number_in(standing.world, place.user)
    place.save()
    announce_change(NAMES)
