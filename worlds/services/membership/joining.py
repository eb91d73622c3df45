"""Coming into a world: with a new character, or back to the one left there. All of it assumes the locks of a LockedMembership."""

from __future__ import annotations

import uuid
from datetime import datetime

from worlds.event_types.stored import PlayerJoined
from worlds.models import GameSession, SharedWorld, TurnRecord, WorldParticipant
from worlds.models.compiled import compiled_scenario
from worlds.rules import party as rules
from worlds.rules.commands import Step
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA
from worlds.services import events, player_limits
from worlds.services.events import NewEvent
from worlds.services.games import sessions
from worlds.services.membership import namesakes, seats
from worlds.services.membership.locks import LockedMembership
from worlds.services.membership.players import alone_in, company_of, note_place, offered_in
from worlds.services.turns import record_log
from worlds.services.turns.result import player_finished, turn_payload, world_changed
from worlds.services.turns.state_rows import shared_of, state_of, write_state


def seat_new_character(standing: LockedMembership, *, character_name: str | None, at: datetime) -> GameSession:
    """Take a seat with a new character. Raises WorldFull, TooManyGames, RateLimited."""
    world = standing.world
    seats.take_seat(world)
    player_limits.take_game(standing.user_id)
    if character_name:
        longest = sessions.LONGEST_NAME
        character_name = namesakes.character_in(world, character_name, user_id=standing.user_id, longest=longest)
    session = _new_session(world, standing.user_id)
    company = company_of(session)
    step = rules.join(compiled_scenario(world.revision), shared_of(world), company, character_name=character_name)
    session.character_name = step.after.player.character.name
    write_state(session, step.after, at=at)
    session.save(force_insert=True)
    _arrive(standing, session, step, {"character_name": character_name} if character_name else {}, at=at)
    return session


def seat_old_character(standing: LockedMembership, *, at: datetime) -> GameSession:
    """Take a seat with the character left here. Raises WorldFull."""
    session = standing.session
    assert session is not None, "who comes back has left a story here"
    seats.take_seat(standing.world)
    step = rules.rejoin(compiled_scenario(standing.world.revision), state_of(session), company_of(session))
    write_state(session, step.after, at=at)
    _arrive(standing, session, step, {"rejoin": True}, at=at)
    return session


def _new_session(world: SharedWorld, user_id: uuid.UUID) -> GameSession:
    return GameSession(
        user_id=user_id,
        revision=world.revision,
        game_mode=world.game_mode,
        world=world,
        number=0,
        record_hash=sessions.GENESIS,
        engine_version=ENGINE_VERSION,
        schema_version=STATE_SCHEMA,
    )


def _arrive(
    standing: LockedMembership, session: GameSession, step: Step, command: dict[str, object], *, at: datetime
) -> None:
    world = standing.world
    record_log.append_record(
        session, record_log.Entry(kind=TurnRecord.Kind.JOIN, at=at, command=command, result=dict(turn_payload(step)))
    )
    session.offered = offered_in(compiled_scenario(world.revision), step.after, alone_in(session))
    session.save()
    place = _place(standing, session, at=at)
    seats.pass_on_host(world)  # whoever comes to a world that its host has left keeps it
    events.append_events(
        world,
        NewEvent(PlayerJoined(location=place.location), actor_id=place.user_id),
        *world_changed(world, step, by=place.user.short_id),
    )
    if not session.is_active:
        _finish_at_once(world, session, place, at=at)
    world.save()
    note_place(session)


def _finish_at_once(world: SharedWorld, session: GameSession, place: WorldParticipant, *, at: datetime) -> None:
    """Some stories end as they begin."""
    events.append_events(world, player_finished(session))
    seats.free_finished_seat(world, place, at=at)
    sessions.announce_ending(session)


def _place(standing: LockedMembership, session: GameSession, *, at: datetime) -> WorldParticipant:
    place = standing.place or WorldParticipant(world=standing.world, user_id=session.user_id)
    place.session, place.role = session, WorldParticipant.Role.PLAYER
    place.location = session.state["player"]["location"]
    place.joined_at, place.left_at, place.is_ready = at, None, False
    place.namesake = namesakes.number_in(standing.world, place.user)
    place.save()
    return place
