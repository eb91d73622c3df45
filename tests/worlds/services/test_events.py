from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import lifting
from tests.worlds.living_world import Living, living_world
from worlds.event_types.stored import TurnPlayed
from worlds.models import EventAnchor, SharedWorld, WorldEvent
from worlds.models.append_only import NeverEdited
from worlds.services import events
from worlds.services.events import NewEvent

PLAYED = TurnPlayed(turn=1, kind="choice", cell=None, option_text=None)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def living() -> Living:
    return living_world("ada", "ben", "cleo")


def numbers(page: events.EventPage) -> list[int]:
    return [seen.event.sequence for seen in page.events]


def test_events_are_numbered_from_one_without_a_gap(living: Living) -> None:
    living.ticks(2)
    living.ticks(3)
    assert list(living.world.events.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]
    assert SharedWorld.objects.get().event_seq == 5


def test_any_number_of_events_costs_one_statement(living: Living) -> None:
    with transaction.atomic():
        world = SharedWorld.objects.select_for_update().get()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            events.append_events(world, *(NewEvent(PLAYED) for _ in range(20)))
        world.save(update_fields=events.COUNTERS)
    assert len(asked) == 1


def test_what_is_rolled_back_leaves_no_event_and_no_gap(living: Living) -> None:
    living.ticks()
    with transaction.atomic():
        events.append_events(SharedWorld.objects.select_for_update().get(), NewEvent(PLAYED))
        transaction.set_rollback(rollback=True)
    living.ticks()
    assert list(living.world.events.values_list("sequence", flat=True)) == [1, 2]


def test_an_event_is_never_edited_or_deleted(living: Living) -> None:
    row = living.ticks()[0]
    with pytest.raises(NeverEdited):
        row.save()
    with pytest.raises(NeverEdited):
        WorldEvent.objects.filter(pk=row.pk).delete()


def test_a_reader_sees_what_is_for_all_and_what_is_for_them(living: Living) -> None:
    ada, ben, cleo = living.people
    living.ticks()
    living.says(ada, "psst", ben)
    living.ticks()
    assert numbers(events.read_events(living.world.pk, after=0, limit=100, reader=ben.pk, is_fellow=True)) == [1, 2, 3]
    assert numbers(events.read_events(living.world.pk, after=0, limit=100, reader=cleo.pk, is_fellow=True)) == [1, 3]


def test_each_event_names_the_one_before_it_that_its_reader_could_see(living: Living) -> None:
    ada, ben, cleo = living.people
    living.ticks()
    living.says(ada, "psst", ben)
    living.ticks(2)
    page = events.read_events(living.world.pk, after=0, limit=100, reader=cleo.pk, is_fellow=True)
    assert [(seen.event.sequence, seen.previous) for seen in page.events] == [(1, 0), (3, 1), (4, 3)]
    later = events.read_events(living.world.pk, after=2, limit=100, reader=cleo.pk, is_fellow=True)
    assert [(seen.event.sequence, seen.previous) for seen in later.events] == [(3, 1), (4, 3)]


def test_pages_follow_each_other_until_the_log_is_complete(living: Living) -> None:
    ada, ben, cleo = living.people
    for _ in range(3):
        living.says(ada, "psst", ben)
        living.ticks()
    read, after, complete = [], 0, False
    while not complete:
        page = events.read_events(living.world.pk, after=after, limit=2, reader=cleo.pk, is_fellow=True)
        read += numbers(page)
        after, complete = page.last_sequence, page.complete
    assert read == [2, 4, 6]


def test_a_changed_event_breaks_the_chain_where_it_stands(living: Living) -> None:
    living.ticks(4)
    assert events.first_broken(world_id=living.world.pk) is None
    tamper(living, sequence=3, payload={"turn": 99})
    assert events.first_broken(world_id=living.world.pk) == 3


def test_an_erased_text_leaves_the_chain_whole(living: Living) -> None:
    said = living.says(living.people[0], "my address is")
    assert said.text is not None
    said.text.redact()
    assert events.first_broken(world_id=living.world.pk) is None


def tamper(living: Living, **values: Any) -> None:
    sequence = values.pop("sequence")
    for column in values:
        lifting.tamper(f"UPDATE world_events SET {column} = %s WHERE sequence = %s", '{"turn": 99}', sequence)  # noqa: S608


def test_old_events_are_forgotten_and_asking_for_them_is_told(living: Living, settings: Any) -> None:
    settings.REPLAY_SIZE = 2
    living.ticks(6)
    age(living, days=31)
    living.ticks(1)
    assert events.trim_events() == 5
    assert list(EventAnchor.objects.values_list("world", "sequence")) == [(living.world.pk, 5)]
    page = events.read_events(living.world.pk, after=3, limit=100, reader=living.people[0].pk, is_fellow=True)
    assert (numbers(page), page.reaches_back, page.complete) == ([6, 7], False, False)
    assert events.read_events(living.world.pk, after=5, limit=100, reader=living.people[0].pk, is_fellow=True).complete


def test_a_world_asleep_for_a_year_keeps_its_newest_events(living: Living, settings: Any) -> None:
    settings.REPLAY_SIZE = 3
    living.ticks(8)
    age(living, days=365)
    events.trim_events()
    assert list(living.world.events.values_list("sequence", flat=True)) == [6, 7, 8]
    assert events.trim_events() == 0


def age(living: Living, *, days: int) -> None:
    lifting.tamper("UPDATE world_events SET created_at = %s", timezone.now() - timedelta(days=days))


def test_numbers_from_the_future_are_not_complete(living: Living) -> None:
    living.ticks()
    assert not events.read_events(
        living.world.pk, after=7, limit=10, reader=living.people[0].pk, is_fellow=True
    ).reaches_back
