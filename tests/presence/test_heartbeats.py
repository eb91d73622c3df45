from __future__ import annotations

import threading
import uuid
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from presence.models import PlayerPresence
from presence.services.attendance import Whereabouts, attendance
from presence.services.departures import forget_person, forget_world
from presence.services.heartbeats import keep_beating, record_heartbeats
from presence.services.visibility import choose_status, set_visible, visible_among
from presence.signals import presence_changed
from profiles.models import User
from tests.presence.conftest import NOON, SetsClock

pytestmark = pytest.mark.django_db

WORLD = uuid.uuid4()
CAVE = Whereabouts("dragon", "shared", uuid.uuid4(), WORLD, "cave", 7)
HILL = Whereabouts("dragon", "shared", CAVE.session_id, WORLD, "hill", 8)


def row(user: User) -> PlayerPresence:
    return PlayerPresence.objects.get(pk=user.pk)


def whereabouts(user: User) -> Whereabouts:
    found = row(user)
    return Whereabouts(found.scenario, found.game_mode, found.session_id, found.world_id, found.location, found.turn)


def test_any_number_of_heartbeats_is_one_statement(people: list[User]) -> None:
    record_heartbeats([person.pk for person in people])
    for person in people:
        attendance.note(person.pk, CAVE)
    with CaptureQueriesContext(connection) as asked:
        record_heartbeats([person.pk for person in people[:3]])
    assert len(asked) == 1
    assert PlayerPresence.objects.filter(last_heartbeat__isnull=False, location="cave").count() == 5


def test_a_heartbeat_makes_nobody_visible_and_changes_nothing_that_was_chosen(ada: User, ben: User) -> None:
    set_visible(user_id=ada.pk, visible=True)
    choose_status(user_id=ada.pk, chosen="busy")
    record_heartbeats([ada.pk, ben.pk, ben.pk])
    assert visible_among([ada.pk, ben.pk]) == {ada.pk}
    assert (row(ada).chosen, row(ben).chosen) == ("busy", "online")


def test_the_latest_heartbeat_counts_whichever_comes_last(ada: User, at: SetsClock) -> None:
    at(20)
    record_heartbeats([ada.pk])
    at(10)  # a process that was slow, or whose clock is behind
    record_heartbeats([ada.pk])
    assert (row(ada).last_heartbeat - NOON).total_seconds() == 20  # type: ignore[operator]


def test_nobody_at_all_costs_nothing() -> None:
    with CaptureQueriesContext(connection) as asked:
        record_heartbeats([])
    assert len(asked) == 0


def test_noticing_costs_no_statement(ada: User) -> None:
    with CaptureQueriesContext(connection) as asked:
        attendance.hear(ada.pk)
        attendance.note(ada.pk, CAVE)
    assert len(asked) == 0
    record_heartbeats()
    assert whereabouts(ada) == CAVE


def test_whereabouts_stay_while_somebody_is_only_heard_of(ada: User, at: SetsClock) -> None:
    attendance.note(ada.pk, CAVE)
    record_heartbeats()
    at(60)
    record_heartbeats([ada.pk])
    assert whereabouts(ada) == CAVE


def test_a_process_that_writes_late_does_not_take_somebody_back(ada: User, at: SetsClock) -> None:
    at(5)
    attendance.note(ada.pk, HILL)
    record_heartbeats()
    at(2)
    attendance.note(ada.pk, CAVE)
    record_heartbeats()
    assert whereabouts(ada) == HILL


def test_who_comes_back_after_being_gone_is_nowhere_until_they_play(ada: User, at: SetsClock) -> None:
    attendance.note(ada.pk, CAVE)
    record_heartbeats()
    at(301)
    record_heartbeats([ada.pk])
    assert whereabouts(ada) == Whereabouts()


def test_who_left_a_world_is_nowhere_and_no_less_there(ada: User, at: SetsClock) -> None:
    attendance.note(ada.pk, CAVE)
    record_heartbeats()
    at(1)
    forget_world(uuid.uuid4(), [ada.pk])
    assert whereabouts(ada) == CAVE, "it was another world"
    forget_world(WORLD, [ada.pk])
    assert whereabouts(ada) == Whereabouts()
    assert row(ada).last_heartbeat == NOON


def test_who_is_quiet_by_shorter_bounds_is_news(ada: User, at: SetsClock, settings: Any) -> None:
    settings.PRESENCE_IDLE = 5
    record_heartbeats([ada.pk])
    at(4)
    attendance.hear(ada.pk)
    assert not attendance.news.is_set()
    at(5)
    attendance.hear(ada.pk)
    assert attendance.news.is_set()


def test_who_has_left_for_good_is_not_written_again(
    ada: User, ben: User, django_capture_on_commit_callbacks: Any
) -> None:
    attendance.note(ada.pk, CAVE)
    signs = attendance.take([ben.pk])
    attendance.note(ada.pk, HILL)
    with django_capture_on_commit_callbacks(execute=True):
        forget_person(ada.pk)
    attendance.give_back(signs)
    attendance.hear(ada.pk)
    record_heartbeats([ada.pk, ben.pk])
    assert [one.pk for one in PlayerPresence.objects.all()] == [ben.pk]


def test_a_place_with_an_endless_name_is_still_written(ada: User) -> None:
    attendance.note(ada.pk, Whereabouts("dragon", location="x" * 5000))
    record_heartbeats()
    assert row(ada).location == "x" * 200


def test_what_could_not_be_written_is_written_by_the_next(ada: User, at: SetsClock) -> None:
    def away(*_asked: object) -> None:
        raise OperationalError("the server closed the connection")

    attendance.note(ada.pk, CAVE)
    with connection.execute_wrapper(away), pytest.raises(OperationalError):
        record_heartbeats()
    at(1)
    attendance.hear(ada.pk)
    record_heartbeats()
    assert whereabouts(ada) == CAVE


@pytest.mark.django_db(transaction=True)
def test_an_account_that_is_no_more_stops_nobodys_heartbeat(ada: User) -> None:
    attendance.note(ada.pk, CAVE)
    record_heartbeats([uuid.uuid4()])
    assert whereabouts(ada) == CAVE


@pytest.mark.django_db(transaction=True)
def test_who_is_new_is_written_at_once_and_the_rest_when_the_server_leaves(ada: User, ben: User) -> None:
    stop, came = threading.Event(), threading.Event()
    beats = threading.Thread(target=keep_beating, args=(stop,))

    def hear(**_signal: object) -> None:
        came.set()

    presence_changed.connect(hear, dispatch_uid="the test")
    beats.start()
    attendance.hear(ada.pk)
    assert came.wait(30)
    first = row(ada).last_heartbeat
    attendance.note(ada.pk, CAVE)  # known here: it can wait for the next heartbeat, or for the end
    stop.set()
    beats.join(30)
    assert first is not None
    assert whereabouts(ada) == CAVE
    assert not PlayerPresence.objects.filter(pk=ben.pk).exists()
