"""The casts of tests that knock. Nothing that a knock does lasts, so all tests of a module share one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from common import throttles
from tests.doors.cast import Cast, assembled
from tests.doors.doors import Answers
from tests.doors.remembered import forget
from worlds.services.membership import hosting

SETTINGS: Final = {
    "REPLAY_WINDOW_MS": 3_600_000,  # what a stream repeats must not depend on how quick this machine is
    "SESSION_ENGINE": "tests.doors.remembered",
    "AUTHENTICATION_BACKENDS": ["tests.doors.remembered.Accounts"],
}


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    with often(), never_committed(django_db_blocker):
        made = assembled()
        wait_for_ever()  # turns were played, which have said otherwise
        yield made


@pytest.fixture(scope="module")
def answers(cast: Cast) -> Answers:
    return Answers(cast)


@pytest.fixture
def cast_in_public(cast: Cast, db: None) -> Cast:
    """The same, for one test, in the same world after its host has opened it again."""
    host = cast.people["host"].pk
    hosting.change_world_settings(user_id=host, world_id=cast.filled["world"], visibility="public")
    return cast


@contextmanager
def often() -> Iterator[None]:
    """Whoever knocks may do so as often as they like."""
    rates = {name: "100000/minute" for name in dir(settings) if name.startswith("RATE_")}
    with override_settings(**rates, **SETTINGS):
        throttles.counters_at.cache_clear()
        forget()
        yield
    throttles.counters_at.cache_clear()


@contextmanager
def never_committed(blocker: DjangoDbBlocker) -> Iterator[None]:
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def wait_for_ever() -> None:
    """Where other tests keep the processors busy, this transaction may be idle for longer than PostgreSQL is told to bear."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
