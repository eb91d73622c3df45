"""Choosing news by e-mail, and stopping them by one click."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from profiles.services.mail_choices import NOTHING, change_mail_choices, mail_wishes_of, stop_link_of
from tests.profiles.views.settings_page import save_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def elena() -> User:
    user = User.objects.create_user("elena", email="elena@example.org", password="!")
    change_mail_choices(user=user, wish={"worlds": True, "decisions": True})
    return user


def link(user: User) -> str:
    return "/account/mail/{}/{}".format(*stop_link_of(user))


def test_news_are_off_until_they_are_chosen_in_the_settings(client: Client) -> None:
    user = User.objects.create_user("mira")
    client.force_login(user)
    assert mail_wishes_of(user) == NOTHING
    assert b"Saved." in save_settings(client, mail_worlds="on").content
    assert mail_wishes_of(user) == NOTHING | {"worlds": True}
    save_settings(client, mail_worlds=False, mail_invitations="on")
    assert mail_wishes_of(user) == NOTHING | {"invitations": True}
    save_settings(client, mail_invitations=False)
    assert mail_wishes_of(user) == NOTHING


def test_opening_the_link_stops_nothing_and_its_button_does_without_signing_in(elena: User) -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert "Stop e-mails" in stranger.get(link(elena)).content.decode()
    assert mail_wishes_of(elena) == NOTHING | {"worlds": True, "decisions": True}
    answer = stranger.post(link(elena))
    assert "gets no more notifications by e-mail" in answer.content.decode()
    assert mail_wishes_of(elena) == NOTHING


def test_mail_programs_stop_them_by_one_post_without_a_cookie_and_may_repeat_it(elena: User) -> None:
    program = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = program.post(link(elena), {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, mail_wishes_of(elena)) == (200, NOTHING)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_was_made_up_or_is_for_another_account_stops_nothing(elena: User, method: str) -> None:
    other = User.objects.create_user("other")
    for forged in (f"/account/mail/{elena.short_id}/x", f"/account/mail/{elena.short_id}/{stop_link_of(other)[1]}"):
        assert getattr(Client(), method)(forged).status_code == 404
    assert mail_wishes_of(elena) == NOTHING | {"worlds": True, "decisions": True}
