"""Pages for visitors without a session cost no query while nothing has changed, and hide at once what was hidden."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from common.answer_cache import SECONDS, answers
from presence.services.visibility import set_visible
from profiles.models import User
from profiles.services import moderation, privacy
from tests.worlds.living_world import Living, living_world
from worlds.models import GameSession, Scenario
from worlds.services.membership import archiving, hosting
from worlds.services.stories import availability

pytestmark = pytest.mark.django_db

Commits = Callable[..., AbstractContextManager[list[Callable[[], object]]]]
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch, nothing_kept: None) -> None:
    monkeypatch.setattr(answers, "seconds", SECONDS)


@pytest.fixture
def living() -> Living:
    return living_world("ada", "ben")


@pytest.fixture
def ada(living: Living) -> User:
    return living.people[0]


@pytest.fixture
def addresses(ada: User) -> list[str]:
    return ["/", "/worlds", "/leaderboards", "/leaderboards/gold_achiever?period=week", f"/players/{ada.short_id}"]


def look(address: str, **cookies: str) -> bytes:
    """As a visitor who was never here sees it."""
    client = Client()
    client.cookies.load(cookies)
    return bytes(client.get(address).content)


def test_a_page_that_nothing_has_changed_costs_no_query(
    addresses: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seen = [TOKEN.sub(b"", look(address)) for address in addresses]
    with django_assert_num_queries(0):
        again = [TOKEN.sub(b"", look(address)) for address in addresses]
    assert again == seen


def test_it_says_on_what_it_depends_and_is_kept_by_nobody_else(addresses: list[str]) -> None:
    for address in addresses:
        first, kept = Client().get(address), Client().get(address)
        assert kept.headers["Vary"] == first.headers["Vary"]
        assert "Cookie" in kept.headers["Vary"]
        assert kept.headers["Cache-Control"] == first.headers["Cache-Control"]
        assert "no-store" in kept.headers["Cache-Control"]


def test_each_visitor_gets_a_token_of_their_own_which_counts(living: Living) -> None:
    visitors = [Client(enforce_csrf_checks=True) for _ in range(3)]
    tokens = [TOKEN.search(visitor.get("/").content)[1].decode() for visitor in visitors]  # type: ignore[index]
    secrets = {visitor.cookies["csrftoken"].value for visitor in visitors}
    assert (len(set(tokens)), len(secrets)) == (3, 3)
    story = f"/stories/{living.world.scenario.slug}/start"
    assert visitors[2].post(story, {"csrfmiddlewaretoken": tokens[0]}).status_code == 403
    assert visitors[2].post(story, {"csrfmiddlewaretoken": tokens[2]}).status_code == 302
    assert GameSession.objects.filter(world=None).count() == 1


def test_who_is_signed_in_has_their_own_page(ada: User) -> None:
    look("/")
    browser = Client()
    browser.force_login(ada)
    assert b"Yours" in browser.get("/").content
    assert b"Yours" not in look("/")


def test_a_story_that_is_withheld_is_gone_at_once(living: Living, django_capture_on_commit_callbacks: Commits) -> None:
    story: Scenario = living.world.scenario
    assert story.name.encode() in look("/")
    with django_capture_on_commit_callbacks(execute=True):
        availability.withhold_scenario(scenario_id=story.pk)
    assert story.name.encode() not in look("/")


def test_a_world_that_is_made_private_is_gone_at_once(
    living: Living, django_capture_on_commit_callbacks: Commits
) -> None:
    door = f"/worlds/{living.world.short_id}".encode()
    assert door in look("/worlds")
    with django_capture_on_commit_callbacks(execute=True):
        hosting.change_world_settings(user_id=living.world.host_id, world_id=living.world.pk, visibility="private")
    assert door not in look("/worlds")


def test_a_world_that_is_archived_is_gone_at_once(living: Living, django_capture_on_commit_callbacks: Commits) -> None:
    door = f"/worlds/{living.world.short_id}".encode()
    assert door in look("/worlds")
    with django_capture_on_commit_callbacks(execute=True):
        archiving.archive_any(world_id=living.world.pk)
    assert door not in look("/worlds")


def test_somebody_who_hides_from_strangers_is_gone_at_once(
    ada: User, django_capture_on_commit_callbacks: Commits
) -> None:
    set_visible(user_id=ada.pk, visible=True)
    assert str(ada).encode() in look("/worlds")
    with django_capture_on_commit_callbacks(execute=True):
        privacy.change_privacy(user=ada, wish={"presence_visible": False})
    assert str(ada).encode() not in look("/worlds")


def test_a_profile_that_is_made_private_is_empty_at_once(
    ada: User, django_capture_on_commit_callbacks: Commits
) -> None:
    page = f"/players/{ada.short_id}"
    assert b"Statistics" in look(page)
    with django_capture_on_commit_callbacks(execute=True):
        privacy.change_privacy(user=ada, wish={"stats_public": False, "activity_public": False})
    assert b"keeps this profile private" in look(page)


def test_what_a_suspended_player_wrote_is_gone_at_once(ada: User, django_capture_on_commit_callbacks: Commits) -> None:
    User.objects.filter(pk=ada.pk).update(bio="Buy at my shop")
    page = f"/players/{ada.short_id}"
    assert b"Buy at my shop" in look(page)
    judge = User.objects.create_superuser("judge", password="a long way home")
    with django_capture_on_commit_callbacks(execute=True):
        moderation.suspend_account(user_id=ada.pk, moderator_id=judge.pk, reason="Advertising")
    assert b"Buy at my shop" not in look(page)


def test_what_changes_without_news_is_seen_after_five_seconds(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(answers, "clock", lambda: now[0])
    page = f"/players/{ada.short_id}"
    look(page)
    User.objects.filter(pk=ada.pk).update(bio="I was here")
    assert b"I was here" not in look(page)
    now[0] = SECONDS
    assert b"I was here" in look(page)
