"""Telling those who will read it that somebody is typing."""

from __future__ import annotations

import uuid

from django.db.models import Q

from relations.services.blocks import apart_from
from relations.services.silences import silence_of
from worlds.event_types.audience import Only, Room
from worlds.event_types.ephemeral import Typing
from worlds.feed import publisher
from worlds.models import WorldParticipant
from worlds.models.memberships import WorldParticipantQuerySet


def announce_typing(*, user_id: uuid.UUID, world_id: uuid.UUID, channel: str = "room", to: str | None = None) -> None:
    """Told once and kept nowhere, to those who would read a line on this channel; `to` makes it a whisper.

    Nobody hears of those who may not speak on it, who have no reader, or whose channel does not exist.
    """
    place = _speakers(world_id, channel=channel, to=to).of(user_id).first()
    if place is None or silence_of(user_id, channel=channel if to is None else "whisper") is not None:
        return
    audience = _readers(place, channel) if to is None else Only(_listener(place, to))
    if audience is not None:
        told = Typing(location=place.location if isinstance(audience, Room) else None)
        publisher.publish_ephemeral(world_id, told, audience=audience, actor_id=user_id)


def _speakers(world_id: uuid.UUID, *, channel: str, to: str | None) -> WorldParticipantQuerySet:
    """Those who may speak on the channel: spectators to the whole world at most, where its host lets them."""
    present = WorldParticipant.objects.present().filter(world_id=world_id)
    if channel == "world" and to is None:
        return present.filter(~Q(role=WorldParticipant.Role.SPECTATOR) | Q(world__spectators_talk=True))
    return present.seated()


def _readers(place: WorldParticipant, channel: str) -> Only | Room | None:
    """Those who would read a line of somebody at this place; None where the channel does not exist for them."""
    others = WorldParticipant.objects.present().filter(world_id=place.world_id).exclude(pk=place.pk)
    if channel == "world":
        return Only(list(others.values_list("user_id", flat=True)))
    if channel == "party" and place.party_id is not None:
        return Only(list(others.seated().filter(party=place.party_id).values_list("user_id", flat=True)))
    return Room(place.location, but=place.user_id) if channel == "room" else None


def _listener(place: WorldParticipant, to: str) -> list[uuid.UUID]:
    """The one whom a whisper reaches, if it does."""
    named = WorldParticipant.objects.present().filter(world_id=place.world_id, user__short_id=to).exclude(pk=place.pk)
    return list(named.exclude(apart_from(place.user_id, person="user_id")).values_list("user_id", flat=True))
