"""The places of a world, one by one."""

from typing import Final

from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NotFound
from common.schema import operation
from common.viewsets import Door
from worlds.api.games import player_of
from worlds.models.versions import IncompatibleVersion
from worlds.services.games.room_view import RoomView, room_view
from worlds.services.membership.errors import NotAMember

MEMBERS: Final = (NotFound, NotAMember, IncompatibleVersion)


class RoomDoor(Door):
    @operation(answer=RoomView, raises=MEMBERS)
    def show_room(self, request: Request, world_id: str, location: str) -> Response:
        """Show a place on your map: what it looks like, who and what is there, and the ways out of it."""
        return Response(room_view(user_id=player_of(request).pk, world_id=world_id, location=location))
