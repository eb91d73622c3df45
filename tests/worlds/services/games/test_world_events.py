"""Events that follow from records are what replaying says they must be, even where somebody has sealed the whole log anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db.models import QuerySet

from tests.keeping import kept
from tests.lifting import history_open
from tests.worlds.scenarios.bundled import FLAGSHIP, FOLDER
from tests.worlds.services.conftest import MakesPeople
from tests.worlds.services.critical_items.policies import hurried
from tests.worlds.services.games.random_worlds import RandomWorld
from worlds.event_types.catalogue import OF_RECORDS
from worlds.models import EventAnchor, SharedWorld, TurnRecord, WorldEvent
from worlds.services import events
from worlds.services.critical_items.policies import change_world_policies
from worlds.services.games.world_differences import WorldDifference, sentence_of
from worlds.services.games.world_verification import verify_world
from worlds.services.membership import spectating
from worlds.services.stories.scenarios import import_scenario

pytestmark = pytest.mark.django_db
Change = Callable[[WorldEvent], None]


@pytest.fixture(autouse=True)
def unhurried(settings: Any) -> None:
    settings.WORLDS_PER_HOST = settings.GAMES_PER_PLAYER = 1000
    for name in ("RATE_INPUT", "RATE_READ", "RATE_START", "RATE_REPLAY"):
        setattr(settings, name, "100000/minute")


@pytest.fixture
def lived(people: MakesPeople) -> SharedWorld:
    """A world of three and somebody who watches, in which every kind of event that follows from records has happened."""
    return kept("a world of every kind of event", partial(world_of_every_event, people))


def world_of_every_event(people: MakesPeople) -> SharedWorld:
    source = (FOLDER / f"{FLAGSHIP}.yaml").read_bytes()
    import_scenario(source=source, slug=FLAGSHIP)
    *players, watcher = people(4)
    wanted = OF_RECORDS - {"player_finished"}
    # What people come upon by chance changes with every rule of reading: the first world in which all of it happens.
    for seed in range(20):
        world = RandomWorld(FLAGSHIP, players, seed=seed)
        change_world_policies(world_id=world.world.pk, policies=hurried(FLAGSHIP))
        spectating.spectate_world(user_id=watcher.pk, world_id=world.world.pk)
        world.live(60)
        told = WorldEvent.objects.filter(world=world.world).values_list("type", flat=True)
        if wanted <= set(told) and told.filter(type="turn_played", text__isnull=False).exists():
            return world.world
    raise AssertionError("no world in which every kind of event has happened")


def difference(world: SharedWorld) -> WorldDifference | None:
    return verify_world(world_id=world.pk)["first_difference"]


def plain(model: type[WorldEvent]) -> QuerySet[WorldEvent]:
    return QuerySet(model)


def forge(world: SharedWorld, change: Change) -> None:
    """Change events and seal the log anew, to its end and in the world's row, as somebody could who knows our code."""
    with history_open():
        row = SharedWorld.objects.get(pk=world.pk)
        row.event_seq, row.event_hash = events.log_beginning(world.pk)
        for event in plain(WorldEvent).filter(world=world).select_related("text").order_by("sequence"):
            change(event)
            if event.pk is None:
                continue
            row.event_seq += 1
            event.sequence = row.event_seq
            event.event_hash = row.event_hash = events.event_seal(row.event_hash, event)
            values = {field.attname: getattr(event, field.attname) for field in event._meta.concrete_fields}
            plain(WorldEvent).filter(pk=values.pop("id")).update(**values)
        row.save()


def first(world: SharedWorld, kind: str, **more: Any) -> WorldEvent:
    event: WorldEvent = WorldEvent.objects.filter(world=world, type=kind, **more).order_by("sequence")[0]
    return event


def told_otherwise(key: str, value: object) -> Change:
    def change(event: WorldEvent) -> None:
        event.payload = event.payload | {key: value}

    return change


