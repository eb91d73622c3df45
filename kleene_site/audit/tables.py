"""The append-only tables that the audit shows and exports: which columns say when, where and who."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from improvisations.models import ImprovisationMove, ModeratorComment
from profiles.models import Renaming, User
from worlds.models import (
    Checkpoint,
    CriticalItemRecovery,
    EventAnchor,
    ReportMove,
    ScenarioRevision,
    SharedWorld,
    Snapshot,
    TurnRecord,
    WorldEvent,
)

People = Iterable[uuid.UUID]
OfOne = Callable[[uuid.UUID], Q]
OfSome = Callable[[People], Q]


@dataclass(frozen=True, slots=True)
class AuditTable:
    """One table. A narrowing that is None finds nothing in it: the table knows of no world, or game, or person.

    `moment` is the column that says when; rows are in the order of their keys, which rise with it. Who may not do all of `permissions`
    does not see the table. `columns` is what a line of the page is made of. `in_world` and `in_session` are columns that rise with the key
    within one of them and have an index that begins with it.
    """

    model: type[Model]
    moment: str
    permissions: tuple[str, ...]
    columns: tuple[str, ...]
    of_world: OfOne | None = None
    of_session: OfOne | None = None
    of_people: OfSome | None = None
    in_world: str = "pk"
    in_session: str = "pk"

    @property
    def name(self) -> str:
        return str(self.model._meta.db_table)  # noqa: SLF001 - Django's public name


def same(path: str) -> OfOne:
    return lambda key: Q(**{path: key})


def among(*paths: str) -> OfSome:
    def narrow(people: People) -> Q:
        found = Q()
        for path in paths:
            found |= Q(**{f"{path}__in": list(people)})
        return found

    return narrow


def told_of(model: type[Model], keys: Iterable[Any]) -> Q:
    """Entries of the admin's log about rows of a model."""
    return Q(content_type=ContentType.objects.get_for_model(model), object_id__in=[str(key) for key in keys])


def by_or_of(people: People) -> Q:
    ids = list(people)
    return Q(user__in=ids) | told_of(User, ids)


RECORDS: Final = AuditTable(
    TurnRecord,
    "created_at",
    ("worlds.view_turnrecord",),
    (
        "kind",
        "number",
        "world_seq",
        "node_id",
        "cell",
        "record_hash",
        "session_id",
        "session__short_id",
        "session__user_id",
        "world_id",
        "world__short_id",
    ),
    same("world"),
    same("session"),
    among("session__user"),
    in_world="world_seq",
    in_session="number",
)
EVENTS: Final = AuditTable(
    WorldEvent,
    "created_at",
    ("worlds.view_turnrecord",),
    ("type", "sequence", "room", "actor_id", "event_hash", "world_id", "world__short_id"),
    of_world=same("world"),
    of_people=among("actor_id"),
    in_world="sequence",
)
ANCHORS: Final = AuditTable(
    EventAnchor,
    "created_at",
    ("worlds.view_turnrecord",),
    ("sequence", "event_hash", "world_id", "world__short_id"),
    of_world=same("world"),
)
RECOVERIES: Final = AuditTable(
    CriticalItemRecovery,
    "created_at",
    ("worlds.view_sharedworld",),
    ("item", "reason", "tick", "old_location", "old_holder", "new_location", "world_id", "world__short_id"),
    of_world=same("world"),
    of_session=same("old_holder"),
)
SNAPSHOTS: Final = AuditTable(
    Snapshot,
    "created_at",
    ("worlds.view_gamesession",),
    ("number", "reason", "snapshot_hash", "session_id", "session__short_id", "world_id", "world__short_id"),
    same("world"),
    same("session"),
    among("session__user"),
)
CHECKPOINTS: Final = AuditTable(
    Checkpoint,
    "created_at",
    ("worlds.view_gamesession",),
    (
        "number",
        "snapshot_hash",
        "user_id",
        "session_id",
        "session__short_id",
        "session__world_id",
        "session__world__short_id",
    ),
    same("session__world"),
    same("session"),
    among("user_id"),
)
REVISIONS: Final = AuditTable(
    ScenarioRevision,
    "created_at",
    ("worlds.view_scenariorevision",),
    ("number", "origin", "content_hash", "scenario__slug", "world_id", "world__short_id"),
    of_world=same("world"),
)
MOVES: Final = AuditTable(
    ImprovisationMove,
    "at",
    ("improvisations.view_improvisation",),
    (
        "from_status",
        "to_status",
        "by_id",
        "improvisation_id",
        "improvisation__short_id",
        "improvisation__world_id",
        "improvisation__world__short_id",
    ),
    same("improvisation__world"),
    same("improvisation__session"),
    among("by", "improvisation__author"),
)
REPORT_MOVES: Final = AuditTable(
    ReportMove,
    "at",
    ("worlds.view_report",),
    ("did", "by_id", "report_id"),
    of_people=among("by", "report__about"),
)
COMMENTS: Final = AuditTable(
    ModeratorComment,
    "at",
    ("worlds.view_report", "improvisations.view_improvisation"),
    ("by_id", "report_id", "improvisation_id", "improvisation__short_id"),
    of_people=among("by"),
)
ADMIN_LOG: Final = AuditTable(
    LogEntry,
    "action_time",
    ("profiles.view_user",),
    (
        "user_id",
        "object_id",
        "object_repr",
        "change_message",
        "action_flag",
        "content_type__app_label",
        "content_type__model",
    ),
    of_world=lambda key: told_of(SharedWorld, [key]),
    of_people=by_or_of,
)
RENAMINGS: Final = AuditTable(
    Renaming, "at", ("profiles.view_user",), ("user_id", "by_id"), of_people=among("user", "by")
)
# In the order in which an export has them.
TABLES: Final = (
    REVISIONS,
    RECORDS,
    EVENTS,
    ANCHORS,
    RECOVERIES,
    SNAPSHOTS,
    CHECKPOINTS,
    MOVES,
    REPORT_MOVES,
    COMMENTS,
    RENAMINGS,
    ADMIN_LOG,
)
