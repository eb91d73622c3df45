"""A preview of the story at a star's scene."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NotFound
from common.schema import operation
from common.viewsets import Door, read
from cosmos.services import previewing
from worlds.api import answers
from worlds.api.bodies import Nothing
from worlds.api.games import player_of
from worlds.rules.previewing import NotThere
from worlds.services.player_limits import TooManyGames
from worlds.services.stories.entitlements import EntitlementRequired


class PreviewDoor(Door):
    @operation(
        request=Nothing,
        answer=answers.Started,
        status=201,
        raises=(NotFound, NotThere, EntitlementRequired, TooManyGames),
    )
    def start_preview(self, request: Request, entry_id: str) -> Response:
        """Begin a preview at the scene of a star's idea. It does not count for leaderboards, profiles or achievements, and ends after a day without a turn."""
        read(Nothing, request)
        player = player_of(request)
        session = previewing.preview_star(user_id=player.pk, entry_id=entry_id)
        return Response(answers.started_answer(session, player), status=201)
