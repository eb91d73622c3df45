"""The worker's rounds take what has grown enough, and worlds that are over, and let be what does not match."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lifting import tamper
from tests.worlds.services.conftest import Plays
from tests.worlds.services.games.random_worlds import RandomWorld
from worlds.models import EventAnchor, GameSession, SharedWorld, Snapshot, WorldEvent
from worlds.services import housekeeping
from worlds.services.games.world_verification import newest_start, verify_world
from worlds.services.membership.archiving import archive_any
from worlds.services.snapshots import due

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_known_to_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "_differing", {})


def length(world: RandomWorld) -> int:
    return SharedWorld.objects.get(pk=world.world.pk).record_seq


def test_a_world_is_taken_once_it_has_grown_by_so_many_records(lived: RandomWorld, settings: Any) -> None:
    settings.SNAPSHOT_RECORDS = length(lived) + 1
    assert due.take_due_snapshots() == ""
    settings.SNAPSHOT_RECORDS = length(lived)
    assert due.take_due_snapshots() == "took 1 snapshot"
    assert due.take_due_snapshots() == ""
    settings.SNAPSHOT_RECORDS = 5
    lived.live(20)
    assert due.take_due_snapshots() == "took 1 snapshot"
    assert Snapshot.objects.order_by("-number")[0].number == length(lived)


def test_a_world_that_ends_is_taken_however_short_it_is(lived: RandomWorld) -> None:
    assert due.take_due_snapshots() == ""
    archive_any(world_id=lived.world.pk)
    assert due.take_due_snapshots() == "took 1 snapshot"
    row = Snapshot.objects.get()
    assert (row.reason, row.number) == ("archive", length(lived))


def test_a_game_alone_is_taken_too(plays: Plays, game: GameSession, settings: Any) -> None:
    settings.SNAPSHOT_RECORDS = 2
    assert due.take_due_snapshots() == ""
    plays("take_key")
    assert due.take_due_snapshots() == "took 1 snapshot"
    assert Snapshot.objects.get().session == game


def test_what_nobody_played_of_late_is_left_to_the_rare_round(lived: RandomWorld, settings: Any) -> None:
    settings.SNAPSHOT_RECORDS = 10
    SharedWorld.objects.update(last_activity_at="2020-01-01T00:00:00Z")
    assert due.take_due_snapshots() == ""
    assert due.take_missed_snapshots() == "took 1 snapshot"


def test_a_log_that_does_not_match_is_told_once_until_it_has_grown(
    lived: RandomWorld, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SNAPSHOT_RECORDS = 10
    tamper("UPDATE turn_records SET cell = 'limbo' WHERE world_seq = 6")
    assert due.take_due_snapshots() == due.take_due_snapshots() == ""
    assert caplog.text.count("log does not match") == 1
    lived.live(15)
    assert due.take_due_snapshots() == ""
    assert caplog.text.count("log does not match") == 2
    assert not Snapshot.objects.exists()


def test_events_are_forgotten_once_a_snapshot_stands_for_them(lived: RandomWorld, settings: Any) -> None:
    settings.EVENT_LOG_DAYS, settings.REPLAY_SIZE = -1, 5
    count = WorldEvent.objects.filter(world=lived.world).count()
    assert housekeeping.trim_event_logs() == f"forgot {count - 5} old events"
    anchor, row = EventAnchor.objects.get(), Snapshot.objects.get()
    assert (row.reason, row.number) == ("forgetting", length(lived))
    assert row.payload["events"]["of_records"] >= anchor.of_records
    for since in (None, newest_start(world_id=lived.world.pk)):
        assert verify_world(world_id=lived.world.pk, since=since)["ok"]
    assert (housekeeping.trim_event_logs(), Snapshot.objects.count()) == ("", 1)


def test_a_log_that_does_not_match_keeps_its_events(lived: RandomWorld, settings: Any) -> None:
    settings.EVENT_LOG_DAYS, settings.REPLAY_SIZE = -1, 5
    tamper("UPDATE turn_records SET cell = 'limbo' WHERE world_seq = 6")
    count = WorldEvent.objects.filter(world=lived.world).count()
    assert housekeeping.trim_event_logs() == ""
    assert WorldEvent.objects.filter(world=lived.world).count() == count
