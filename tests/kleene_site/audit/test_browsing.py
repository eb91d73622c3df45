"""Pages of the audit: every row once, newest first, narrowed by what is asked, in a constant number of statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kleene_site.audit import browsing, tables
from kleene_site.audit.asked import Asked
from kleene_site.audit.browsing import AuditRow, audit_page, places
from kleene_site.audit.lines import lines_of
from kleene_site.audit.tables import TABLES
from tests.kleene_site.audit.conftest import Busy
from worlds.models import TurnRecord, WorldEvent, guards

pytestmark = pytest.mark.django_db
Keys = set[tuple[str, int]]


@pytest.fixture
def may() -> frozenset[str]:
    """Everything that anybody may do."""
    found = Permission.objects.values_list("content_type__app_label", "codename")
    return frozenset(f"{app}.{codename}" for app, codename in found)


def pages(asked: Asked, may: frozenset[str]) -> Iterator[list[AuditRow]]:
    before = ""
    while True:
        page = audit_page(asked, before=before, may=may)
        yield list(page.rows)
        if not (before := page.earlier):
            return


def keys(asked: Asked, may: frozenset[str]) -> Keys:
    found = [(row.table.name, int(row.row["pk"])) for page in pages(asked, may) for row in page]
    assert len(found) == len(set(found))
    return set(found)


def test_every_guarded_table_is_in_the_audit() -> None:
    assert {table.name for table in TABLES} == set(guards.TABLES)


def test_pages_have_every_row_once_newest_first(
    busy: Busy, may: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "PER_PAGE", 3)
    rows = [row for page in pages(Asked(), may) for row in page]
    moments = [row.row["at"] for row in rows]
    assert moments == sorted(moments, reverse=True)
    stored = {(table.name, pk) for table in TABLES for pk in table.model._default_manager.values_list("pk", flat=True)}
    assert {(row.table.name, row.row["pk"]) for row in rows} == stored
    assert len(rows) == len(stored) > 15


def test_what_happens_meanwhile_moves_nothing_on_later_pages(
    busy: Busy, may: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "PER_PAGE", 3)
    of_world = Asked(world=busy.world.world.pk)
    assert keys(of_world, may) >= records(world=busy.world.world)  # read by the number in the world
    first = audit_page(Asked(), may=may)
    second = audit_page(Asked(), before=first.earlier, may=may)
    busy.world.ticks(5)
    assert audit_page(Asked(), before=first.earlier, may=may) == second


def test_it_is_narrowed_by_world_game_person_kind_and_days(busy: Busy, may: frozenset[str]) -> None:
    world, today = busy.world.world.pk, timezone.now().date()
    of_world = keys(Asked(kind="records", world=world), may)
    assert of_world == records(world=world)
    assert keys(Asked(kind="records", session=busy.alone.pk), may) == records(session=busy.alone)
    assert keys(Asked(kind="records", people=(busy.ben.pk,)), may) == records(session__user=busy.ben)
    assert {name for name, _ in keys(Asked(people=(busy.ben.pk,)), may)} >= {"world_events", "renamings"}
    assert keys(Asked(kind="policies"), may) == records(kind="policy")
    events = {("world_events", pk) for pk in WorldEvent.objects.values_list("pk", flat=True)}
    assert keys(Asked(kind="events", since=today - timedelta(days=1), until=today + timedelta(days=1)), may) == events
    assert keys(Asked(since=today + timedelta(days=2)), may) == set()
    assert keys(Asked(until=today - timedelta(days=2)), may) == set()
    assert keys(Asked(until=date.max), may) == keys(Asked(), may)


def records(**about: Any) -> Keys:
    return {("turn_records", pk) for pk in TurnRecord.objects.filter(**about).values_list("pk", flat=True)}


def test_a_table_is_shown_to_whoever_may_see_its_rows_alone(busy: Busy) -> None:
    shown = {name for name, _ in keys(Asked(), frozenset({"worlds.view_report", "worlds.view_turnrecord"}))}
    assert shown == {"turn_records", "world_events", "report_moves"}


STATEMENTS: Final = len(TABLES) + 1  # and the names of people


def test_the_number_of_statements_does_not_depend_on_the_number_of_rows(busy: Busy, may: frozenset[str]) -> None:
    asked = Asked(world=busy.world.world.pk, people=(busy.ben.pk,))  # learns the types of rows, which are cached
    list(asked.parts())
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as counted:
            lines_of(audit_page(Asked(), may=may).rows, may=may)
        assert len(counted) == STATEMENTS
        busy.world.ticks(40)


def test_lines_say_what_happened_and_lead_to_its_page(busy: Busy, may: frozenset[str]) -> None:
    lines = lines_of(audit_page(Asked(), may=may).rows, may=may)
    told = {line.what: line for line in lines}
    record = next(line for what, line in told.items() if what.startswith("Record") and "text" in what)
    assert [link.url for link in record.about if "sharedworld" in link.url] == [
        f"/admin/worlds/sharedworld/{busy.world.world.pk}/change/"
    ]
    assert record.person is not None
    assert record.person.url == f"/admin/profiles/user/{busy.ben.pk}/change/"
    assert told["Renamed."].about[0].text == busy.ben.short_id
    assert not any(
        link.url for line in lines_of(audit_page(Asked(), may=may).rows, may=frozenset()) for link in line.about
    )


@pytest.mark.parametrize("before", ["", "x", "turn_records-", "turn_records-9" + "9" * 30, "..", "turn_records-1.x-2"])
def test_a_place_that_means_nothing_is_the_beginning(before: str) -> None:
    assert set(places(before)) <= {tables.RECORDS.name, "x"}
