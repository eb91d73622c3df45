"""The log of the admin: who did what to which row, without a name of a person, and for good."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Final

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, transaction

from common.admin_log import keep_deed
from profiles.models import Renaming, User
from profiles.services import deletion
from tests.lifting import history_open
from tests.staff import superuser
from worlds.models import Scenario

pytestmark = pytest.mark.django_db
HOUSE: Final = Path(__file__).parents[2]
APPS: Final = (
    "common",
    "presence",
    "relations",
    "worlds",
    "improvisations",
    "leaderboards",
    "profiles",
    "cosmos",
    "kleene_site",
)


@pytest.fixture
def ada() -> User:
    user: User = User.objects.create_user("ada", display_name="Ada")
    return user


def test_rows_are_called_by_their_ids(ada: User) -> None:
    by_id, scenario = superuser().pk, Scenario.objects.create(slug="gate", name="A Gate")
    for row in (ada, scenario, ContentType.objects.get_for_model(User)):
        keep_deed(by_id=by_id, row=row, deed="Looked at.")
    called = list(LogEntry.objects.order_by("pk").values_list("object_repr", flat=True))
    assert called == [ada.short_id, "gate", f"content type {ContentType.objects.get_for_model(User).pk}"]


def test_whoever_acted_or_was_acted_on_leaves_and_the_log_stays(ada: User) -> None:
    keep_deed(by_id=ada.pk, row=ada, deed="Made a moderator.")
    before = list(LogEntry.objects.values())
    deletion.say_farewell(user_id=ada.pk, confirm=ada.short_id, address="")
    assert list(LogEntry.objects.values()) == before
    with pytest.raises(IntegrityError, match="django_admin_log is append-only"), transaction.atomic():
        LogEntry.objects.update(change_message="")


def test_services_and_doors_write_to_it_through_one_function() -> None:
    writers = [
        path.relative_to(HOUSE).as_posix()
        for app in APPS
        for path in (HOUSE / app).rglob("*.py")
        if "LogEntry.objects.create" in (text := path.read_text()) or "log_actions" in text
    ]
    assert writers == ["common/admin_log.py"]


def test_names_in_an_older_log_go_to_where_they_can_be_erased(ada: User) -> None:
    root = superuser()
    old = (
        "Renamed from adah (A.) to ada (Ada).",
        "Read 3 games of Ada again and recomputed all entries of this player.",
    )
    for message in old:
        LogEntry.objects.create(
            user=root,
            content_type=ContentType.objects.get_for_model(User),
            object_id=ada.pk,
            object_repr="Ada",
            action_flag=CHANGE,
            change_message=message,
        )
    migration = importlib.import_module("profiles.migrations.0025_no_names_in_the_admins_log")
    with history_open():
        migration.move(apps, connection.schema_editor())
    told = list(LogEntry.objects.order_by("pk").values_list("object_repr", "change_message"))
    recomputed = "Read 3 games again and recomputed all entries of this player."
    assert told == [(ada.short_id, "Renamed."), (ada.short_id, recomputed)]
    assert Renaming.objects.get().names == "from adah (A.) to ada (Ada)"
    with history_open():
        migration.move_back(apps, connection.schema_editor())
    assert LogEntry.objects.order_by("pk")[0].change_message == old[0]
