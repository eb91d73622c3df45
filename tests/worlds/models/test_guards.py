"""The database refuses to change history, whoever asks it."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from profiles.services import deletion
from tests.lifting import settle, tamper
from tests.worlds.living_world import Living, living_world, shared_world
from worlds.models import EventAnchor, SharedWorld, WorldEvent, guards
from worlds.models.append_only import AppendOnly
from worlds.services import events
from worlds.services.games import sessions
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db
GUARDED = ("turn_records", "world_events", "scenario_revisions")


@pytest.fixture
def living(settings: Any) -> Living:
    settings.REPLAY_SIZE, settings.EVENT_LOG_DAYS = 2, -1
    found = living_world("ada", "ben")
    session = sessions.start_solo(user_id=found.people[0].pk, scenario_slug="gate")
    playing.play_turn(user_id=found.people[0].pk, session_id=session.pk, request=TurnRequest(option_id="take_key"))
    found.ticks(6)
    return found


def run(sql: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - names from this file
        return int(cursor.fetchone()[0])


def guarded() -> set[str]:
    if connection.vendor == "postgresql":
        asked = (
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only' AND tgenabled = 'O'"
        )
    else:
        asked = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' GROUP BY tbl_name HAVING count(*) = 2"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {row[0] for row in cursor.fetchall()}


def test_every_append_only_table_is_guarded() -> None:
    tables = {model._meta.db_table for model in apps.get_models() if issubclass(model, AppendOnly)}
    assert tables | {"django_admin_log"} == set(guards.TABLES) == guarded()


@pytest.mark.parametrize("table", GUARDED)
def test_no_statement_changes_a_row(living: Living, table: str) -> None:
    with pytest.raises(IntegrityError, match=f"{table} is append-only"):
        run(f"UPDATE {table} SET id = id")  # noqa: S608 - names from this file


@pytest.mark.parametrize("table", GUARDED)
def test_no_statement_deletes_a_row(living: Living, table: str) -> None:
    before = count(table)
    with pytest.raises(IntegrityError, match=f"{table} is append-only"):
        run(f"DELETE FROM {table}")  # noqa: S608 - names from this file
    assert count(table) == before > 0


def test_trimming_leaves_an_anchor_and_the_log_is_whole_from_there_on(living: Living) -> None:
    hashes = dict(WorldEvent.objects.values_list("sequence", "event_hash"))
    assert events.trim_events() == 4
    anchor = EventAnchor.objects.get()
    assert (anchor.world_id, anchor.sequence, anchor.event_hash) == (living.world.pk, 4, hashes[4])
    assert list(WorldEvent.objects.values_list("sequence", flat=True)) == [5, 6]
    assert events.first_broken(world_id=living.world.pk) is None
    living.ticks(3)
    assert (events.trim_events(), events.log_beginning(living.world.pk)[0]) == (3, 7)
    assert events.first_broken(world_id=living.world.pk) is None


def test_what_an_anchor_does_not_stand_for_stays(living: Living) -> None:
    events.trim_events()
    with pytest.raises(IntegrityError):
        run("DELETE FROM world_events WHERE sequence = 5")
    with pytest.raises(IntegrityError):
        run("DELETE FROM world_event_anchors")
    with pytest.raises(IntegrityError):
        run("UPDATE world_event_anchors SET sequence = 6")


def test_an_anchor_with_another_hash_does_not_let_its_event_go(living: Living) -> None:
    world = SharedWorld.objects.get(pk=living.world.pk)
    EventAnchor.objects.create(world=world, sequence=3, event_hash="0" * 64, created_at=world.created_at)
    with pytest.raises(IntegrityError):
        run("DELETE FROM world_events WHERE sequence <= 3")


def test_a_first_event_that_does_not_follow_its_anchor_is_found(living: Living) -> None:
    events.trim_events()
    tamper("UPDATE world_events SET payload = '{}' WHERE sequence = 5")
    assert events.first_broken(world_id=living.world.pk) == 5


def test_events_cut_off_at_the_end_are_found(living: Living) -> None:
    tamper("DELETE FROM world_events WHERE sequence = 6")
    assert events.first_broken(world_id=living.world.pk) == 6


def test_an_account_that_goes_leaves_history_as_it_is() -> None:
    world = shared_world("ada", "ben")
    ada = world.people[0]
    said = world.says(ada, "my address is")
    deletion.erase_traces(ada.pk)
    assert said.text is not None
    said.text.refresh_from_db()
    assert said.text.text == ""
    assert events.first_broken(world_id=world.world.pk) is None


def test_a_guard_that_was_lost_is_set_again_by_migrating(living: Living) -> None:
    settle()
    guards.lift(connection, ["turn_records"])
    assert "turn_records" not in guarded()
    call_command("migrate", verbosity=0)
    assert guarded() == set(guards.TABLES)


def test_a_log_that_was_trimmed_before_there_were_anchors_gets_one_without_a_hash(living: Living) -> None:
    tamper("DELETE FROM world_events WHERE sequence <= 3")
    assert events.first_broken(world_id=living.world.pk) == 1
    migration = importlib.import_module("worlds.migrations.0020_anchors_of_event_logs")
    migration.anchor(apps, connection.schema_editor())
    assert events.log_beginning(living.world.pk) == (3, "")
    assert events.first_broken(world_id=living.world.pk) is None
