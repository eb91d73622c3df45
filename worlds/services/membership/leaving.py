"""Leaving a world, of one's own will or not. The story stays as it stands; what belongs to the place stays there."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from worlds.event_types.stored import PlayerLeft
from worlds.models import PlayerText, TurnRecord, WorldParticipant
from worlds.models.compiled import compiled_scenario
from worlds.rules import party as rules
from worlds.rules.party import Parting
from worlds.rules.rooms import rooms_of
from worlds.services import events
from worlds.services.events import NewEvent
from worlds.services.membership import access, seats
from worlds.services.membership.companies import company_of
from worlds.services.membership.errors import NotAMember, WorldArchived
from worlds.services.membership.locks import LockedMembership, lock_membership, retry_while_shifting
from worlds.services.membership.players import came_and_went, present_in, seats_at, tell_rooms
from worlds.services.membership.whereabouts import note_gone
from worlds.services.notify import recheck_after_commit
from worlds.services.turns import record_log
from worlds.services.turns.locks import await_any_world
from worlds.services.turns.result import turn_payload, world_changed
from worlds.services.turns.state_rows import state_of, write_state


def leave_world(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> LockedMembership:
    """Free one's seat and keep the story; once more changes nothing. One transaction.

    Returns the membership as it is after it, its locks gone. Raises NotFound, NotAMember, WorldArchived.
    """
    return retry_while_shifting(partial(_leave, access.find_world(user_id=user_id, world_id=world_id), user_id))


def _leave(world_id: uuid.UUID, user_id: uuid.UUID) -> LockedMembership:
    standing = lock_membership(world_id=world_id, user_id=user_id)
    if standing.world.is_archived:
        raise WorldArchived
    if standing.place is None:  # never here; leaving once more changes nothing
        raise NotAMember
    if standing.is_member:
        end_stay(standing, reason="left", at=standing.world.now())
    return standing


def end_stay(standing: LockedMembership, *, reason: Parting, at: datetime, note: PlayerText | None = None) -> None:
    """End somebody's stay and save everything. Assumes the locks of a LockedMembership, and that they are a member."""
    world, place = standing.world, standing.place
    assert place is not None, "who leaves is here"
    # A spectator has no part in the state: they go without a record.
    if standing.is_seated:
        _let_go(standing, place, reason=reason, at=at)
    else:  # and no event tells their streams that they are gone
        recheck_after_commit(place.user_id)
    seats.leave_seat(world, place, reason=reason, at=at, note=note)
    world.save()
    note_gone(world.pk, [place.user_id])


@transaction.atomic
def vacate_seat(*, user_id: uuid.UUID, world_id: uuid.UUID) -> None:
    """End somebody's stay in a world whose state cannot be read; their story and the world's state stay as they are.

    Raises Unavailable.
    """
    # Only the world is locked: the session is not written, as nobody can read it.
    world = await_any_world(world_id)
    place = WorldParticipant.objects.present().of(user_id).filter(world=world).first()
    if place is not None:
        seats.leave_seat(world, place, reason="left", at=timezone.now())
        world.save()
        note_gone(world.pk, [user_id])


def _let_go(standing: LockedMembership, place: WorldParticipant, *, reason: Parting, at: datetime) -> None:
    world, session = standing.world, standing.session
    assert session is not None, "who has a seat plays a story"
    step = rules.leave(compiled_scenario(world.revision), state_of(session), company_of(session), reason)
    status, finished_at = session.status, session.finished_at
    write_state(session, step.after, at=at)
    session.status, session.finished_at = status, finished_at  # giving a story up is not told by its state
    entry = record_log.Entry(
        kind=TurnRecord.Kind.LEAVE, at=at, command={"reason": reason}, result=dict(turn_payload(step))
    )
    record_log.append_record(session, entry)
    session.save()
    changes = world_changed(world, step, by=place.user.short_id)
    others = [each for each in present_in(world.pk) if each.user_id != place.user_id]
    gone = came_and_went(place.user_id, seats_at(others), origin=place.location)
    events.append_events(world, *changes, *gone, NewEvent(PlayerLeft(reason=reason), actor_id=place.user_id))
    rooms = {place.location, *rooms_of(step, compiled_scenario(world.revision))}
    tell_rooms(world, rooms, state=step.after.world, places=others)
