"""Inviting one person on the pages: who is offered, what they find, and what nobody else can do with it."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from tests.worlds.views.pages import text_of
from worlds.models import Invite, SharedWorld
from worlds.services.membership import creating, joining, leaving


@pytest.fixture
def met(kael: User, world: SharedWorld) -> User:
    """Kael, whom Elena has met as Moth."""
    joining.join_world(user_id=kael.pk, world_id=world.pk, character_name="Moth")
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    return kael


@pytest.fixture
def secret(elena: User, house: str) -> str:
    """The page of a private world of Elena's."""
    made = creating.create_world(user_id=elena.pk, scenario_slug=house, visibility="private", character_name="Wren")
    return f"/worlds/{made.world.short_id}"


def test_who_was_met_is_invited_by_name_and_joins(browser: Client, window: Client, met: User, secret: str) -> None:
    assert "Moth (Kael)" in text_of(browser.get(secret))
    told = text_of(browser.post(f"{secret}/invites", {"player": met.short_id}, follow=True))
    assert "The player is invited." in told
    assert "Moth (Kael) is invited." in told
    assert "Somebody you have played with" not in told, "there is nobody else to invite"
    code = Invite.objects.get().code
    assert f"/invites/{code}" not in browser.get(secret).content.decode().replace(f"{secret}/invites/{code}", "")
    assert "Wren invites you to" in text_of(window.get("/worlds"))
    page = text_of(window.get(f"/invites/{code}"))
    assert "Wren (Elena) invites you to" in page
    assert "Decline" in page
    assert "/play/" in window.post(f"/invites/{code}")["Location"]
    assert "invites you" not in text_of(window.get("/worlds"))


def test_who_declines_is_asked_no_more(browser: Client, window: Client, met: User, secret: str) -> None:
    browser.post(f"{secret}/invites", {"player": met.short_id})
    code = Invite.objects.get().code
    told = text_of(window.post(f"/invites/{code}/decline", follow=True))
    assert "The invitation was declined." in told
    assert "invites you" not in told
    assert window.get(f"/invites/{code}").status_code == 404


def test_the_link_is_of_use_to_nobody_else(browser: Client, client: Client, met: User, secret: str) -> None:
    browser.post(f"{secret}/invites", {"player": met.short_id})
    code = Invite.objects.get().code
    answer = client.get(f"/invites/{code}")
    assert answer["Location"] == f"/sign-in?next=/invites/{code}", "who is not signed in may be the one"
    other = Client()
    other.force_login(User.objects.create_user("mira"))
    answer = other.get(f"/invites/{code}")
    assert answer.status_code == 404
    assert "This invitation is for another account" in text_of(answer)
    assert other.post(f"/invites/{code}").status_code == 404
    assert other.post(f"/invites/{code}/decline").status_code == 404


def test_nobody_is_invited_who_was_never_met(browser: Client, secret: str) -> None:
    mira = User.objects.create_user("mira")
    assert "Somebody you have played with" not in text_of(browser.get(secret))
    assert browser.post(f"{secret}/invites", {"player": mira.short_id}).status_code == 403
    assert not Invite.objects.exists()
