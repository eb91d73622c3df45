"""A model that narrates for people who play together: what it takes its time for holds one place, and no row."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connection
from pytest_django import Settings

from tests.worlds.narrators.http.fake import (
    PATIENCE,
    Behaviour,
    Connection,
    Fake,
    hangs_up,
    holds,
    refuses,
    says,
    speaks_gibberish,
    unused_url,
)
from tests.worlds.services.shared_worlds.counting_world import Hand, Tally, tally
from worlds.feed.fifo import slots
from worlds.models import TurnLease, TurnRecord
from worlds.services.turns.payloads import TurnResult

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def trio(fake: Fake, settings: Settings) -> Tally:
    settings.KLEENE_NARRATOR, settings.NARRATOR_URL = "worlds.narrators.http.HttpNarrator", fake.url
    return tally(3)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def thinks_first(connection: Connection) -> None:
    holds(connection)
    says("discovery", "The wall hums back.")(connection)


def playing(threads: ThreadPoolExecutor, hand: Hand, option: str | None, text: str | None) -> Future[TurnResult]:
    def play() -> TurnResult:
        try:
            return hand.play(option, text).result
        finally:
            connection.close()

    return threads.submit(play)


def test_while_a_model_thinks_turns_elsewhere_go_on_and_the_place_waits(
    trio: Tally, fake: Fake, settings: Settings, threads: ThreadPoolExecutor
) -> None:
    settings.NARRATOR_TIMEOUT = PATIENCE
    singer, waiter, walker = trio.hands
    walker.play("out")
    fake.behave = thinks_first
    song = playing(threads, singer, None, "hum to the wall")
    fake.wait_until_asked(1)
    assert walker.play("step").result["kind"] == "choice"
    mark = playing(threads, waiter, "mark", None)
    while not slots.waiting():
        assert not mark.done()
        time.sleep(0.01)
    fake.going.set()
    assert song.result(PATIENCE)["narrative"].startswith("The wall hums back.")
    assert mark.result(PATIENCE)["kind"] == "choice"
    assert ruled(singer) == ["http"]
    assert not TurnLease.objects.exists()


@pytest.mark.parametrize("behave", [refuses(500), hangs_up, speaks_gibberish, holds])
def test_a_model_that_is_wrong_or_too_slow_is_not_waited_for_and_the_place_is_free_again(
    trio: Tally, fake: Fake, settings: Settings, behave: Behaviour
) -> None:
    settings.NARRATOR_TIMEOUT = 1
    fake.behave = behave
    assert trio.hands[0].play(text="hum to the wall").result["narrative"]
    assert ruled(trio.hands[0]) == ["templates"]
    assert not TurnLease.objects.exists()
    assert trio.hands[1].play("mark").result["kind"] == "choice"


def test_a_model_that_is_dead_is_not_missed(trio: Tally, settings: Settings) -> None:
    settings.NARRATOR_URL = unused_url()
    assert trio.hands[0].play(text="hum to the wall").result["narrative"]
    assert ruled(trio.hands[0]) == ["templates"]


def ruled(hand: Hand) -> list[str]:
    """Who worded this player's turns."""
    records = TurnRecord.objects.filter(session_id=hand.session_id, ruling__isnull=False).order_by("number")
    return [record.ruling["narrator"] for record in records if record.ruling]
