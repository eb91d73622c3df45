"""The hour of a moment, as both databases keep it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from common import hours
from tests.worlds.services.shared_worlds.counting_world import tally
from worlds.models import GameSession, SharedWorld

pytestmark = pytest.mark.django_db
LATE = datetime(2026, 3, 1, 23, 59, 59, 999_999, tzinfo=UTC)
NEXT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def game() -> GameSession:
    return tally(1).hands[0].session


def moved(game: GameSession, at: datetime) -> GameSession:
    GameSession.objects.filter(pk=game.pk).update(last_turn_at=at)
    return GameSession.objects.get(pk=game.pk)


@pytest.mark.parametrize(
    ("at", "hour"),
    [
        (LATE, datetime(2026, 3, 1, 23, tzinfo=UTC)),
        (NEXT, NEXT),
        (
            datetime(2026, 3, 2, 1, 30, tzinfo=timezone(timedelta(hours=5, minutes=30))),
            datetime(2026, 3, 1, 20, tzinfo=UTC),
        ),
    ],
)
def test_the_database_keeps_the_hour_of_a_moment_and_we_agree(game: GameSession, at: datetime, hour: datetime) -> None:
    assert moved(game, at).last_turn_hour == hour == hours.hour_start(at)


def test_what_was_played_since_a_moment_is_told_from_what_was_not(game: GameSession) -> None:
    moved(game, LATE)
    microsecond = timedelta(microseconds=1)
    assert GameSession.objects.played_since(LATE).exists()
    assert not GameSession.objects.played_since(LATE + microsecond).exists()
    assert GameSession.objects.idle_since(NEXT).exists()
    assert not GameSession.objects.idle_since(LATE).exists()


def test_games_and_worlds_stand_in_the_order_of_their_last_moments() -> None:
    first, second, third = (hand.session for hand in tally(3).hands)
    for game, at in ((first, NEXT), (second, LATE), (third, NEXT + timedelta(minutes=59))):
        moved(game, at)
    assert list(GameSession.objects.latest_first()) == [third, first, second]
    assert list(GameSession.objects.all()) == [third, first, second]
    assert SharedWorld._meta.ordering == hours.in_order("-last_activity_at")
