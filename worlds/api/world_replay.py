"""The replay of a public world that has ended."""

from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NotFound, RateLimited
from common.schema import operation
from common.viewsets import Door
from worlds.api import parameters
from worlds.api.chat import MOST, Log, whole_number
from worlds.api.games import player_of
from worlds.services import frames
from worlds.services.games.public_replay import NotOver, replay_page
from worlds.services.membership.spectating import NoSpectators


class WorldReplayDoor(Door):
    @operation(
        answer=Log,
        parameters=[parameters.AFTER, parameters.LIMIT],
        raises=(NotFound, NotOver, NoSpectators, RateLimited),
    )
    def watch_replay(self, request: Request, world_id: str) -> Response:
        """List the events of a public world that has ended, after event `after`, with their moments: what every spectator could see."""
        after, limit = whole_number(request, "after", 0), whole_number(request, "limit", MOST)
        _, page = replay_page(user_id=player_of(request).pk, world_id=world_id, after=after, limit=limit)
        told = [frames.flat_frame(seen) for seen in page.events]
        return Response({"events": told, "last_sequence": page.last_sequence, "complete": page.complete})
