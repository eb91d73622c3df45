"""The back office of the boards: everything is looked at, and counted again by POST alone."""

from __future__ import annotations

import pytest
from django.db.models import Model
from django.test import Client

from leaderboards.models import Judgement, LeaderboardEntry, LeaderboardPeriodEntry
from leaderboards.services.verification import verify_session
from profiles.models import User
from tests.admin_pages import act, page, read, rows
from tests.leaderboards.conftest import HOME, Plays
from tests.staff import moderator, signed_in, staff_with
from worlds.models import GameSession

pytestmark = pytest.mark.django_db

MODELS: tuple[type[Model], ...] = (LeaderboardEntry, LeaderboardPeriodEntry, Judgement)


@pytest.fixture
def mira(db: None) -> Client:
    return signed_in(moderator())


@pytest.fixture
def tampered(unheard: Plays, elena: User) -> Judgement:
    session = unheard(elena, *HOME)
    GameSession.objects.filter(pk=session.pk).update(cells=["triumph", "fate", "limbo"])
    verify_session(session_id=session.pk)
    return Judgement.objects.get(session=session)


def test_moderators_see_entries_and_judgements(mira: Client, plays: Plays, elena: User) -> None:
    plays(elena, *HOME)
    for model in MODELS:
        assert "Elena" in read(mira, rows(model))
        assert "Elena" in read(mira, page(model._default_manager.all()[0]))


def test_entries_are_changed_by_nobody(mira: Client, plays: Plays, elena: User) -> None:
    plays(elena, *HOME)
    for model in MODELS:
        row = model._default_manager.all()[0]
        before = model._default_manager.filter(pk=row.pk).values().get()
        assert mira.post(page(row), {"score": 99}).status_code == 403
        assert mira.post(f"{rows(model)}add/", {"score": 99}).status_code == 403
        assert mira.post(page(row).replace("/change/", "/delete/"), {"post": "yes"}).status_code == 403
        assert model._default_manager.filter(pk=row.pk).values().get() == before


def test_a_moderator_sees_why_a_game_does_not_score(
    mira: Client, plays: Plays, kael: User, tampered: Judgement
) -> None:
    plays(kael, *HOME)
    suspicious = read(mira, f"{rows(Judgement)}?look=suspicious")
    assert tampered.session.short_id in suspicious
    assert "Kael" not in suspicious
    assert "Elena" not in read(mira, f"{rows(Judgement)}?look=plain")
    assert "The log does not match at record" in read(mira, page(tampered))


def test_a_game_is_judged_again_by_post_alone(mira: Client, tampered: Judgement) -> None:
    GameSession.objects.filter(pk=tampered.session_id).update(cells=untampered(tampered))
    mira.get(act(tampered, "judge"))
    tampered.refresh_from_db()
    assert tampered.verdict == Judgement.Verdict.REFUSED
    done = mira.post(act(tampered, "judge"), follow=True)
    assert "Checked again: verified." in done.content.decode()
    assert LeaderboardEntry.objects.filter(user=tampered.session.user).exists()


def untampered(judgement: Judgement) -> list[str]:
    cells: list[str] = GameSession.objects.get(pk=judgement.session_id).state["player"]["cells"]
    return cells


def test_recomputing_mends_what_was_written_past_the_services(mira: Client, plays: Plays, elena: User) -> None:
    plays(elena, *HOME)
    entry = LeaderboardEntry.objects.get(category="turn_efficiency")
    LeaderboardEntry.objects.filter(pk=entry.pk).update(score=1)
    asked = mira.get(act(entry, "recompute"))
    assert "Reads all games" in asked.content.decode()
    entry.refresh_from_db()
    assert entry.score == 1
    done = mira.post(act(entry, "recompute"), follow=True)
    assert "This entry is now 3." in done.content.decode()


def test_who_may_only_look_cannot_recompute(plays: Plays, elena: User) -> None:
    plays(elena, *HOME)
    clerk = signed_in(staff_with("leaderboards.view_leaderboardentry"))
    entry = LeaderboardEntry.objects.all()[0]
    assert "Recompute" not in read(clerk, page(entry))
    assert clerk.post(act(entry, "recompute")).status_code == 403


def test_lists_are_picked_by_what_rows_say(mira: Client, plays: Plays, elena: User, kael: User) -> None:
    session = plays(elena, *HOME)
    assert "Elena" in read(mira, f"{rows(LeaderboardEntry)}?category__exact=turn_efficiency&q=elena")
    assert "Elena" not in read(mira, f"{rows(LeaderboardEntry)}?category__exact=gold_achiever")
    assert "Elena" not in read(mira, f"{rows(LeaderboardEntry)}?q={kael.short_id}")
    assert "Elena" in read(mira, f"{rows(Judgement)}?q={session.short_id}")
    assert "Elena" in read(mira, f"{rows(Judgement)}?q={elena.short_id}")
    assert "Elena" not in read(mira, f"{rows(Judgement)}?verdict__exact=refused")
    assert "Elena" in read(mira, f"{rows(LeaderboardPeriodEntry)}?period__exact=week")
