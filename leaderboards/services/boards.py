"""Reading boards: a page of one, and the neighbourhood of one player on it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from common.answer_cache import answers
from common.database import one_moment
from common.errors import InvalidInput, NotFound
from leaderboards.models import Board
from leaderboards.models.entries import EntryQuerySet
from leaderboards.rules.categories import BY_NAME
from leaderboards.rules.contestants import PEOPLE
from leaderboards.rules.periods import period_of
from leaderboards.services import histogram
from leaderboards.services.paging import Place, entries_after, entries_before, from_there, place_of
from worlds.models import Scenario

# The tables of which boards tell.
TABLES: Final = ("leaderboards.LeaderboardEntry", "leaderboards.LeaderboardPeriodEntry", "profiles.User")
SLUG = re.compile(r"[-\w]{1,80}", re.ASCII)


class ScenarioNeeded(InvalidInput):
    def __init__(self) -> None:
        super().__init__(
            "Choose a scenario: turns can only be compared within one story.",
            scenario_id=["Required for this category."],
        )


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One entry as it stands; whoever shows it decides under which name."""

    rank: int
    user: Any
    score: int
    cells: Sequence[str]
    tier: str
    achieved_at: datetime
    place: Place


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Lines in order, and where the reader stands, on this page or not."""

    lines: tuple[BoardLine, ...]
    total: int
    my_rank: int | None
    next: Place | None = None

    def line_of(self, user_id: uuid.UUID | None) -> BoardLine | None:
        return next((line for line in self.lines if line.user.pk == user_id), None)


def find_board(
    *, category: str, scenario: str | None, period: str, players: str = PEOPLE, at: datetime | None = None
) -> Board:
    """The board of people or agents, of a category in a story or, without one, in all; `at` is now unless told. Raises NotFound, ScenarioNeeded."""
    kind = BY_NAME.get(category)
    if kind is None:
        raise NotFound("There is no leaderboard with this name.", category=category)
    if scenario is None and kind.needs_scenario:
        raise ScenarioNeeded
    return Board(category, _scenario_id(scenario), period_of(period, at or timezone.now()), players)


def _scenario_id(slug: str | None) -> int | None:
    if slug is None:
        return None
    if not SLUG.fullmatch(slug):
        raise NotFound("There is no scenario with this id.")
    found = Scenario.objects.playable().filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound("There is no scenario with this id.", scenario_id=slug)
    return found


def read_board(
    board: Board, *, reader_id: uuid.UUID | None, limit: int, offset: int = 0, start: Place | None = None
) -> BoardPage:
    """So many lines after the first `offset`, or after the place `start`.

    Lines may be five seconds old; the reader's rank is of now, or that of their line among these.
    """
    page = answers.find_or_make(
        (board, limit, offset, start), TABLES, lambda: _page(board, limit=limit, offset=offset, start=start)
    )
    if reader_id is None:
        return page
    own = page.line_of(reader_id)
    return replace(page, my_rank=histogram.rank_of(board, reader_id) if own is None else own.rank)


def _page(board: Board, *, limit: int, offset: int, start: Place | None) -> BoardPage:
    """As anybody may see it."""
    with one_moment():
        lines = _lines(board, with_people(entries_after(board.entries(), start))[offset : offset + limit + 1])
        more = lines[limit - 1].place if len(lines) > limit else None
        return BoardPage(lines[:limit], histogram.total_entries(board), None, more)


def read_around(board: Board, *, reader_id: uuid.UUID, each_way: int) -> BoardPage:
    """The reader's line between its neighbours; no lines for who stands nowhere."""
    with one_moment():
        own, total = board.entries().of_player(reader_id).first(), histogram.total_entries(board)
        if own is None:
            return BoardPage((), total, None)
        above = with_people(entries_before(board.entries(), place_of(own)))[:each_way]
        below = with_people(from_there(board.entries(), place_of(own)))[: each_way + 1]
        return BoardPage(_lines(board, [*reversed(above), *below]), total, histogram.rank_of(board, reader_id))


def _lines(board: Board, entries: Iterable[Any]) -> tuple[BoardLine, ...]:
    found = list(entries)
    ranks = histogram.ranks_of(board, (entry.score for entry in found))
    return tuple(_line(entry, ranks[entry.score]) for entry in found)


def _line(entry: Any, rank: int) -> BoardLine:
    details = entry.details
    return BoardLine(
        rank, entry.user, entry.score, details["cells"], details["tier"], entry.achieved_at, place_of(entry)
    )


def with_people(entries: EntryQuerySet) -> EntryQuerySet:
    """Entries with their accounts at hand, but for the passwords; no further query."""
    return entries.select_related("user").defer("user__password")
