"""Whose idea it was is told by the name that they have today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from pytest_django import DjangoAssertNumQueries

from profiles.models import User
from profiles.services import accounts
from tests.worlds.services.ideas import climb
from worlds.models import GameSession, Scenario
from worlds.rules.scenario import Credit
from worlds.services import erasure
from worlds.services.games import sessions
from worlds.services.games.view import session_view
from worlds.services.stories import additions, credit_names

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_is_known() -> Iterator[None]:
    credit_names.forget_names()
    yield
    credit_names.forget_names()


@pytest.fixture
def session(elena: User, stranger: User, gate: str) -> GameSession:
    """A game in which an idea of Elena's is offered, and one of somebody who never had an account here."""
    elena.display_name = "Elena"
    elena.save()
    scenario = Scenario.objects.get(slug=gate)
    for key, credit in (("imp_here", Credit(elena.short_id, "Elena")), ("imp_far", Credit("usr_elsewher", "Ada"))):
        additions.publish_addition(scenario_id=scenario.pk, addition=climb(key, credit=credit))
    game = sessions.start_solo(user_id=stranger.pk, scenario_slug=gate)
    return sessions.get_owned(user_id=stranger.pk, session_id=game.pk)


def named(session: GameSession) -> list[str | None]:
    named_for = [option["credit"] for option in session_view(session)["node"]["options"]]
    return [credit["name"] if credit else None for credit in named_for]


def test_a_view_names_whose_idea_an_option_was(session: GameSession) -> None:
    assert named(session)[-2:] == ["Elena", "Ada"]
    assert set(named(session)[:-2]) == {None}


def test_who_has_another_name_since_is_named_by_that(session: GameSession, elena: User) -> None:
    elena.display_name = "Elena the Bold"
    elena.save()
    assert named(session)[-2:] == ["Elena the Bold", "Ada"]


def test_who_has_left_for_good_is_not_named_any_more(session: GameSession, elena: User) -> None:
    assert named(session)[-2] == "Elena"
    User.objects.filter(pk=elena.pk).update(display_name="")
    erasure.erase_person(user_id=elena.pk)
    assert named(session)[-2] == "a player"


def test_names_are_looked_up_once(session: GameSession, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        named(session)
    with django_assert_num_queries(0):
        named(session)


def test_who_is_renamed_is_named_by_that_at_once(
    session: GameSession, elena: User, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    assert named(session)[-2] == "Elena"
    with django_capture_on_commit_callbacks(execute=True):
        accounts.update_account(user_id=elena.pk, display_name="Elena the Bold")
    assert named(session)[-2] == "Elena the Bold"
