"""Who may know of a world, and what somebody may see of it and do in it now.

People with a present place see the world as it is. People who left, of their own will or not, see it as it was when
their last stay ended, and nothing after. Acting takes a seat; spectators watch.
"""

from __future__ import annotations

import copy
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from common.errors import NotFound
from common.ids import lookup
from relations.services import silences
from relations.services.blocks import apart_from
from worlds.models import GameSession, Invite, SharedWorld, WorldParticipant, WorldStay
from worlds.models.shared import SharedWorldQuerySet
from worlds.rules.state_migrations import migrated
from worlds.services.membership.errors import NotAMember, SpectatorsWatch, WorldArchived
from worlds.services.membership.removal import SentAway, not_here


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader may know of a world from outside; `is_past` says that it is of the moment when they left."""

    status: str
    players: int
    turn: int
    activity: datetime
    is_past: bool


def known_to(user_id: uuid.UUID) -> SharedWorldQuerySet:
    """Worlds that somebody may know of: public ones, and those that they have ever been in."""
    places = WorldParticipant.objects.filter(world=OuterRef("pk"), user_id=user_id)
    return SharedWorld.objects.filter(Q(visibility=SharedWorld.Visibility.PUBLIC) | Exists(places))


def listed_for(worlds: SharedWorldQuerySet, user_id: uuid.UUID) -> SharedWorldQuerySet:
    """Without those whose host is kept apart from somebody, unless both are in it."""
    here = WorldParticipant.objects.present().filter(world=OuterRef("pk"), user_id=user_id)
    return worlds.exclude(apart_from(user_id, person="host_id") & ~Exists(here))


def find_world(*, user_id: uuid.UUID, world_id: str | uuid.UUID, invite: str | None = None) -> uuid.UUID:
    """The world with this id, in either form. Raises NotFound, also for a private one without a valid invitation."""
    found = lookup(world_id, "wld")
    # One answer for what is not there and what is hidden: nobody finds private worlds by trying ids.
    known = known_to(user_id).filter(**found).values_list("pk", flat=True).first()
    if known is None and invite:
        invited = (
            Invite.objects.valid_at(timezone.now())
            .open_to(user_id)
            .filter(code=invite, world__in=SharedWorld.objects.filter(**found))
        )
        known = invited.values_list("world_id", flat=True).first()
    if known is None:
        raise NotFound("There is no world with this id.")
    return known


def is_present(*, user_id: uuid.UUID, world_id: uuid.UUID) -> bool:
    """Whether somebody has a place in a world now, with or without a seat."""
    return WorldParticipant.objects.present().of(user_id).filter(world_id=world_id).exists()


def is_fellow(*, user_id: uuid.UUID, world_id: uuid.UUID) -> bool:
    """Whether somebody plays in a world, or has played and is there still: others there are not hidden from them."""
    return WorldParticipant.objects.fellows().of(user_id).filter(world_id=world_id).exists()


def require_present(*, user_id: uuid.UUID, world_id: uuid.UUID) -> None:
    """Raises NotAMember."""
    present_place(user_id=user_id, world_id=world_id)


def present_place(*, user_id: uuid.UUID, world_id: uuid.UUID) -> WorldParticipant:
    """Somebody's place in a world, with or without a seat. Raises NotAMember."""
    place = WorldParticipant.objects.present().of(user_id).filter(world_id=world_id).first()
    if place is None:
        raise not_here(user_id=user_id, world_id=world_id)
    return place


def require_not_sent_away(*, user_id: uuid.UUID, world_id: uuid.UUID) -> None:
    """Raises SentAway for somebody who has no place in a world because its host wanted it so."""
    if not is_present(user_id=user_id, world_id=world_id) and isinstance(
        refusal := not_here(user_id=user_id, world_id=world_id), SentAway
    ):
        raise refusal


def require_seat(world: SharedWorld, user_id: uuid.UUID) -> WorldParticipant:
    """The place of somebody who may act. Raises WorldArchived, NotAMember, SpectatorsWatch."""
    if world.is_archived:
        raise WorldArchived
    place = WorldParticipant.objects.present().of(user_id).filter(world=world).first()
    if place is None:
        raise not_here(user_id=user_id, world_id=world.pk)
    if not place.holds_seat:
        raise SpectatorsWatch
    return place


def require_voice(world: SharedWorld, user_id: uuid.UUID, *, channel: str) -> WorldParticipant:
    """The place of somebody who may speak on a channel: spectators to the whole world alone, where its host lets them.

    Raises as `require_seat`, and Silenced.
    """
    is_open = channel == "world" and world.spectators_talk and not world.is_archived
    place = present_place(user_id=user_id, world_id=world.pk) if is_open else require_seat(world, user_id)
    silences.require_not_silenced(user_id, channel=channel)
    return place


