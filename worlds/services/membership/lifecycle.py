"""Shared worlds: making one, coming in, watching, leaving. Every change is one transaction under the world's row."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Unpack

from django.db import transaction
from django.utils import timezone

from common.errors import Conflict
from common.text_filter import players_name
from worlds.models import GameSession, SharedWorld
from worlds.rules.errors import SessionOver
from worlds.services import player_limits
from worlds.services.games.sessions import LONGEST_NAME
from worlds.services.membership import admission, creating, joining
from worlds.services.membership.creating import Terms
from worlds.services.membership.errors import NotAMember, WorldArchived
from worlds.services.membership.leaving import end_stay
from worlds.services.membership.locks import LockedMembership, lock_membership, retry_while_shifting
from worlds.services.stories.scenarios import newest_playable
from worlds.services.turns.locks import world_now

STORY_OVER = "Your story in this world has ended. Join with a new character, or watch the others."


class StillPlaying(Conflict):
    code = "still_playing"
    message = "Your story in this world is not over. A new character can come when it is."


@dataclass(frozen=True, slots=True)
class Joined:
    world: SharedWorld
    session: GameSession


@dataclass(frozen=True, slots=True)
class Arrival:
    """What somebody who wants to come in brings."""

    user_id: uuid.UUID
    world_id: uuid.UUID
    character_name: str | None
    invite: str | None


@transaction.atomic
def create_world(
    *,
    user_id: uuid.UUID,
    scenario_slug: str,
    game_mode: str = SharedWorld.Mode.SHARED,
    character_name: str | None = None,
    **terms: Unpack[Terms],
) -> Joined:
    """Make a world in the newest revision of a scenario and be its host and first player.

    Raises NotFound, InvalidInput, TooManyWorlds, TooManyGames, RateLimited.
    """
    named, now = _fit(character_name), timezone.now()
    player_limits.take_world(user_id)
    revision = newest_playable(slug=scenario_slug)
    world = creating.found_world(revision, host_id=user_id, game_mode=game_mode, terms=terms, at=now)
    session = joining.seat_new_character(LockedMembership(world, user_id, None, None), character_name=named, at=now)
    return Joined(world, session)


def join_world(
    *,
    user_id: uuid.UUID,
    world_id: str | uuid.UUID,
    character_name: str | None = None,
    invite: str | None = None,
) -> Joined:
    """Take a seat; who has one gets the same session again, who left resumes theirs.

    Raises NotFound, WorldArchived, WorldFull, Banned, InvitationNeeded; InvalidInput for a name not fit to show;
    SessionOver for somebody who is not here and whose story has ended.
    """
    return retry_while_shifting(partial(_join, _arrival(user_id, world_id, character_name, invite)))


def join_with_new_character(
    *,
    user_id: uuid.UUID,
    world_id: str | uuid.UUID,
    character_name: str | None = None,
    invite: str | None = None,
) -> Joined:
    """Begin again in a world where one's story is over; the old one stays readable. Raises as `join_world`, and StillPlaying."""
    return retry_while_shifting(partial(_begin_again, _arrival(user_id, world_id, character_name, invite)))


def leave_world(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> LockedMembership:
    """Free one's seat and keep the story; once more changes nothing. Raises NotFound, NotAMember, WorldArchived."""
    return retry_while_shifting(partial(_leave, admission.find_world(user_id=user_id, world_id=world_id), user_id))


def _arrival(user_id: uuid.UUID, world_id: str | uuid.UUID, character_name: str | None, invite: str | None) -> Arrival:
    found = admission.find_world(user_id=user_id, world_id=world_id, invite=invite)
    return Arrival(user_id, found, _fit(character_name), invite)


def _join(arrival: Arrival) -> Joined:
    standing, at = _admitted(arrival)
    session = standing.session
    if session is None:
        session = _begin(arrival, standing, at)
    elif not session.is_active and not standing.is_member:
        raise SessionOver(STORY_OVER)
    elif session.is_active and not standing.is_seated:
        joining.seat_old_character(standing, at=at)
    return Joined(standing.world, session)


def _begin_again(arrival: Arrival) -> Joined:
    standing, at = _admitted(arrival)
    if standing.session is not None and standing.session.is_active:
        raise StillPlaying
    return Joined(standing.world, _begin(arrival, standing, at))


def _admitted(arrival: Arrival) -> tuple[LockedMembership, datetime]:
    standing = lock_membership(world_id=arrival.world_id, user_id=arrival.user_id)
    at = world_now(standing.world)
    admission.require_admission(standing, invite=arrival.invite, at=at)
    return standing, at


def _begin(arrival: Arrival, standing: LockedMembership, at: datetime) -> GameSession:
    return joining.seat_new_character(standing, character_name=arrival.character_name, at=at)


def _leave(world_id: uuid.UUID, user_id: uuid.UUID) -> LockedMembership:
    standing = lock_membership(world_id=world_id, user_id=user_id)
    if standing.world.is_archived:
        raise WorldArchived
    if standing.place is None:
        raise NotAMember
    if standing.is_member:
        end_stay(standing, reason="left", at=world_now(standing.world))
    return standing


def _fit(character_name: str | None) -> str | None:
    """Raises InvalidInput."""
    if character_name is None or not character_name.strip():
        return None
    return players_name(character_name, longest=LONGEST_NAME)
