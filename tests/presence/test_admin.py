"""The back office of presence."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from presence.models import PlayerPresence
from presence.services.attendance import Whereabouts, attendance
from presence.services.heartbeats import record_heartbeats
from presence.services.visibility import choose_status
from profiles.models import User
from tests.admin_pages import page, read, rows
from tests.staff import moderator, signed_in, staff_with, superuser


@pytest.fixture
def root(db: None) -> Client:
    return signed_in(superuser())


@pytest.fixture
def around(people: list[User]) -> list[User]:
    """One who is online, one idle, one offline; what was announced of them is of no account."""
    attendance.note(people[0].pk, Whereabouts("dragon", "shared", uuid.uuid4(), uuid.uuid4(), "<b>cave</b>", 7))
    record_heartbeats([person.pk for person in people[:3]])
    for person, seconds in zip(people, (0, 31, 301), strict=False):
        last = timezone.now() - timedelta(seconds=seconds)
        PlayerPresence.objects.filter(pk=person.pk).update(last_heartbeat=last, announced="online")
    return people


def test_people_are_listed_with_where_they_are(root: Client, around: list[User]) -> None:
    choose_status(user_id=around[0].pk, chosen="busy")
    told = read(root, rows(PlayerPresence))
    assert "Player 0" in told
    assert "turn 7" in told
    assert "busy" in told
    assert "Player 3" not in told, "never heard of"
    assert "<b>cave</b>" not in told


@pytest.mark.parametrize(("status", "number"), [("online", 0), ("idle", 1), ("offline", 2)])
def test_they_are_found_by_how_they_stand_now(root: Client, around: list[User], status: str, number: int) -> None:
    told = read(root, f"{rows(PlayerPresence)}?status={status}&q=player")
    assert [person for person in range(3) if f"Player {person}" in told] == [number]


def test_somebodys_page_leads_to_their_account_and_changes_nothing(root: Client, around: list[User]) -> None:
    row = PlayerPresence.objects.get(pk=around[0].pk)
    told = read(root, page(row))
    assert around[0].short_id in told
    assert "presence of Player 0" in told
    assert "<b>cave</b>" not in told
    assert root.post(page(row), {"visible": "on"}).status_code == 403
    row.refresh_from_db()
    assert not row.visible


def test_a_list_costs_as_much_for_many_as_for_one(
    root: Client, around: list[User], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):  # session, user, what waits, people
        root.get(rows(PlayerPresence))


def test_where_people_are_is_shown_to_those_who_may_see_it(around: list[User]) -> None:
    assert signed_in(staff_with("worlds.view_scenario")).get(rows(PlayerPresence)).status_code == 403
    assert "Player 0" in read(signed_in(moderator()), rows(PlayerPresence))