def last_stay(*, user_id: uuid.UUID, world_id: uuid.UUID) -> WorldStay | None:
    """The stay that somebody without a present place remembers; None for somebody who was never there."""
    stays = WorldStay.objects.filter(world_id=world_id, user_id=user_id).select_related("revision__scenario")
    return stays.defer("revision__content_text", "revision__report").order_by("-pk").first()


def last_event_known(*, user_id: uuid.UUID, world_id: uuid.UUID) -> int | None:
    """The last event that somebody may know of: 0 if they were never there, None (no bound) while they are present."""
    if is_present(user_id=user_id, world_id=world_id):
        return None
    stay = last_stay(user_id=user_id, world_id=world_id)
    return 0 if stay is None else stay.event_seq or 0


def as_known(session: GameSession) -> GameSession:
    """A session with its world as its player may know it: as it is, or as it was when their last stay ended.

    A world of the past is a copy that refuses to be saved. Raises NotAMember when no stay remembers it.
    """
    world = session.world
    if world is None or is_present(user_id=session.user_id, world_id=world.pk):
        return session
    stay = last_stay(user_id=session.user_id, world_id=world.pk)
    if stay is None or stay.revision is None:
        raise NotAMember
    session.world = remembered_world(world, stay)
    return session


def remembered_world(world: SharedWorld, stay: WorldStay) -> SharedWorld:
    """A world as it was at the end of a stay; whether it is archived is told as it is."""
    older = world.migrated_from  # then its memories are as old, and migrated with it
    past = copy.copy(world)  # the caller may hold the world itself, and save it
    past.is_remembered = True
    past.turn, past.event_seq, past.record_seq = stay.world_turn or 0, stay.event_seq or 0, stay.world_seq or 0
    past.player_count, past.last_activity_at = stay.player_count or 0, stay.left_at
    if stay.world_state is not None:
        past.world_state = stay.world_state if older is None else migrated(stay.world_state, older.version)
    if stay.revision is not None:
        past.revision = stay.revision
    return past


def with_what_is_known(worlds: SharedWorldQuerySet, user_id: uuid.UUID) -> SharedWorldQuerySet:
    """Worlds annotated with what somebody may know of each: a private one that they have left stands still for them.

    `known_status`, `known_players`, `known_turn` and `known_activity` may be filtered and sorted by; `what_is_known` reads them.
    """
    left = WorldParticipant.objects.given_up().of(user_id).filter(world=OuterRef("pk"))
    stay = WorldStay.objects.filter(world=OuterRef("pk"), user_id=user_id).order_by("-pk")

    def then(field: str, otherwise: object) -> Coalesce:
        return Coalesce(Subquery(stay.values(field)[:1]), otherwise)

    def known(now: str, past: object) -> Case:
        return Case(When(is_past=True, then=past), default=F(now))

    annotated = worlds.annotate(is_past=Q(visibility=SharedWorld.Visibility.PRIVATE) & Exists(left))
    annotated = annotated.annotate(
        known_players=known("player_count", then("player_count", Value(0))),
        known_turn=known("turn", then("world_turn", Value(0))),
        known_activity=known("last_activity_at", then("left_at", F("created_at"))),
    )
    return annotated.annotate(known_status=_known_status())


def _known_status() -> Case:
    status = SharedWorld.Status
    then_full = Q(is_past=True, known_players__gte=F("max_players"))
    told_as_it_is = Q(is_past=False) | Q(status=status.ARCHIVED)
    return Case(
        When(told_as_it_is, then=F("status")), When(then_full, then=Value(status.FULL)), default=Value(status.ACTIVE)
    )


def what_is_known(world: SharedWorld) -> Known:
    """What the reader whom `with_what_is_known` asked for may know of a world that it annotated."""
    told: Any = world
    return Known(told.known_status, told.known_players, told.known_turn, told.known_activity, told.is_past)


def memory_of(world: SharedWorld) -> dict[str, Any]:
    """What a stay keeps of the world as it ends, as columns of its row (`world_state`, `world_turn`, `event_seq`, …).

    Assumes the world's row locked and carrying what the ending does to it.
    """
    return {
        "world_state": world.world_state,
        "world_turn": world.turn,
        "world_seq": world.record_seq,
        "event_seq": world.event_seq,
        "player_count": world.player_count,
        "revision_id": world.revision_id,
    }
