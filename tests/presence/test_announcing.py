"""What others are told, and when."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TypeAlias

import pytest

from presence.models import PlayerPresence
from presence.rules import Status
from presence.services.announcing import announce_changes
from presence.services.attendance import attendance, presence_statuses
from presence.services.heartbeats import record_heartbeats
from presence.services.visibility import choose_status
from presence.signals import Change
from profiles.models import User
from tests.presence.conftest import SetsClock

Commits: TypeAlias = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def sweep(django_capture_on_commit_callbacks: Commits) -> Callable[[], int]:
    def announce() -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return announce_changes()

    return announce


@pytest.fixture
def heard(django_capture_on_commit_callbacks: Commits) -> Callable[..., None]:
    def hear(*people: User) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            record_heartbeats([person.pk for person in people])

    return hear


def status(user: User) -> Status:
    return presence_statuses([user.pk])[user.pk].status


def test_without_any_worker_everybody_goes_idle_and_then_offline(
    ada: User, at: SetsClock, heard: Callable[..., None], told: list[Change]
) -> None:
    heard(ada)
    stands = []
    for second in (0, 29, 31, 299, 301):
        at(second)
        stands.append(status(ada).value)
    assert stands == ["online", "online", "idle", "idle", "offline"]
    assert [change.status for change in told] == [Status.ONLINE], "nobody was told, and it is true all the same"


def test_the_bounds_are_settings(ada: User, at: SetsClock, heard: Callable[..., None], settings: Any) -> None:
    settings.PRESENCE_IDLE, settings.PRESENCE_OFFLINE = 5, 10
    heard(ada)
    at(5)
    assert status(ada) is Status.IDLE
    at(10)
    assert status(ada) is Status.OFFLINE


def test_coming_is_announced_at_once_and_once(ada: User, heard: Callable[..., None], told: list[Change]) -> None:
    heard(ada)
    heard(ada)
    assert told == [Change(ada.pk, Status.ONLINE, "online")]


def test_a_sweep_tells_of_each_change_once(
    people: list[User], at: SetsClock, heard: Callable[..., None], sweep: Callable[[], int], told: list[Change]
) -> None:
    ada, ben, *_ = people
    heard(ada, ben)
    told.clear()
    at(20)
    heard(ben)
    at(29)
    assert sweep() == 0
    at(31)
    assert sweep() == 1
    assert sweep() == 0
    assert told == [Change(ada.pk, Status.IDLE, "online", has_left=True)]
    at(301)
    assert sweep() == 2
    assert told[1:] == sorted(
        [Change(ada.pk, Status.OFFLINE, "online"), Change(ben.pk, Status.IDLE, "online", has_left=True)],
        key=lambda change: change.user_id,
    )


def test_a_sweep_that_comes_late_tells_how_things_stand_now(
    ada: User, at: SetsClock, heard: Callable[..., None], sweep: Callable[[], int], told: list[Change]
) -> None:
    heard(ada)
    at(4000)
    assert sweep() == 1
    assert told[-1] == Change(ada.pk, Status.OFFLINE, "online", has_left=True)
    heard(ada)
    assert told[-1] == Change(ada.pk, Status.ONLINE, "online")


def test_who_plays_by_requests_alone_has_not_left_when_they_are_quiet(
    ada: User,
    at: SetsClock,
    sweep: Callable[[], int],
    told: list[Change],
    django_capture_on_commit_callbacks: Commits,
) -> None:
    attendance.hear(ada.pk)
    with django_capture_on_commit_callbacks(execute=True):
        record_heartbeats()
    at(31)
    sweep()
    assert told[-1] == Change(ada.pk, Status.IDLE, "online", has_left=False)


def test_one_of_two_tabs_closes_and_nothing_happens(
    ada: User, at: SetsClock, heard: Callable[..., None], sweep: Callable[[], int], told: list[Change]
) -> None:
    heard(ada)  # two streams, of one process or of two, hold one row alive
    for second in range(10, 120, 10):
        at(second)
        heard(ada)
        sweep()
    assert told == [Change(ada.pk, Status.ONLINE, "online")]
    at(139)
    assert status(ada) is Status.ONLINE
    at(140)  # and thirty seconds after the last has closed
    assert status(ada) is Status.IDLE


def test_an_announcement_that_was_lost_is_made_by_the_next_heartbeat(
    ada: User, heard: Callable[..., None], told: list[Change]
) -> None:
    record_heartbeats([ada.pk])
    PlayerPresence.objects.update(announced=Status.OFFLINE.value)  # the process died before it could tell
    told.clear()
    heard(ada)
    assert told == [Change(ada.pk, Status.ONLINE, "online")]


def test_what_somebody_says_of_themselves_is_told_at_once(
    ada: User, heard: Callable[..., None], told: list[Change], django_capture_on_commit_callbacks: Commits
) -> None:
    heard(ada)
    with django_capture_on_commit_callbacks(execute=True):
        choose_status(user_id=ada.pk, chosen="busy")
        choose_status(user_id=ada.pk, chosen="busy")
    assert told[1:] == [Change(ada.pk, Status.ONLINE, "busy")]


def test_who_is_gone_says_nothing(ada: User, told: list[Change], django_capture_on_commit_callbacks: Commits) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        choose_status(user_id=ada.pk, chosen="away")
    assert told == []
    assert presence_statuses([ada.pk])[ada.pk].chosen == "away"
