"""Boards, to be read by everybody. Nothing here takes a score: scores come from games."""

from __future__ import annotations

import uuid

from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NotFound
from common.pagination import asked
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door
from leaderboards import limits
from leaderboards.api import answers
from leaderboards.api.parameters import (
    AROUND,
    CATEGORY,
    CURSOR,
    LIMIT,
    OFFSET,
    PERIOD,
    PLAYERS,
    SCENARIO,
    wanted_board,
    window_of,
)
from leaderboards.rules.categories import CATEGORIES
from leaderboards.services import boards
from leaderboards.services.catch_up import catch_up_a_little
from leaderboards.services.paging import cursor_of


class BoardDoor(Door):
    permission_classes = (AllowAny,)

    @operation(answer=PageOf(answers.CategoryTold))
    def list_leaderboards(self, _request: Request) -> Response:
        """List the leaderboard categories."""
        return self.pages(CATEGORIES, answers.category_told)

    @operation(
        answer=answers.BoardTold,
        parameters=[CATEGORY, SCENARIO, PERIOD, PLAYERS, LIMIT, OFFSET, CURSOR],
        raises=(NotFound,),
    )
    def show_leaderboard(self, request: Request, category: str) -> Response:
        """A leaderboard, best first; among equal scores the earlier first. Equal scores share a rank, and the next rank skips."""
        board, window = wanted_board(request, category), window_of(request)
        catch_up_a_little()
        page = boards.read_board(board, reader_id=reader_of(request), **window)
        return Response(
            {
                **answers.board_answer(request, board, page),
                "entries": answers.entry_answers(page.lines),
                "next_cursor": cursor_of(page.next) if page.next else None,
            }
        )


class OwnRankDoor(Door):
    permission_classes = (IsAuthenticated,)

    @operation(
        answer=answers.Neighbourhood, parameters=[CATEGORY, SCENARIO, PERIOD, PLAYERS, AROUND], raises=(NotFound,)
    )
    def show_own_rank(self, request: Request, category: str) -> Response:
        """Your own rank on a leaderboard, with your neighbours."""
        board = wanted_board(request, category)
        each_way = asked(request.query_params, "around", default=5, least=0, most=limits.NEIGHBOURS)
        reader_id = reader_of(request)
        assert reader_id is not None, "nobody else is let in"
        catch_up_a_little()
        page = boards.read_around(board, reader_id=reader_id, each_way=each_way)
        own = page.line_of(reader_id)
        me = None if own is None else answers.entry_told(own)
        return Response(
            {**answers.board_answer(request, board, page), "entries": answers.entry_answers(page.lines), "me": me}
        )


def reader_of(request: Request) -> uuid.UUID | None:
    return request.user.pk if request.user.is_authenticated else None
