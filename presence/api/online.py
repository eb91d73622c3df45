"""Who is online, and what people say of themselves."""

from __future__ import annotations

import uuid

from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import AuthRequired, RateLimited
from common.pagination import LARGEST_OFFSET, asked
from common.schema import operation
from common.viewsets import Door, read
from presence import limits
from presence.api import answers, bodies
from presence.api.parameters import LIMIT, OFFSET, SCENARIO, scenario_id
from presence.services import roster as rosters
from presence.services import visibility
from presence.services.heartbeats import record_arrival


class PresenceDoor(Door):
    @operation(answer=answers.WhoIsOnline, parameters=[SCENARIO, LIMIT, OFFSET])
    def list_online(self, request: Request) -> Response:
        """The visible players online, and how many players are online. Without a scenario, `playing` counts the players of any."""
        found = rosters.online_roster(
            reader=caller_id(request),
            scenario=scenario_id(request),
            limit=asked(request.query_params, "limit", default=limits.PEOPLE, least=1, most=limits.PEOPLE),
            offset=asked(request.query_params, "offset", default=0, least=0, most=LARGEST_OFFSET),
        )
        return Response(answers.who_is_online(found))

    @operation(request=bodies.Beat, answer=answers.Standing, raises=(RateLimited,))
    def send_heartbeat(self, request: Request) -> Response:
        """Tell the server that you are online, if no open stream and no turn does. Once every 15 seconds is enough."""
        user_id = caller_id(request)
        read(bodies.Beat, request)
        record_arrival(user_id)
        return Response({"status": "online"})

    @operation(request=bodies.Changes, answer=answers.OwnPresence)
    def change_presence(self, request: Request) -> Response:
        """Change whether other players see you online, and your own status. Omitted fields stay as they are."""
        wish, user_id = read(bodies.Changes, request), caller_id(request)
        if "visible" in wish:
            visibility.set_visible(user_id=user_id, visible=wish["visible"])
        if "status" in wish:
            visibility.choose_status(user_id=user_id, chosen=wish["status"])
        shown = visibility.shown_of(user_id=user_id)
        return Response({"visible": shown.visible, "status": shown.chosen})


def caller_id(request: Request) -> uuid.UUID:
    if request.user.pk is None:
        raise AuthRequired
    return uuid.UUID(str(request.user.pk))
