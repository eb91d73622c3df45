"""Each act: asked about by a page, done by POST, refused without the permission, noted in the log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from profiles.models import User
from profiles.services.accounts import create_guest
from tests.admin_pages import act, page, read
from tests.staff import moderator, signed_in, staff_with

ACTS = ("suspend", "lift", "rename", "appoint", "withdraw")
DATA = {"reason": "Sold lamps", "length": "good", "username": "eve", "display_name": "Eve"}


def facts(user: User) -> tuple[object, ...]:
    again = User.objects.get(pk=user.pk)
    return (again.username, again.display_name, again.is_active, again.is_staff, again.suspended_reason)


def test_a_moderator_suspends_with_a_reason_and_the_page_tells_it(mira: Client, ada: User) -> None:
    told = mira.post(act(ada, "suspend"), {"reason": "Sold lamps", "length": "good"}, follow=True).content.decode()
    assert "Ada is suspended and signed out everywhere." in told
    assert "Sold lamps" in told
    assert facts(ada)[2] is False
    entry = LogEntry.objects.get(object_id=str(ada.pk))
    assert (entry.user.get_username(), entry.change_message) == ("mira", "Suspended permanently.")


def test_a_suspension_without_a_reason_is_asked_for_again(mira: Client, ada: User) -> None:
    answer = mira.post(act(ada, "suspend"), {"reason": "  ", "length": "good"})
    assert answer.status_code == 409
    assert "This field is required." in answer.content.decode()
    assert facts(ada)[2] is True


def test_a_moderator_lifts_a_suspension(mira: Client, ada: User) -> None:
    mira.post(act(ada, "suspend"), {"reason": "Sold lamps", "length": "good"})
    assert "Lift suspension" in read(mira, page(ada))
    mira.post(act(ada, "lift"))
    assert facts(ada)[2:] == (True, False, "")


def test_a_superuser_renames_and_is_told_what_is_wrong_beside_the_field(root: Client, ada: User) -> None:
    root.post(act(ada, "rename"), {"username": "ada_l", "display_name": "Ada L."})
    assert facts(ada)[:2] == ("ada_l", "Ada L.")
    answer = root.post(act(ada, "rename"), {"username": "ROOT", "display_name": "Ada L."})
    assert answer.context["form"].errors == {"username": ["This username is taken."]}
    assert facts(ada)[0] == "ada_l"


def test_the_rename_form_begins_with_the_present_names(root: Client, ada: User) -> None:
    assert 'value="Ada"' in read(root, act(ada, "rename"))


def test_a_superuser_makes_a_moderator_and_withdraws_it(root: Client, ada: User) -> None:
    root.post(act(ada, "appoint"))
    assert facts(ada)[3] is True
    assert signed_in(User.objects.get(pk=ada.pk)).get(page(ada)).status_code == 200
    root.post(act(ada, "withdraw"))
    assert facts(ada)[3] is False
    notes = LogEntry.objects.filter(object_id=str(ada.pk)).order_by("pk").values_list("change_message", flat=True)
    assert list(notes) == ["Made a moderator.", "No longer a moderator."]


@pytest.mark.parametrize("name", ACTS)
def test_a_get_asks_and_changes_nothing(root: Client, ada: User, name: str) -> None:
    before = facts(ada)
    assert read(root, act(ada, name))
    assert root.get(act(ada, name), DATA).status_code == 200
    assert facts(ada) == before
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("name", ACTS)
def test_staff_that_may_only_look_sees_no_button_and_forges_in_vain(ada: User, name: str) -> None:
    clerk = signed_in(staff_with("profiles.view_user"))
    before = facts(ada)
    assert act(ada, name) not in read(clerk, page(ada))
    assert clerk.get(act(ada, name)).status_code == 403
    assert clerk.post(act(ada, name), DATA).status_code == 403
    assert facts(ada) == before


@pytest.mark.parametrize("name", ["rename", "appoint", "withdraw"])
def test_a_moderator_neither_renames_nor_appoints(mira: Client, ada: User, name: str) -> None:
    assert act(ada, name) not in read(mira, page(ada))
    assert mira.post(act(ada, name), DATA).status_code == 403


def test_who_may_suspend_but_not_look_can_do_neither(ada: User) -> None:
    assert signed_in(staff_with("profiles.suspend_user")).post(act(ada, "suspend"), DATA).status_code == 403


def test_a_post_without_its_token_is_refused(mira: Client, ada: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="mira"))
    assert strict.post(act(ada, "suspend"), DATA).status_code == 403
    assert facts(ada)[2] is True


def test_players_and_strangers_are_sent_to_sign_in(ada: User, client: Client) -> None:
    for browser in (client, signed_in(ada)):
        answer = browser.post(act(ada, "suspend"), DATA)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/admin/login/")
    assert facts(ada)[2] is True


def test_rank_is_told_as_a_sentence(mira: Client, root: Client) -> None:
    answer = mira.post(act(User.objects.get(username="root"), "suspend"), DATA)
    assert answer.status_code == 409
    assert "only a superuser can do this" in answer.content.decode()


def test_two_moderators_at_once_one_wins_and_the_other_is_told(mira: Client, ada: User) -> None:
    other = signed_in(moderator("nils"))
    mira.post(act(ada, "suspend"), DATA)
    assert "already suspended" in other.post(act(ada, "suspend"), DATA).content.decode()
    assert LogEntry.objects.filter(object_id=str(ada.pk)).count() == 1


def test_buttons_fit_the_account(root: Client) -> None:
    told = read(root, page(create_guest()))
    assert "Suspend" in told
    assert "Make moderator" not in told
    assert "Lift suspension" not in told


@pytest.mark.parametrize(("length", "days"), [("day", 1), ("week", 7)])
def test_a_suspension_lasts_as_long_as_was_chosen(mira: Client, ada: User, length: str, days: int) -> None:
    began = timezone.now()
    mira.post(act(ada, "suspend"), {"reason": "Sold lamps", "length": length})
    until = User.objects.get(pk=ada.pk).suspended_until
    assert until is not None
    assert timedelta(0) <= until - began - timedelta(days=days) < timedelta(minutes=5)


def test_a_suspension_until_a_date_ends_with_the_beginning_of_it(mira: Client, ada: User) -> None:
    mira.post(act(ada, "suspend"), {"reason": "Sold lamps", "length": "date", "until": "2099-12-06"})
    assert User.objects.get(pk=ada.pk).suspended_until == datetime(2099, 12, 6, tzinfo=UTC)


@pytest.mark.parametrize("until", ["", "2001-01-01", "soon"])
def test_a_date_that_is_none_or_over_is_asked_for_again(mira: Client, ada: User, until: str) -> None:
    answer = mira.post(act(ada, "suspend"), {"reason": "Sold lamps", "length": "date", "until": until})
    assert answer.status_code == 409
    assert answer.context["form"].errors["until"]
    assert facts(ada)[2] is True


def test_a_length_must_be_chosen(mira: Client, ada: User) -> None:
    answer = mira.post(act(ada, "suspend"), {"reason": "Sold lamps"})
    assert list(answer.context["form"].errors) == ["length"]
    assert facts(ada)[2] is True


def test_the_page_tells_from_when_until_when_by_whom_and_why(mira: Client, ada: User) -> None:
    mira.post(act(ada, "suspend"), {"reason": "Sold lamps", "length": "date", "until": "2099-12-06"})
    told = read(mira, page(ada))
    assert "until 6 Dec 2099, 00:00 (UTC): Sold lamps" in told
    mira.post(act(ada, "lift"))
    told = read(mira, page(ada))
    assert "lifted by Mira" in told
    assert "Sold lamps" in told
