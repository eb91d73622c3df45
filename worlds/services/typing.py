"""Telling those who will read it that somebody is typing."""

from __future__ import annotations

import uuid

from django.db.models import Q

from relations.services.blocks import apart_from
from relations.services.silences import silence_of
from worlds.event_types.audience import Audience, Only, Room
from worlds.event_types.ephemeral import Typing
from worlds.feed import publisher
from worlds.models import WorldParticipant


def announce_typing(*, user_id: uuid.UUID, world_id: uuid.UUID, channel: str = "room", to: str | None = None) -> None:
    """Told once and kept nowhere, to those who would read a line on this channel; `to` makes it a whisper.

    Nobody hears of those who may not speak on it, who have no reader, or whose channel does not exist.
    """
    present = WorldParticipant.objects.present().filter(world_id=world_id)
    speakers = present.seated()
    if channel == "world" and to is None:
        speakers = present.filter(~Q(role=WorldParticipant.Role.SPECTATOR) | Q(world__spectators_talk=True))
    place = speakers.of(user_id).values_list("location", flat=True).first()
    if place is None or silence_of(user_id, channel="whisper" if to is not None else channel) is not None:
        return
    audience: Audience
    if to is not None:
        audience = Only(
            list(
                present.filter(user__short_id=to)
                .exclude(user_id=user_id)
                .exclude(apart_from(user_id, person="user_id"))
                .values_list("user_id", flat=True)
            )
        )
    elif channel == "world":
        audience = Only(list(present.exclude(user_id=user_id).values_list("user_id", flat=True)))
    else:
        audience = Room(place, but=user_id)
    told = Typing(location=place if isinstance(audience, Room) else None)
    publisher.publish_ephemeral(world_id, told, audience=audience, actor_id=user_id)
