from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from profiles.models import User
from profiles.services import reports
from profiles.services.accounts import create_guest
from tests.admin_pages import page, read
from tests.staff import moderator, signed_in, staff_with, superuser
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession
from worlds.services import activity
from worlds.services.games import sessions
from worlds.services.stories import scenarios

pytestmark = pytest.mark.django_db

OVERVIEW = reverse("admin:index")


def play(games: int) -> list[GameSession]:
    guest = create_guest()
    scenarios.import_scenario(source=GATE, slug="gate")
    return [sessions.start_solo(user_id=guest.pk, scenario_slug="gate") for _ in range(games)]


def test_games_are_counted_by_day_and_the_present_apart() -> None:
    now = timezone.now()
    old, ended, _ = play(3)
    GameSession.objects.filter(pk=old.pk).update(
        created_at=now - timedelta(days=20), last_turn_at=now - timedelta(hours=1)
    )
    GameSession.objects.filter(pk=ended.pk).update(status="completed", ending_type="victory")
    assert activity.playing_now() == 1
    days = activity.by_day(days=14)
    assert [day.date for day in days] == [now.date() - timedelta(days=ago) for ago in range(13, -1, -1)]
    assert sum(day.begun for day in days) == 2
    assert (days[-1].begun, days[-1].finished) == (2, 1)


def test_a_day_ends_at_midnight_utc() -> None:
    yesterday = timezone.now().date() - timedelta(days=1)
    (game,) = play(1)
    late = datetime(yesterday.year, yesterday.month, yesterday.day, 23, 59, 59, 999_999, tzinfo=UTC)
    GameSession.objects.filter(pk=game.pk).update(created_at=late)
    assert [day.begun for day in activity.by_day(days=2)] == [1, 0]


def test_a_game_given_up_is_not_finished() -> None:
    (game,) = play(1)
    GameSession.objects.filter(pk=game.pk).update(status="abandoned")
    assert activity.by_day(days=1)[0].finished == 0


def test_the_overview_shows_what_a_moderator_needs_first() -> None:
    play(2)
    told = read(signed_in(moderator()), OVERVIEW)
    for words in ("playing now", "started today", "Latest games", "Newest stories", "Newest accounts", "The gate"):
        assert words in told
    assert 'role="img"' in told
    assert "Show as a table" in told


def test_the_overview_costs_the_same_queries_however_much_there_is(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = signed_in(superuser())
    play(30)
    for number in range(10):
        scenarios.import_scenario(source=GATE.replace(b"Dust", b"Dust %d" % number), slug=f"gate-{number}")
        create_guest()
    with django_assert_max_num_queries(19):
        read(browser, OVERVIEW)


def test_everybody_sees_only_what_they_may_see() -> None:
    play(1)
    told = read(signed_in(staff_with("worlds.view_scenariorevision")), OVERVIEW)
    assert "Newest stories" in told
    for words in ("playing now", "Latest games", "Newest accounts", "Accounts</span>", "Sessions</span>"):
        assert words not in told


def test_an_empty_house_invites() -> None:
    told = read(signed_in(superuser()), OVERVIEW)
    assert "No games yet." in told
    assert "import_scenario" in told


def test_the_overview_leads_to_the_next_item_of_each_queue() -> None:
    ada, kael = create_guest(), create_guest()
    filed = reports.report_anything(reporter_id=ada.pk, kind="player", subject_id=kael.short_id, reason="Rude.")
    browser = signed_in(moderator())
    told = read(browser, OVERVIEW)
    assert f'href="{page(filed)}"' in told
    assert "Review the next report" in told
    assert "Review the next improvisation" not in told


def test_a_moderator_asks_for_e_mails_on_the_overview_and_stops_them() -> None:
    mira = moderator()
    browser = signed_in(mira)
    assert "E-mail me about new items" in read(browser, OVERVIEW)
    told = browser.post("/admin/mail/", {"wanted": "yes"}, follow=True).content.decode()
    assert "Add an e-mail address in your settings and confirm it first." in told
    User.objects.filter(pk=mira.pk).update(email="mira@example.org", email_proved_at=timezone.now())
    told = browser.post("/admin/mail/", {"wanted": "yes"}, follow=True).content.decode()
    assert "Stop e-mails about new items" in told
    told = browser.post("/admin/mail/", {"wanted": "no"}, follow=True).content.decode()
    assert "E-mail me about new items" in told


def test_who_works_on_no_queue_cannot_ask_for_e_mails() -> None:
    clerk = signed_in(staff_with("worlds.view_scenario"))
    assert "new items" not in read(clerk, OVERVIEW)
    assert clerk.post("/admin/mail/", {"wanted": "yes"}).status_code == 403
    assert clerk.get("/admin/mail/").status_code == 405
