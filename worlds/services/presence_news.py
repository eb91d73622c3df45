"""What presence and the worlds tell each other: members hear how their fellows stand, presence hears which worlds it may name."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from presence.services import places
from presence.signals import Change
from worlds.event_types.ephemeral import PlayerLeftGame, PresenceChanged
from worlds.feed import publisher
from worlds.models import SharedWorld, WorldParticipant
from worlds.services.membership.players import present_in_any, tell_rooms

STRANGER: Final = uuid.UUID(int=0)  # knows of what is public, and was never anywhere


def name_worlds_to_presence() -> None:
    """Called once, when the app is ready."""
    places.named_by(worlds_known, members_told_of)


def tell_fellows(*, changes: tuple[Change, ...], **_signal: Any) -> None:
    """Tell everybody who listens, once: one query, and two more for those who are somewhere; a message for each world that one of them is in."""
    by_person = {change.user_id: change for change in changes}
    present = WorldParticipant.objects.present().filter(user_id__in=by_person)
    present = present.exclude(world__status=SharedWorld.Status.ARCHIVED)
    found = list(present.only("world_id", "user_id", "location").order_by("world_id", "user_id"))
    for place in found:
        _tell(place, by_person[place.user_id])
    _tell_rooms(found)


def _tell_rooms(found: Collection[WorldParticipant]) -> None:
    """Tell those at the same places anew who is there, and who of them is away."""
    rooms: dict[uuid.UUID, set[str]] = {}
    for place in found:
        if place.location:
            rooms.setdefault(place.world_id, set()).add(place.location)
    if not rooms:
        return
    held: dict[uuid.UUID, list[WorldParticipant]] = {}
    for place in present_in_any(rooms):
        held.setdefault(place.world_id, []).append(place)
    for world in SharedWorld.objects.readable().filter(pk__in=rooms).select_related("revision"):
        tell_rooms(world, rooms[world.pk], places=held.get(world.pk, []))


def worlds_known(reader: uuid.UUID | None, worlds: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """The short ids of those of these worlds that are public, or that somebody is in now; None is somebody unknown. One query."""
    here = WorldParticipant.objects.present().of(reader or STRANGER).filter(world=OuterRef("pk"))
    known = SharedWorld.objects.open().filter(Q(visibility=SharedWorld.Visibility.PUBLIC) | Exists(here), pk__in=worlds)
    return dict(known.values_list("pk", "short_id"))


def members_told_of(
    reader: uuid.UUID | None, worlds: Collection[uuid.UUID]
) -> Mapping[tuple[uuid.UUID, uuid.UUID], int]:
    """Who is in these worlds, of those whose accounts are visible, and may be told to be there; with their marks. One query."""
    mine = WorldParticipant.objects.fellows().of(reader or STRANGER).filter(world=OuterRef("world"))
    # Without a choice it is as with the account, and those who are listed are visible.
    shown = Q(shows_character=True) | Q(shows_character=None)
    told = WorldParticipant.objects.present().filter(shown | Exists(mine), world__in=worlds)
    return {(world, user): mark for world, user, mark in told.values_list("world_id", "user_id", "namesake")}


def _tell(place: WorldParticipant, change: Change) -> None:
    stands = PresenceChanged(status=change.word, chosen_status=change.chosen, location=place.location or None)
    publisher.publish_ephemeral(place.world_id, stands, actor_id=place.user_id)
    if change.has_left:
        gone = PlayerLeftGame(reason="disconnected")
        publisher.publish_ephemeral(place.world_id, gone, actor_id=place.user_id)
