"""The queue before a place's row, in which the turns of all processes wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from tests.worlds.services.at_once import wait_until_somebody_waits
from tests.worlds.services.shared_worlds.counting_world import Tally, tally
from worlds.services.turns.locks import Where, await_place, is_timeout

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


class Standing:
    """A turn in the queue, on a connection of its own: `is_first` once it is through, until it is told to end."""

    def __init__(self, place: Where) -> None:
        self.is_first, self._ends = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._stand, args=[place])
        self._thread.start()

    def end(self) -> None:
        self._ends.set()
        self._thread.join(20)

    def _stand(self, place: Where) -> None:
        try:
            with transaction.atomic():
                await_place(place, 20, patient=True)
                self.is_first.set()
                self._ends.wait(20)
        finally:
            connection.close()


@pytest.fixture
def world(transactional_db: None) -> Tally:
    return tally(1)


@contextmanager
def standing(place: Where) -> Iterator[Standing]:
    one = Standing(place)
    try:
        yield one
    finally:
        one.end()


def place_in(world: Tally, location: str = "wall") -> Where:
    return Where(world.hands[0].session_id, world.world_id, location)


def is_free(place: Where) -> bool:
    """Whether somebody who does not want to wait is let through."""

    def ask() -> bool:
        try:
            with transaction.atomic():
                await_place(place, 20, patient=False)
        except OperationalError as trouble:
            return not is_timeout(trouble)
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(ask).result(20)


def test_a_place_goes_to_the_first_who_waits_and_not_to_who_comes_as_it_is_left(world: Tally) -> None:
    place = place_in(world)
    with standing(place) as first:
        assert first.is_first.wait(20)
        with standing(place) as second:
            wait_until_somebody_waits()
            first.end()
            assert not is_free(place)
            assert second.is_first.wait(20)
        assert is_free(place)


def test_who_does_not_want_to_wait_leaves_no_trace_in_the_queue(world: Tally) -> None:
    place = place_in(world)
    with standing(place) as first:
        assert first.is_first.wait(20)
        assert not is_free(place)
        with standing(place) as second:
            first.end()
            assert second.is_first.wait(20)


def test_another_place_of_the_same_world_has_a_queue_of_its_own(world: Tally) -> None:
    with standing(place_in(world, "wall")) as one:
        assert one.is_first.wait(20)
        assert is_free(place_in(world, "garden"))
