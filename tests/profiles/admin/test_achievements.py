"""Achievements in the back office: looked at, never changed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from profiles.models import Achievement, Avatar, PlayerAchievement, User
from profiles.services import achievements, deletion
from tests.admin_pages import page, read, rows
from tests.staff import PASSWORD, signed_in, staff_with


@pytest.fixture
def award(ada: User) -> PlayerAchievement:
    achievements.count_holders()
    first = Achievement.objects.get(code="last-page")
    made = PlayerAchievement.objects.create(user=ada, achievement=first, earned_at=timezone.now())
    achievements.count_holders()
    return made


def test_moderators_see_what_there_is_and_who_has_it(mira: Client, award: PlayerAchievement) -> None:
    told = read(mira, rows(Achievement))
    assert "The last page" in told
    assert "50.0%" in told
    told = read(mira, page(award.achievement))
    assert "Reach an ending." in told
    assert "Ada" in told
    assert "1 of 2" in told
    assert "Ada" in read(mira, rows(PlayerAchievement))


def test_an_award_whose_rule_is_gone_is_still_listed(mira: Client, ada: User) -> None:
    old = Achievement.objects.create(code="long-gone")
    PlayerAchievement.objects.create(user=ada, achievement=old, earned_at=timezone.now())
    assert "No rule awards this achievement any more." in read(mira, rows(PlayerAchievement))
    assert "No rule awards this achievement any more." in read(mira, page(old))


@pytest.mark.parametrize("path", [rows(Achievement), rows(PlayerAchievement)])
def test_others_of_the_staff_do_not_look(db: None, path: str) -> None:
    assert signed_in(staff_with("worlds.view_scenario")).get(path).status_code == 403


def test_nothing_can_be_awarded_or_taken_by_hand(root: Client, award: PlayerAchievement) -> None:
    assert root.get(f"{rows(PlayerAchievement)}add/").status_code == 403
    assert root.post(f"{rows(PlayerAchievement)}{award.pk}/delete/", {"post": "yes"}).status_code == 403
    assert PlayerAchievement.objects.count() == 1


def test_a_former_player_is_marked_and_left_alone(root: Client, ada: User) -> None:
    deletion.say_farewell(user_id=ada.pk, password=PASSWORD, address="192.0.2.1")
    told = read(root, f"{rows(User)}?standing=former")
    assert "Former player" in told
    assert "former" in told
    told = read(root, page(ada))
    assert "Account deleted" in told
    assert not any(act in told for act in ("Rename", "Suspend", "Clear profile", "Make moderator"))


def test_a_page_can_be_cleared(mira: Client, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(bio="Buy my lamps.")
    Avatar.objects.create(user=ada, image=b"x", content_type="image/webp", digest="a" * 64)
    assert f"/players/{ada.short_id}/picture/{'a' * 16}" in mira.get(page(ada)).content.decode()
    assert mira.post(f"{page(ada).removesuffix('change/')}clear/").status_code == 302
    ada.refresh_from_db()
    assert ada.bio == ""
    assert not Avatar.objects.exists()
    assert "Description and pictures removed." in read(mira, page(ada))
