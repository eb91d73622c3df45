from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from presence.models import PlayerPresence
from presence.services.heartbeats import beat
from presence.services.visibility import set_visible, visible_among
from profiles.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> list[User]:
    return [get_user_model().objects.create_user(f"player{number}") for number in range(5)]


def test_any_number_of_heartbeats_is_one_statement(people: list[User]) -> None:
    with CaptureQueriesContext(connection) as asked:
        beat([person.pk for person in people])
    assert len(asked) == 1
    assert PlayerPresence.objects.filter(last_heartbeat__isnull=False).count() == 5


def test_a_heartbeat_makes_nobody_visible_and_hides_nobody(people: list[User]) -> None:
    ada, ben, *_ = [person.pk for person in people]
    set_visible(user_id=ada, visible=True)
    beat([ada, ben, ben])
    assert visible_among([ada, ben]) == {ada}


def test_the_latest_heartbeat_counts(people: list[User]) -> None:
    beat([people[0].pk])
    first = PlayerPresence.objects.get().last_heartbeat
    beat([people[0].pk])
    latest = PlayerPresence.objects.get().last_heartbeat
    assert first is not None
    assert latest is not None
    assert latest > first


def test_nobody_at_all_is_fine() -> None:
    beat([])
