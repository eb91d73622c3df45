"""Ranks summed from the histogram are ranks counted over the entries, whatever came before."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from leaderboards.models import Board, LeaderboardEntry, ScoreBucket
from leaderboards.rules.categories import CATEGORIES, Category
from leaderboards.services import boards, histogram
from profiles.models import User

PLAYERS = 6
# Which player now has which score, one after the other; None takes them off the board.
CHANGES = st.lists(st.tuples(st.integers(0, PLAYERS - 1), st.none() | st.integers(-4, 4)), max_size=25)
NOON = datetime(2026, 2, 10, 12, tzinfo=UTC)


def set_score(board: Board, user: User, score: int | None) -> None:
    """Give somebody a score, or none, as the services do: the entry, and the histogram with it."""
    changes: Counter[tuple[str, int]] = Counter()
    for row in board.entries().of_player(user.pk):
        changes[board.key, row.score] -= 1
        row.delete()
    if score is not None:
        changes[board.key, score] += 1
        details = {"cells": [], "tier": "none"}
        LeaderboardEntry.objects.create(
            user=user, category=board.category, score=score, details=details, achieved_at=NOON
        )
    histogram.apply_changes(changes)


def counted_rank(board: Board, score: int) -> int:
    return 1 + board.entries().filter(**{f"score__{board.kind.better}": score}).count()


@pytest.fixture
def crowd(db: None) -> list[User]:
    return [User.objects.create_user(f"walker{number}") for number in range(PLAYERS)]


def test_rank_from_the_histogram_equals_rank_by_counting(crowd: list[User]) -> None:
    @given(st.sampled_from(CATEGORIES), CHANGES)
    def holds(category: Category, changes: list[tuple[int, int | None]]) -> None:
        board = Board(category.name)
        spot = transaction.savepoint()
        for player, score in changes:
            set_score(board, crowd[player], score)
        check(board, crowd)
        transaction.savepoint_rollback(spot)

    holds()


def check(board: Board, crowd: list[User]) -> None:
    page = boards.read_board(board, reader_id=None, limit=PLAYERS)
    assert page.total == board.entries().count() == len(page.lines)
    assert [line.rank for line in page.lines] == [counted_rank(board, line.score) for line in page.lines]
    for user in crowd:
        entry = board.entries().of_player(user.pk).first()
        assert histogram.rank_of(board, user.pk) == (entry and counted_rank(board, entry.score))
    assert not ScoreBucket.objects.filter(players__lte=0).exists()


def test_ties_share_a_rank_and_the_next_one_skips(crowd: list[User]) -> None:
    board = Board("grid_coverage")
    for user, score in zip(crowd, (9, 7, 7, 7, 5, 5), strict=True):
        set_score(board, user, score)
    assert [line.rank for line in boards.read_board(board, reader_id=None, limit=PLAYERS).lines] == [1, 2, 2, 2, 5, 5]


def test_a_page_from_the_middle_of_a_tie_knows_its_ranks(crowd: list[User]) -> None:
    board = Board("grid_coverage")
    for user, score in zip(crowd, (9, 7, 7, 7, 5, 5), strict=True):
        set_score(board, user, score)
    first = boards.read_board(board, reader_id=None, limit=3)
    rest = boards.read_board(board, reader_id=None, limit=3, start=first.next)
    assert [line.rank for line in rest.lines] == [2, 5, 5]
    assert rest.next is None
    assert {line.user for line in first.lines} | {line.user for line in rest.lines} == set(crowd)


def test_counting_again_mends_a_histogram_that_was_tampered_with(crowd: list[User]) -> None:
    board = Board("grid_coverage")
    for user in crowd:
        set_score(board, user, 3)
    ScoreBucket.objects.update(players=99)
    ScoreBucket.objects.create(board="nonsense", score=1, players=1)
    histogram.rebuild_histogram()
    assert list(ScoreBucket.objects.values_list("board", "score", "players")) == [(board.key, 3, PLAYERS)]


@pytest.mark.django_db
def test_somebody_may_leave_any_number_of_boards_at_once() -> None:
    """More than SQLite takes as the conditions of one statement."""
    joined = Counter({(f"grid_coverage:{story}:all:", 3): 1 for story in range(1500)})
    histogram.apply_changes(joined)
    assert ScoreBucket.objects.count() == 1500
    histogram.apply_changes(dict.fromkeys(joined, -1))
    assert not ScoreBucket.objects.exists()
