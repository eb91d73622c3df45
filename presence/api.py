"""Who is online, and what people say of themselves."""

from __future__ import annotations

import uuid
from typing import TypedDict

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from common.dates import utc
from common.errors import AuthRequired, InvalidInput, RateLimited
from common.fields import Choice, StrictSerializer, Truth
from common.pagination import LARGEST_OFFSET, asked
from common.schema import operation
from common.viewsets import Door, Timestamp, read
from presence import limits
from presence.models import PlayerPresence
from presence.services import roster as rosters
from presence.services import visibility
from presence.services.heartbeats import record_arrival
from presence.services.roster import Roster, SomebodyOnline

SCENARIO = OpenApiParameter(
    "scenario_id", {"type": "string", "maxLength": limits.SCENARIO}, description="Only players of this scenario."
)
LIMIT = OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": limits.PEOPLE, "default": limits.PEOPLE})
OFFSET = OpenApiParameter("offset", {"type": "integer", "minimum": 0, "maximum": LARGEST_OFFSET, "default": 0})


class Changes(StrictSerializer):
    visible = Truth(required=False, help_text="Let other players see that you are online, and what you play.")
    status = Choice(choices=PlayerPresence.Chosen.choices, required=False, help_text="Your own status.")


class Beat(StrictSerializer):
    """The body can be omitted or empty."""


class Online(TypedDict):
    """`world_id` and `location` are also null if you cannot see the world."""

    user_id: str
    display_name: str
    scenario_id: str | None
    game_mode: str | None
    world_id: str | None
    location: str | None
    turn: int
    last_active: Timestamp


class WhoIsOnline(TypedDict):
    """The list holds visible players only; the counts include everybody."""

    online: list[Online]
    total_online: int
    total_playing_scenario: int


class OwnPresence(TypedDict):
    """`status` is the one that you set."""

    visible: bool
    status: str


class Standing(TypedDict):
    """Your current status; after this call always online."""

    status: str


class PresenceDoor(Door):
    @operation(answer=WhoIsOnline, parameters=[SCENARIO, LIMIT, OFFSET])
    def list_online(self, request: Request) -> Response:
        """The visible players online, and how many players are online. Without a scenario, `playing` counts the players of any."""
        found = rosters.online_roster(
            reader=caller_id(request),
            scenario=scenario_id(request),
            limit=asked(request.query_params, "limit", default=limits.PEOPLE, least=1, most=limits.PEOPLE),
            offset=asked(request.query_params, "offset", default=0, least=0, most=LARGEST_OFFSET),
        )
        return Response(who_is_online(found))

    @operation(request=Beat, answer=Standing, raises=(RateLimited,))
    def send_heartbeat(self, request: Request) -> Response:
        """Tell the server that you are online, if no open stream and no turn does. Once every 15 seconds is enough."""
        user_id = caller_id(request)
        read(Beat, request)
        record_arrival(user_id)
        return Response({"status": "online"})

    @operation(request=Changes, answer=OwnPresence)
    def change_presence(self, request: Request) -> Response:
        """Change whether other players see you online, and your own status. Omitted fields stay as they are."""
        wish, user_id = read(Changes, request), caller_id(request)
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


def scenario_id(request: Request) -> str | None:
    """Raises InvalidInput. Nobody plays an unknown scenario, and saying so is no secret."""
    given = request.query_params.get("scenario_id")
    if given is not None and (len(given) > limits.SCENARIO or "\0" in given):
        raise InvalidInput("There is no scenario with this id.", scenario_id=["This is not a valid id."])
    return given or None


def who_is_online(found: Roster) -> WhoIsOnline:
    return {
        "online": [online_answer(each) for each in found.online],
        "total_online": found.total_online,
        "total_playing_scenario": found.total_playing,
    }


def online_answer(each: SomebodyOnline) -> Online:
    return {
        "user_id": each.user_id,
        "display_name": each.display_name,
        "scenario_id": each.scenario_id,
        "game_mode": each.game_mode,
        "world_id": each.world_id,
        "location": each.location,
        "turn": each.turn,
        "last_active": utc(each.last_active),
    }
