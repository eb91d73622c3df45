"""Boards, to be read by everybody. Nothing here takes a score: scores come from games."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Literal, TypedDict

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from common.dates import utc
from common.errors import InvalidInput, NotFound
from common.pagination import LARGEST_OFFSET, asked
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door, Timestamp
from leaderboards import limits
from leaderboards.models import Board
from leaderboards.rules.categories import CATEGORIES, Category
from leaderboards.rules.periods import ALL, PERIODS
from leaderboards.services import boards
from leaderboards.services.boards import BoardLine, BoardPage
from leaderboards.services.catch_up import catch_up_a_little
from leaderboards.services.display_names import shown_name
from leaderboards.services.paging import cursor_of, place_from

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
LIMIT = OpenApiParameter("limit", {**WHOLE, "minimum": 1, "maximum": limits.ENTRIES, "default": limits.ENTRIES})
OFFSET = OpenApiParameter("offset", {**WHOLE, "maximum": LARGEST_OFFSET, "default": 0})
CURSOR = OpenApiParameter(
    "cursor", OpenApiTypes.STR, description="The `next_cursor` of the page before, instead of an offset."
)
AROUND = OpenApiParameter(
    "around", {**WHOLE, "maximum": limits.NEIGHBOURS, "default": 5}, description="How many neighbours on either side."
)


class CategoryTold(TypedDict):
    category: str
    title: str
    description: str
    ascending: bool
    needs_scenario: bool
    periods: list[Literal["all", "week", "month"]]


class Details(TypedDict):
    cells: list[str]
    tier: Literal["none", "bronze", "silver", "gold"]


class EntryTold(TypedDict):
    """`user_id` is null for players who hide their statistics and for deleted accounts."""

    rank: int
    user_id: str | None
    display_name: str
    score: int
    details: Details
    achieved_at: Timestamp


class BoardTold(TypedDict):
    category: str
    scenario_id: str | None
    period: Literal["all", "week", "month"]
    entries: list[EntryTold]
    total_entries: int
    my_rank: int | None
    next_cursor: str | None


class Neighbourhood(TypedDict):
    """`entries` holds the caller's own entry, `me`, between its neighbours; empty if the caller is not on this board."""

    category: str
    scenario_id: str | None
    period: Literal["all", "week", "month"]
    entries: list[EntryTold]
    total_entries: int
    my_rank: int | None
    me: EntryTold | None


class BoardDoor(Door):
    permission_classes = (AllowAny,)

    @operation(answer=PageOf(CategoryTold))
    def list_leaderboards(self, _request: Request) -> Response:
        """List the leaderboard categories."""
        return self.pages(CATEGORIES, category_told)

    @operation(answer=BoardTold, parameters=[CATEGORY, SCENARIO, PERIOD, LIMIT, OFFSET, CURSOR], raises=(NotFound,))
    def show_leaderboard(self, request: Request, category: str) -> Response:
        """A leaderboard, best first; among equal scores the earlier first. Equal scores share a rank, and the next rank skips."""
        board, window = wanted_board(request, category), window_of(request)
        catch_up_a_little()
        page = boards.read_board(board, reader_id=reader_of(request), **window)
        return Response(
            {
                **board_answer(request, board, page),
                "entries": entry_answers(page.lines),
                "next_cursor": cursor_of(page.next) if page.next else None,
            }
        )


class OwnRankDoor(Door):
    permission_classes = (IsAuthenticated,)

    @operation(answer=Neighbourhood, parameters=[CATEGORY, SCENARIO, PERIOD, AROUND], raises=(NotFound,))
    def show_own_rank(self, request: Request, category: str) -> Response:
        """Your own rank on a leaderboard, with your neighbours."""
        board = wanted_board(request, category)
        each_way = asked(request.query_params, "around", default=5, least=0, most=limits.NEIGHBOURS)
        reader_id = reader_of(request)
        assert reader_id is not None, "nobody else is let in"
        catch_up_a_little()
        page = boards.read_around(board, reader_id=reader_id, each_way=each_way)
        own = page.line_of(reader_id)
        me = None if own is None else entry_told(own)
        return Response({**board_answer(request, board, page), "entries": entry_answers(page.lines), "me": me})


def category_told(category: Category) -> CategoryTold:
    return {
        "category": category.name,
        "title": category.title,
        "description": category.about,
        "ascending": category.ascends,
        "needs_scenario": category.needs_scenario,
        "periods": ["all", "week", "month"],
    }


def entry_answers(lines: Iterable[BoardLine]) -> list[EntryTold]:
    return [entry_told(line) for line in lines]


def entry_told(line: BoardLine) -> EntryTold:
    person = shown_name(line.user)
    return {
        "rank": line.rank,
        "user_id": person.user_id,
        "display_name": person.display_name,
        "score": line.score,
        "details": {"cells": list(line.cells), "tier": line.tier},  # type: ignore[typeddict-item]  # one of the four
        "achieved_at": utc(line.achieved_at),
    }


def board_answer(request: Request, board: Board, page: BoardPage) -> dict[str, Any]:
    return {
        "category": board.category,
        "scenario_id": request.query_params.get("scenario_id"),
        "period": board.period.kind,
        "total_entries": page.total,
        "my_rank": page.my_rank,
    }


def wanted_board(request: Request, category: str) -> Board:
    period = request.query_params.get("period", ALL)
    if period not in PERIODS:
        raise InvalidInput("Must be all, week or month.", period=["Unknown period."])
    return boards.find_board(category=category, scenario=request.query_params.get("scenario_id"), period=period)


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


def reader_of(request: Request) -> uuid.UUID | None:
    return request.user.pk if request.user.is_authenticated else None
