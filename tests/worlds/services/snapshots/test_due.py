"""The worker's rounds take what has grown enough, and worlds that are over, and let be what does not match."""

from __future__ import annotations

from typing import Any

import pytest

from profiles.models import User
from tests.lifting import tamper
from tests.worlds.services.conftest import Plays
from tests.worlds.services.games.random_worlds import RandomWorld
from tests.worlds.services.ideas import climb
from tests.worlds.services.older_rows import stored_game, stored_world
from worlds.models import EventAnchor, GameSession, SharedWorld, Snapshot, TurnRecord, WorldEvent
from worlds.services import housekeeping
from worlds.services.games.world_verification import newest_start, verify_world
from worlds.services.membership.archiving import archive_any
from worlds.services.membership.joining import Joined, join_world
from worlds.services.snapshots import due
from worlds.services.stories.overlays import add_to_world
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_known_to_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "_differing", {})


def length(world: RandomWorld) -> int:
    return SharedWorld.objects.get(pk=world.world.pk).record_seq


@pytest.mark.slow
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


def test_a_world_is_taken_at_the_record_by_which_other_content_came_into_force(elena: User, opened: Joined) -> None:
    assert due.take_due_snapshots() == ""
    add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    play_turn(user_id=elena.pk, session_id=opened.session.pk, request=TurnRequest(option_id="wait"))
    assert due.take_due_snapshots() == "took 1 snapshot"
    assert due.take_due_snapshots() == ""
    upgrade = TurnRecord.objects.get(kind="revision")
    row = Snapshot.objects.get()
    assert (row.reason, row.number) == ("upgrade", upgrade.world_seq)
    assert verify_world(world_id=opened.world.pk)["ok"]


def test_a_game_and_a_world_are_taken_once_they_are_migrated(
    elena: User, kael: User, opened: Joined, plays: Plays, game: GameSession
) -> None:
    other = join_world(user_id=kael.pk, world_id=opened.world.pk).session
    stored_world(opened.world, opened.session, other)
    stored_game(game)
    assert due.take_due_snapshots() == ""
    plays("open_gate")
    play_turn(user_id=elena.pk, session_id=opened.session.pk, request=TurnRequest(option_id="wait"))
    assert due.take_due_snapshots() == "took 2 snapshots"
    assert due.take_due_snapshots() == ""
    of_world = TurnRecord.objects.filter(world=opened.world, kind="migrate").order_by("-world_seq")[0]
    assert set(Snapshot.objects.values_list("reason", "number")) == {("upgrade", of_world.world_seq), ("upgrade", 3)}


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
