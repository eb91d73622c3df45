"""What the calls of boards take."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from common.errors import InvalidInput
from common.pagination import LARGEST_OFFSET, asked
from leaderboards import limits
from leaderboards.models import Board
from leaderboards.rules.categories import CATEGORIES
from leaderboards.rules.contestants import CONTESTANTS, PEOPLE
from leaderboards.rules.periods import ALL, PERIODS
from leaderboards.services import boards
from leaderboards.services.paging import place_from

WHOLE = {"type": "integer", "minimum": 0}

CATEGORY = OpenApiParameter(
    "category", OpenApiTypes.STR, OpenApiParameter.PATH, enum=[category.name for category in CATEGORIES]
)
SCENARIO = OpenApiParameter(
    "scenario_id", OpenApiTypes.STR, description="Only this scenario; default: all. Required for `turn_efficiency`."
)
PERIOD = OpenApiParameter(
    "period", OpenApiTypes.STR, enum=list(PERIODS), default=ALL, description="This week or this month, in UTC."
)
PLAYERS = OpenApiParameter(
    "players", OpenApiTypes.STR, enum=list(CONTESTANTS), default=PEOPLE, description="People and agents rank apart."
)
LIMIT = OpenApiParameter("limit", {**WHOLE, "minimum": 1, "maximum": limits.ENTRIES, "default": limits.ENTRIES})
OFFSET = OpenApiParameter("offset", {**WHOLE, "maximum": LARGEST_OFFSET, "default": 0})
CURSOR = OpenApiParameter(
    "cursor", OpenApiTypes.STR, description="The `next_cursor` of the page before, instead of an offset."
)
AROUND = OpenApiParameter(
    "around", {**WHOLE, "maximum": limits.NEIGHBOURS, "default": 5}, description="How many neighbours on either side."
)


def wanted_board(request: Request, category: str) -> Board:
    period = request.query_params.get("period", ALL)
    if period not in PERIODS:
        raise InvalidInput("Must be all, week or month.", period=["Unknown period."])
    players = request.query_params.get("players", PEOPLE)
    if players not in CONTESTANTS:
        raise InvalidInput("Must be people or agents.", players=["Must be people or agents."])
    return boards.find_board(
        category=category, scenario=request.query_params.get("scenario_id"), period=period, players=players
    )


def window_of(request: Request) -> dict[str, Any]:
    query = request.query_params
    limit = asked(query, "limit", default=limits.ENTRIES, least=1, most=limits.ENTRIES)
    if "cursor" not in query:
        return {"limit": limit, "offset": asked(query, "offset", default=0, least=0, most=LARGEST_OFFSET)}
    if "offset" in query:
        raise InvalidInput(
            "A cursor cannot be combined with an offset.", cursor=["A cursor cannot be combined with an offset."]
        )
    return {"limit": limit, "start": place_from(query["cursor"])}
