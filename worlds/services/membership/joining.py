"""Coming into a world: with a new character, or back to the one left there.

Every entry is one transaction: the person's session is locked first, if they have one, and then the world. What begins
with `seat_` assumes these locks.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from common.errors import Conflict
from common.text_filter import players_name
from worlds import limits
from worlds.models import GameSession, SharedWorld, WorldParticipant
from worlds.models.compiled import compiled_scenario
from worlds.rules import party as rules
from worlds.rules.errors import SessionOver
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA
from worlds.services import player_limits
from worlds.services.games import sessions
from worlds.services.membership import access, admission, namesakes, seats
from worlds.services.membership.arriving import store_arrival
from worlds.services.membership.companies import company_of
from worlds.services.membership.locks import LockedMembership, lock_membership, retry_while_shifting
from worlds.services.stories.entitlements import require_entitlement
from worlds.services.turns.state_rows import shared_of, state_of, write_state

STORY_OVER = "Your story in this world has ended. Join with a new character, or watch the others."


class StillPlaying(Conflict):
    code = "still_playing"
    message = "Your story in this world has not ended. You can join with a new character when it has."


@dataclass(frozen=True, slots=True)
class Joined:
    """Where somebody has a seat now, and the session that they play there; the session holds this very world."""

    world: SharedWorld
    session: GameSession


@dataclass(frozen=True, slots=True)
class Arrival:
    """What somebody who wants to come in brings."""

    user_id: uuid.UUID
    world_id: uuid.UUID
    character_name: str | None
    invite: str | None
    show_character: bool | None  # to outsiders; None: as they chose before, else as their account says


def join_world(
    *,
    user_id: uuid.UUID,
    world_id: str | uuid.UUID,
    character_name: str | None = None,
    invite: str | None = None,
    show_character: bool | None = None,
) -> Joined:
    """Take a seat: with a new session, with the one that was left here, or with the one that is being played already.

    `show_character` says whether outsiders are told of the character; None leaves it as it was, and at first to the account.

    Raises NotFound, WorldArchived, WorldFull, Banned, AgentsNotAllowed, InvitationNeeded, EntitlementRequired; InvalidInput for a name not fit to show;
    SessionOver for somebody who is not here and whose story has ended.
    """
    arrival = _arrival(user_id, world_id, character_name, invite, show_character=show_character)
    return retry_while_shifting(partial(_join, arrival))


def join_with_new_character(
    *,
    user_id: uuid.UUID,
    world_id: str | uuid.UUID,
    character_name: str | None = None,
    invite: str | None = None,
    show_character: bool | None = None,
) -> Joined:
    """Begin again in a world where one's story is over; the old one stays readable. Raises as `join_world`, and StillPlaying."""
    arrival = _arrival(user_id, world_id, character_name, invite, show_character=show_character)
    return retry_while_shifting(partial(_begin_again, arrival))


def _arrival(
    user_id: uuid.UUID,
    world_id: str | uuid.UUID,
    character_name: str | None,
    invite: str | None,
    *,
    show_character: bool | None,
) -> Arrival:
    found = access.find_world(user_id=user_id, world_id=world_id, invite=invite)
    return Arrival(user_id, found, checked_character_name(character_name), invite, show_character)


def _join(arrival: Arrival) -> Joined:
    standing, at = _admitted(arrival)
    session = standing.session
    if session is None:
        session = _begin(arrival, standing, at)
    elif not session.is_active and not standing.is_member:
        raise SessionOver(STORY_OVER)
    elif session.is_active and not standing.is_seated:  # away, or watching
        seat_old_character(standing, at=at, show_character=arrival.show_character)
    return Joined(standing.world, session)


def _begin_again(arrival: Arrival) -> Joined:
    standing, at = _admitted(arrival)
    if standing.session is not None and standing.session.is_active:
        raise StillPlaying
    return Joined(standing.world, _begin(arrival, standing, at))


def _admitted(arrival: Arrival) -> tuple[LockedMembership, datetime]:
    standing = lock_membership(world_id=arrival.world_id, user_id=arrival.user_id)
    at = standing.world.now()
    # Asked under the lock: between the look and here the host may have banned them, or ended the world.
    admission.require_admission(standing, invite=arrival.invite, at=at)
    admission.count_use(standing, invite=arrival.invite, at=at)
    return standing, at


def _begin(arrival: Arrival, standing: LockedMembership, at: datetime) -> GameSession:
    require_entitlement(user_id=arrival.user_id, scenario=standing.world.scenario)
    return seat_new_character(
        standing, character_name=arrival.character_name, at=at, show_character=arrival.show_character
    )


def seat_new_character(
    standing: LockedMembership, *, character_name: str | None, at: datetime, show_character: bool | None = None
) -> GameSession:
    """Take a seat with a new character. Raises WorldFull, TooManyGames, RateLimited."""
    world = standing.world
    # The seat first: a full world must not cost one of RATE_START.
    seats.take_seat(world)
    player_limits.take_game(standing.user_id)
    if character_name:
        longest = limits.CHARACTER_NAME
        character_name = namesakes.character_in(world, character_name, user_id=standing.user_id, longest=longest)
    session = _new_session(world, standing.user_id)
    company = company_of(session)
    step = rules.join(compiled_scenario(world.revision), shared_of(world), company, character_name=character_name)
    session.character_name = step.after.player.character.name
    write_state(session, step.after, at=at)
    session.save(force_insert=True)
    command: dict[str, object] = {"player": str(standing.user_id)}
    command |= {"character_name": character_name} if character_name else {}
    place = _own_place(standing, show_character=show_character)
    place.character_name = character_name or ""
    store_arrival(standing, session, step, command, at=at, place=place)
    return session


def seat_old_character(standing: LockedMembership, *, at: datetime, show_character: bool | None = None) -> GameSession:
    """Take a seat with the character left here. Raises WorldFull."""
    session = standing.session
    assert session is not None, "who comes back has left a story here"
    seats.take_seat(standing.world)
    step = rules.rejoin(compiled_scenario(standing.world.revision), state_of(session), company_of(session))
    write_state(session, step.after, at=at)
    store_arrival(
        standing, session, step, {"rejoin": True}, at=at, place=_own_place(standing, show_character=show_character)
    )
    return session


def _new_session(world: SharedWorld, user_id: uuid.UUID) -> GameSession:
    return GameSession(
        user_id=user_id,
        revision=world.revision,
        game_mode=world.game_mode,
        world=world,
        may_score=world.imported_at is None,
        number=0,
        record_hash=sessions.GENESIS,
        engine_version=ENGINE_VERSION,
        schema_version=STATE_SCHEMA,
    )


def _own_place(standing: LockedMembership, *, show_character: bool | None) -> WorldParticipant:
    place = standing.place or WorldParticipant(world=standing.world, user_id=standing.user_id)
    if show_character is not None:
        place.shows_character = show_character
    return place


def checked_character_name(character_name: str | None) -> str | None:
    """The name that a character is to have; None leaves it to the story. Raises InvalidInput for one not fit to show."""
    if character_name is None or not character_name.strip():
        return None
    return players_name(character_name, longest=limits.CHARACTER_NAME)
