"""The page of the shutdown: who may open it, what it tells of a plan, and what its buttons do."""

from __future__ import annotations

from typing import Final

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from common.planned_shutdown import plan_shutdown, planned_shutdown
from profiles.models import User
from tests.admin_pages import read
from tests.staff import moderator, signed_in, staff_with, superuser

pytestmark = pytest.mark.django_db
PAGE: Final = "/admin/shutdown/"
CANCEL: Final = "/admin/shutdown/cancel/"


@pytest.fixture
def root() -> User:
    return superuser()


def test_it_tells_who_planned_it_and_for_when_and_cancels_it(root: User) -> None:
    browser = signed_in(root)
    assert "No shutdown is planned." in read(browser, PAGE)
    plan = plan_shutdown(seconds=600, reason="New <lamps>", by=root.pk)
    told = read(browser, PAGE)
    assert f"{plan.at:%H:%M:%S}</time> UTC" in told
    assert f'<a href="/admin/profiles/user/{root.pk}/change/">Root</a>' in told
    assert "New &lt;lamps&gt;" in told
    assert browser.post(CANCEL).headers["Location"] == PAGE
    assert planned_shutdown() is None
    assert "No shutdown is planned." in read(browser, PAGE)


def test_one_is_planned_there_and_both_deeds_stand_in_the_audit(root: User) -> None:
    browser = signed_in(root)
    assert browser.post(PAGE, {"seconds": "9", "reason": ""}).status_code == 400
    assert planned_shutdown() is None
    browser.post(PAGE, {"seconds": "600", "reason": "tea"})
    plan = planned_shutdown()
    assert plan is not None
    assert (plan.reason, plan.planned_by) == ("tea", root.pk)
    browser.post(CANCEL)
    told = read(browser, "/admin/audit/")
    assert "Shutdown of all servers planned for " in told
    assert "Planned shutdown of all servers cancelled." in told
    browser.post(CANCEL)
    assert LogEntry.objects.filter(content_type__model="plannedshutdown").count() == 2


def test_its_planner_is_called_as_their_account_is_today(root: User) -> None:
    clerk = staff_with("common.plan_shutdown")
    plan_shutdown(seconds=600, by=clerk.pk)
    User.objects.filter(pk=clerk.pk).update(display_name="Former player")
    assert "Former player" in read(signed_in(root), PAGE)


def test_only_those_with_its_permission_open_it() -> None:
    plan_shutdown(seconds=600, by=superuser().pk)
    clerk = signed_in(staff_with("common.plan_shutdown"))
    assert PAGE in read(clerk, "/admin/")
    assert clerk.get(PAGE).status_code == 200
    assert clerk.get(CANCEL).status_code == 405
    mira = signed_in(moderator())
    assert PAGE not in read(mira, "/admin/")
    for browser, status in ((mira, 403), (Client(), 302)):
        assert browser.get(PAGE).status_code == status
        assert browser.post(PAGE, {"seconds": "60"}).status_code == status
        assert browser.post(CANCEL).status_code == status
    assert planned_shutdown() is not None
