"""Reading along with a player: who may, who does, and how it ends.

`readable_place` decides alone whose prose somebody may read. Following is reading: whoever asks for the story is noted as a
follower and shown to the player, and is forgotten once they have not asked for LINGERS. Nothing is sent with a turn.
A page says in each request which visit it belongs to: what it asked before it was closed may arrive later.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.errors import Forbidden, NotFound
from common.ids import lookup
from relations.services.blocks import apart_from, are_apart
from worlds.event_types.audience import WORLD, Audience, Only
from worlds.event_types.ephemeral import FollowersChanged
from worlds.feed import publisher
from worlds.models import Follower, SharedWorld, WorldParticipant
from worlds.rules.sight import Sight
from worlds.services.membership import access
from worlds.services.membership.errors import SpectatorsWatch, WorldArchived
from worlds.services.membership.removal import not_here

LINGERS: Final = timedelta(seconds=100)  # an open page asks at least once a minute
NOTED_ANEW: Final = timedelta(seconds=20)  # so that a page that asks often does not write each time


class NotFollowable(Forbidden):
    code = "not_followable"
    message = "This player does not let others read along."


class StoppedReading(Forbidden):
    code = "stopped_reading"
    message = "You have stopped reading along."


@transaction.atomic
def allow_followers(*, user_id: uuid.UUID, world_id: str | uuid.UUID, is_allowed: bool) -> WorldParticipant:
    """Let the others in a world read one's story along, or end it: nobody reads a word more from the commit on.

    Raises NotFound, WorldArchived, NotAMember, SpectatorsWatch.
    """
    # Locked: two changes at once are made one after the other.
    rows = WorldParticipant.objects.select_for_update(of=("self",), no_key=True).select_related("user", "session")
    place = rows.get(pk=own_place(user_id=user_id, world_id=world_id).pk)
    if place.allows_followers != is_allowed:
        place.allows_followers = is_allowed
        place.save(update_fields=["allows_followers"])
        _tell(place, WORLD)
    if not is_allowed:
        place.followers.all().delete()
    return place


def own_place(*, user_id: uuid.UUID, world_id: str | uuid.UUID) -> WorldParticipant:
    """The place of somebody who plays in a world, or whose story there has ended.

    Raises NotFound, WorldArchived, NotAMember, SpectatorsWatch.
    """
    found = access.find_world(user_id=user_id, world_id=world_id)
    if SharedWorld.objects.only("status").get(pk=found).is_archived:
        raise WorldArchived
    mine = WorldParticipant.objects.present().of(user_id).filter(world_id=found).first()
    if mine is None:
        raise not_here(user_id=user_id, world_id=found)
    if mine.session_id is None:
        raise SpectatorsWatch
    return mine


def readable_place(*, reader_id: uuid.UUID, world_id: str | uuid.UUID, player: str | uuid.UUID) -> WorldParticipant:
    """The place of the player whose story somebody asks to read along: the one decision about it.

    `player` is their account's id, or the number of their place, which tells outsiders nothing of the account.
    Raises NotFound for a world or a player there that the reader may not know of, NotAMember, NotFollowable.
    """
    found = access.find_world(user_id=reader_id, world_id=world_id)
    reader = access.present_place(user_id=reader_id, world_id=found)
    places = WorldParticipant.objects.present().filter(world_id=found, **_whose(player))
    place = places.select_related("user__presence").first()
    if place is None or not _is_known_to(reader, place, by_account=not str(player).isdecimal()):
        raise NotFound("This player is not in this world.")
    if not place.allows_followers or place.session_id is None or place.user_id == reader_id:
        raise NotFollowable
    if are_apart(reader_id, place.user_id):
        raise NotFollowable
    return place


def note_follower(place: WorldParticipant, reader_id: uuid.UUID, *, visit: str = "") -> None:
    """Note that somebody reads along now, and tell the player of one who had not been here. A look, and a write where it is due.

    `visit` is of the page that asks, empty for a program. Raises StoppedReading for a page that was closed.
    """
    now = timezone.now()
    known = Follower.objects.filter(place=place, user_id=reader_id, visit=visit).first()
    if known is not None and known.is_closed:
        raise StoppedReading
    if known is not None and now - known.seen_at < NOTED_ANEW:
        return
    Follower.objects.update_or_create(place=place, user_id=reader_id, visit=visit, defaults={"seen_at": now})
    if known is None or now - known.seen_at > LINGERS:
        _tell(place, Only([place.user_id]))


def stop_following(*, reader_id: uuid.UUID, world_id: str | uuid.UUID, player: str, visit: str | None = None) -> None:
    """Follow that player no longer, on the page of this `visit` or everywhere; they are told. Once more changes nothing.

    Raises NotFound for an unknown world.
    """
    found = access.find_world(user_id=reader_id, world_id=world_id)
    whose = {f"place__{key}": value for key, value in _whose(player).items()}
    mine = Follower.objects.still_open().filter(user_id=reader_id, place__world_id=found, **whose)
    if visit is not None:
        mine = mine.filter(visit=visit)
    for follower in mine.select_related("place__user"):
        _leave(follower)
        _tell(follower.place, Only([follower.place.user_id]))


def _leave(follower: Follower) -> None:
    """A program that asks again has begun again; a page that was closed stays known as such for a while."""
    if not follower.visit:
        follower.delete()
        return
    follower.left_at = timezone.now()
    follower.save(update_fields=["left_at"])


def followers_of(place: WorldParticipant) -> QuerySet[WorldParticipant]:
    """The places of those who read along with a player now, in order of joining; for a place that allows nobody, none."""
    present = WorldParticipant.objects.present().filter(world_id=place.world_id)
    if not place.allows_followers:
        return present.none()
    reading = Follower.objects.filter(place=place).reading_since(timezone.now() - LINGERS)
    reading = reading.exclude(apart_from(place.user_id, person="user_id"))
    return present.filter(user_id__in=reading.values("user_id")).select_related("user").order_by("joined_at", "pk")


def forget_followers() -> int:
    """Delete those who have not asked for long; how many that were."""
    return Follower.objects.filter(seen_at__lt=timezone.now() - LINGERS).delete()[0]


def _whose(player: str | uuid.UUID) -> dict[str, object]:
    """How to find a place by its number or its person's id: keywords for `filter`."""
    if isinstance(player, str) and player.isascii() and player.isdecimal() and len(player) <= 15:
        return {"pk": int(player)}
    return {f"user__{key}": value for key, value in lookup(player, "usr").items()}


def _is_known_to(reader: WorldParticipant, place: WorldParticipant, *, by_account: bool) -> bool:
    """Whether the reader may know that this player is here, and as whom."""
    if reader.is_fellow or place.sight is Sight.ALL:
        return True
    return place.sight is Sight.CHARACTER and not by_account


def _tell(place: WorldParticipant, audience: Audience) -> None:
    """On commit, those whose pages show it."""
    world_id, changed = place.world_id, FollowersChanged()
    transaction.on_commit(lambda: publisher.publish_ephemeral(world_id, changed, audience=audience), robust=True)
