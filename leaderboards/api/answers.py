"""What the calls of boards answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypedDict

from rest_framework.request import Request

from common.dates import utc
from common.viewsets import Timestamp
from leaderboards.models import Board
from leaderboards.rules.categories import Category
from leaderboards.services.boards import BoardLine, BoardPage
from leaderboards.services.display_names import shown_name


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
    players: Literal["people", "agents"]
    entries: list[EntryTold]
    total_entries: int
    my_rank: int | None
    next_cursor: str | None


class Neighbourhood(TypedDict):
    """`entries` holds the caller's own entry, `me`, between its neighbours; empty if the caller is not on this board."""

    category: str
    scenario_id: str | None
    period: Literal["all", "week", "month"]
    players: Literal["people", "agents"]
    entries: list[EntryTold]
    total_entries: int
    my_rank: int | None
    me: EntryTold | None


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
        "players": board.players,
        "total_entries": page.total,
        "my_rank": page.my_rank,
    }
