"""Who hears an event. This alone decides it, and it is fixed when the event is told: who comes later has not heard it.

An event for one room only is one line:

    events.append_events(world, NewEvent(LampFell(), actor_id=user_id, audience=Room("cellar")))

and of one that is not kept:

    publisher.publish_ephemeral(world_id, Typing(location="cellar"), audience=Room("cellar", but=user_id))
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class World:
    """Everybody in the world; of what is stored also those who come later."""


@dataclass(frozen=True, slots=True)
class Room:
    """Those who have a place in the world and are at this location; it is told as `room_id`.

    `people` are those there, where the caller has read them under the world's lock already; else they are asked for, with
    one query. `but` is left out.
    """

    location: str
    people: Collection[uuid.UUID] | None = None
    but: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Only:
    """These users, wherever they are."""

    users: Collection[uuid.UUID]


Audience = World | Room | Only

WORLD: Final = World()
