"""What many read alike is asked of the database once; what depends on the reader is asked each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from common.answer_cache import SECONDS, answers
from leaderboards.models import LeaderboardEntry
from leaderboards.services import boards, histogram
from profiles.models import User
from profiles.services.profile import profile_of
from tests.worlds.living_world import shared_world
from worlds.services.membership import hosting
from worlds.services.stories.catalogue import scenario_summaries

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], APIClient]


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch, nothing_kept: None) -> None:
    monkeypatch.setattr(answers, "seconds", SECONDS)


def tables_asked(ask: Callable[[], object]) -> str:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return " ".join(query["sql"] for query in captured)


def test_the_list_of_worlds_is_made_once_for_all_who_were_never_in_one(ada: User, signed_in: SignIn) -> None:
    living = shared_world("ben")
    cora = User.objects.create_user("cora")
    first = signed_in(ada).get("/api/v1/worlds").json()
    assert [world["world_id"] for world in first["results"]] == [living.world.short_id]
    reader = signed_in(cora)
    asked = tables_asked(lambda: reader.get("/api/v1/worlds"))
    assert "shared_worlds" not in asked
    assert reader.get("/api/v1/worlds").json() == first


def test_members_find_their_own_worlds_in_it(ada: User, signed_in: SignIn) -> None:
    living = shared_world("ben", "cora")
    assert signed_in(ada).get("/api/v1/worlds").json()["results"][0]["membership"] is None
    told = signed_in(living.people[1]).get("/api/v1/worlds").json()["results"][0]
    assert told["membership"]["role"] == "player"
    hosting.change_world_settings(user_id=living.people[0].pk, world_id=living.world.pk, visibility="private")
    answers.clear()
    assert signed_in(ada).get("/api/v1/worlds").json()["count"] == 0
    assert signed_in(living.people[1]).get("/api/v1/worlds").json()["count"] == 1


def test_each_wish_has_its_own_list(ada: User, signed_in: SignIn) -> None:
    shared_world("ben")
    reader = signed_in(ada)
    assert reader.get("/api/v1/worlds").json()["count"] == 1
    assert reader.get("/api/v1/worlds?scenario_id=elsewhere").json()["count"] == 0
    assert reader.get("/api/v1/worlds?limit=0").status_code == 400
    assert reader.get("/api/v1/worlds").json()["count"] == 1


def test_stories_are_listed_without_a_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    shared_world("ben")
    told = scenario_summaries()
    with django_assert_num_queries(0):
        assert scenario_summaries() == told


def test_a_profile_costs_others_one_query_and_is_hidden_without_news(
    ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert profile_of(user_id=ada.short_id, reader_id=None).stats is not None
    with django_assert_num_queries(1):
        assert profile_of(user_id=str(ada.pk), reader_id=None).stats is not None
    User.objects.filter(pk=ada.pk).update(stats_public=False, activity_public=False)
    hidden = profile_of(user_id=ada.short_id, reader_id=None)
    assert (hidden.stats, hidden.coverage, hidden.awards, hidden.activity) == (None, None, None, None)
    own = profile_of(user_id=ada.short_id, reader_id=ada.pk)
    assert own.is_own
    assert own.stats is not None


def test_a_board_is_read_once_and_ones_rank_each_time(
    ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    board = boards.find_board(category="gold_achiever", scenario=None, period="all")
    others = [User.objects.create_user(name) for name in ("ben", "cora")]
    for user, score in zip([ada, *others], (3, 2, 1), strict=True):
        details = {"cells": [], "tier": "gold"}
        LeaderboardEntry.objects.create(
            user=user, category=board.category, score=score, details=details, achieved_at=timezone.now()
        )
    histogram.apply_changes(Counter({(board.key, score): 1 for score in (3, 2, 1)}))
    told = boards.read_board(board, reader_id=None, limit=2)
    with django_assert_num_queries(0):
        assert boards.read_board(board, reader_id=None, limit=2) == told
        assert boards.read_board(board, reader_id=ada.pk, limit=2).my_rank == 1
    assert [line.user for line in told.lines] == [ada, others[0]]
    assert boards.read_board(board, reader_id=others[1].pk, limit=2).my_rank == 3
    assert told.my_rank is None
