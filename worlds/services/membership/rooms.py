"""The room that somebody is in, as the API tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from worlds.event_types.ephemeral import Fellow, RoomOccupants


def occupants_seen(view: Mapping[str, Any] | None, world: Mapping[str, Any]) -> RoomOccupants:
    """The same, of a player's view of their game and of their world, as the API tells both. Who only watches is nowhere."""
    if view is None:
        return RoomOccupants(location=None, players=[], npcs=[], occupants=[], count=0)
    here, names = view["location"], view["names"]["npcs"]
    players = [_fellow(player) for player in world["players"] if player["location"] == here["id"]]
    called = [player["character_name"] for player in players] + [names[npc] for npc in here["npcs"]]
    return RoomOccupants(
        location=here["id"], players=players, npcs=list(here["npcs"]), occupants=called, count=len(players)
    )


def _fellow(player: Mapping[str, Any]) -> Fellow:
    return {
        "user_id": player["user_id"],
        "display_name": player["display_name"],
        "character_name": player["character_name"],
        "status": player["status"],
        "colour": player["colour"],
        "is_agent": player["is_agent"],
    }
