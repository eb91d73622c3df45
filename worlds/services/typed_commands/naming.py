"""Whom a typed name can mean in a world, by the names that the caller may know."""

from __future__ import annotations

from typing import Any, Final

from common.agent_mark import marked_agent
from worlds.models import WorldParticipant
from worlds.rules.typed_commands.names import Named
from worlds.services.membership import access
from worlds.services.typed_commands.verbs import Caller

NO_SUCH_PLAYER: Final = "There is nobody of that name in this world. Type /who to see the players."


def named_others(caller: Caller) -> list[Named]:
    """The other players of the caller's world, in order of joining, by the ids of their accounts; nobody where one plays alone.

    Strangers to the world are told nobody. Raises NotAMember.
    """
    return [Named(place.user.short_id, (place.known_as, place.called), "player") for place in _others(caller)]


def names_by_id(caller: Caller) -> dict[str, str]:
    """What the other players are called, agents with their mark, by the ids of their accounts. Raises as `named_others`."""
    people: list[tuple[Any, str]] = [(place.user, place.known_as) for place in _others(caller)]
    return {user.short_id: marked_agent(name, is_agent=user.is_agent) for user, name in people}


def _others(caller: Caller) -> list[WorldParticipant]:
    user_id, world_id = caller.user_id, caller.world_id
    if world_id is None:
        return []
    access.require_present(user_id=user_id, world_id=world_id)
    if not access.is_fellow(user_id=user_id, world_id=world_id):
        return []
    places = WorldParticipant.objects.seated().filter(world_id=world_id).select_related("user")
    return list(places.exclude(user_id=user_id).order_by("joined_at", "pk"))