CHANGES: list[tuple[str, str, Change]] = [
    ("turn_played", "payload.cell", told_otherwise("cell", "triumph of nobody")),
    ("turn_played", "payload.turn", told_otherwise("turn", 4000)),
    ("turn_played", "payload.kind", told_otherwise("kind", "prompt")),
    ("turn_played", "room", lambda event: setattr(event, "room", "elsewhere")),
    ("turn_played", "type", lambda event: setattr(event, "type", "player_moved")),
    ("player_moved", "payload.to", told_otherwise("to", "elsewhere")),
    ("player_moved", "actor", lambda event: setattr(event, "actor_id", event.world_id)),
    ("player_moved", "audience", lambda event: setattr(event, "audience", [])),
    ("player_entered", "audience", lambda event: setattr(event, "audience", [])),
    ("player_left_room", "room", lambda event: setattr(event, "room", "elsewhere")),
    ("player_joined", "payload.location", told_otherwise("location", "elsewhere")),
    ("player_left", "payload.reason", told_otherwise("reason", "banned")),
    ("world_state_changed", "payload.turn", told_otherwise("turn", 4000)),
    ("world_state_changed", "payload.changes", told_otherwise("changes", [])),
    ("critical_item_recovered", "payload.item", told_otherwise("item", "moon")),
    ("critical_item_recovered", "payload.public", told_otherwise("public", "It is gone for good.")),
    ("critical_item_recovered", "audience", lambda event: setattr(event, "audience", [])),
]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "path", "change"), CHANGES, ids=[f"{kind} {path}" for kind, path, _ in CHANGES])
def test_an_event_that_was_sealed_anew_is_found_and_located(
    lived: SharedWorld, kind: str, path: str, change: Change
) -> None:
    at = first(lived, kind).sequence
    forge(lived, lambda event: change(event) if event.sequence == at else None)
    found = difference(lived)
    assert found is not None
    assert found["path"].startswith(f"events.{at}.{path}")
    assert sentence_of(found).startswith(f"event {at}: {path}")
    assert TurnRecord.objects.filter(world=lived, world_seq=found["record"]).exists()


@pytest.mark.slow
def test_words_that_were_heard_by_others_than_those_at_the_place_are_found(lived: SharedWorld) -> None:
    at = first(lived, "turn_played", text__isnull=False).sequence
    forge(lived, lambda event: setattr(event, "audience", []) if event.sequence == at else None)
    found = difference(lived)
    assert found is not None
    assert found["path"].startswith(f"events.{at}.audience")


@pytest.mark.parametrize("kind", ["player_moved", "player_entered"])
def test_an_event_of_a_record_that_was_taken_out_is_found(lived: SharedWorld, kind: str) -> None:
    at = first(lived, kind).sequence

    def take_out(event: WorldEvent) -> None:
        if event.sequence == at:
            plain(WorldEvent).filter(pk=event.pk).delete()
            event.pk = None

    with history_open():
        forge(lived, take_out)
    found = difference(lived)
    assert found is not None
    # What came after it has its number now: the first of those that follow from a record is not what must be there.
    next_told = (
        WorldEvent.objects.filter(world=lived, sequence__gte=at, type__in=OF_RECORDS).order_by("sequence").first()
    )
    assert next_told is not None
    assert found["path"] == f"events.{next_told.sequence}.type"


def test_an_event_that_no_record_brought_about_is_found(lived: SharedWorld) -> None:
    newest = WorldEvent.objects.filter(world=lived).order_by("-sequence")[0]
    with history_open():
        copied = {field.attname: getattr(newest, field.attname) for field in newest._meta.concrete_fields}
        copied |= {"id": None, "sequence": newest.sequence + 1, "type": "player_moved", "audience": None, "room": ""}
        WorldEvent(**copied | {"payload": {"from": "here", "to": "there"}}).save()
        forge(lived, lambda _event: None)
    found = difference(lived)
    assert found is not None
    assert found["path"] == f"events.{newest.sequence + 1}"
    assert found["found"] == "player_moved"


@pytest.mark.slow
def test_what_is_left_of_a_trimmed_log_is_compared_wherever_it_begins(lived: SharedWorld, settings: Any) -> None:
    settings.EVENT_LOG_DAYS = -1
    for left in range(SharedWorld.objects.get(pk=lived.pk).event_seq, 3, -1):
        settings.REPLAY_SIZE = left
        events.trim_events()
        assert difference(lived) is None, f"{left} kept"
    at = WorldEvent.objects.filter(world=lived, type__in=OF_RECORDS).order_by("-sequence")[0].sequence
    forge(lived, lambda event: setattr(event, "actor_id", None) if event.sequence == at else None)
    found = difference(lived)
    assert found is not None
    assert found["path"] == f"events.{at}.actor"


def test_a_log_that_was_trimmed_without_counting_is_checked_by_its_seals(lived: SharedWorld, settings: Any) -> None:
    settings.EVENT_LOG_DAYS, settings.REPLAY_SIZE = -1, 20
    events.trim_events()
    with history_open():
        QuerySet(EventAnchor).filter(world=lived).update(of_records=None)
    assert difference(lived) is None
    settings.REPLAY_SIZE = 10
    assert events.trim_events() > 0
    assert EventAnchor.objects.filter(of_records=None).count() == 2
    assert difference(lived) is None
