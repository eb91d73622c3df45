"""The seats of a world: the only place where `player_count` moves. All of it assumes the world's row locked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from worlds import limits
from worlds.models import PlayerText, SharedWorld, WorldParticipant, WorldStay
from worlds.services.groups.parting import untie_place
from worlds.services.membership import access, starting
from worlds.services.membership.admission import WorldFull
from worlds.services.membership.world_terms import note_terms

FULL_BUT_OPEN: Final = "Every seat in this world is taken. You can watch it, join another world, or create your own."


def take_seat(world: SharedWorld) -> None:
    """Count one more player; saves nothing. Raises WorldFull, which says whether one may watch."""
    if world.player_count >= world.max_players:
        raise WorldFull(FULL_BUT_OPEN, can_spectate=True) if has_room_to_watch(world) else WorldFull(can_spectate=False)
    _count(world, world.player_count + 1)


def role_of(account: Any) -> WorldParticipant.Role:
    """As what somebody takes a seat."""
    return WorldParticipant.Role.AGENT if account.is_agent else WorldParticipant.Role.PLAYER


def leave_seat(
    world: SharedWorld, place: WorldParticipant, *, reason: str, at: datetime, note: PlayerText | None = None
) -> None:
    """End somebody's stay, free the seat if they held one, and pass the world on if they hosted it; saves the place."""
    _give_up(world, place, reason=reason, at=at, note=note)
    place.left_at, place.is_ready, place.allows_followers = (
        at,
        False,
        False,
    )  # before the host is passed on: they must not be their own heir
    place.save(update_fields=["left_at", "is_ready", "allows_followers"])
    pass_on_host(world)
    starting.start_when_ready(world)  # they may have been the one for whom the others waited


def free_finished_seat(world: SharedWorld, place: WorldParticipant, *, at: datetime) -> None:
    """Free the seat of somebody whose story has ended; they stay to watch. Saves the place.

    The host stays its host while they watch.
    """
    _give_up(world, place, reason=WorldStay.Reason.FINISHED, at=at)
    place.role, place.is_ready, place.joined_at = WorldParticipant.Role.SPECTATOR, False, at
    place.save(update_fields=["role", "is_ready", "joined_at", "location"])


def end_stays(world: SharedWorld, places: Sequence[WorldParticipant], *, reason: str, at: datetime) -> None:
    """End many stays at once, without a word to the state; moves no count and saves no session."""
    people = [place.user_id for place in places]
    WorldStay.objects.filter(world=world, user_id__in=people).update(world_state=None)
    WorldStay.objects.bulk_create(_stay(world, place, reason=reason, at=at) for place in places)
    world.participants.present().filter(user_id__in=people).update(left_at=at, is_ready=False)


def has_room_to_watch(world: SharedWorld) -> bool:
    return world.spectators_allowed and world.participants.watching().count() < limits.SPECTATORS


def pass_on_host(world: SharedWorld) -> None:
    """Make the longest-staying player the host of a world whose host is gone; an empty world keeps its last."""
    if access.is_present(user_id=world.host_id, world_id=world.pk):
        return
    heir = world.participants.seated().order_by("joined_at", "pk").first()
    if heir is not None:
        world.host_id = heir.user_id
        note_terms(world, ["host"])


def _give_up(
    world: SharedWorld, place: WorldParticipant, *, reason: str, at: datetime, note: PlayerText | None = None
) -> None:
    if place.holds_seat:
        untie_place(world, place)
        _count(world, world.player_count - 1)
    # Only the last stay is ever looked at: one copy of the state for each person, however often they come and go.
    WorldStay.objects.filter(world=world, user_id=place.user_id).update(world_state=None)
    _stay(world, place, reason=reason, at=at, note=note).save(force_insert=True)


def _stay(
    world: SharedWorld, place: WorldParticipant, *, reason: str, at: datetime, note: PlayerText | None = None
) -> WorldStay:
    return WorldStay(
        **access.memory_of(world),
        world=world,
        user_id=place.user_id,
        session_id=place.session_id,
        role=place.role,
        reason=reason,
        note_text=note,
        joined_at=place.joined_at,
        left_at=at,
    )


def count_seats(world: SharedWorld) -> None:
    """Say whether the world is full now; saves nothing."""
    if not world.is_archived:  # the end of a world frees its seats, and stays its status
        full = world.player_count >= world.max_players
        world.status = SharedWorld.Status.FULL if full else SharedWorld.Status.ACTIVE


def _count(world: SharedWorld, players: int) -> None:
    world.player_count = players
    count_seats(world)
