"""Rows of the audit in words, with the ways to the pages of what they are about. No words of people stand in them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib.admin.models import ADDITION, DELETION, LogEntry
from django.contrib.auth import get_user_model
from django.urls import NoReverseMatch, reverse

from kleene_site.audit import tables
from kleene_site.audit.browsing import AuditRow
from kleene_site.audit.tables import AuditTable

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """Something that has a page in the admin; `url` is empty where the reader may not open it."""

    text: str
    url: str = ""
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """`hash` is the seal of the row, where it has one."""

    at: datetime
    kind: str
    what: str
    about: tuple[Link, ...]
    person: Link | None
    hash: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one kind of row says: what happened, to what, by whom, sealed by what."""

    what: str
    about: tuple[tuple[str, str, Any], ...] = ()  # text, page, key
    person: uuid.UUID | None = None
    hash: str = ""


def lines_of(rows: Sequence[AuditRow], *, may: frozenset[str]) -> list[Line]:
    """In one query more, for the names of people; `may` are the reader's permissions."""
    told = [(row, TELLERS[row.table](row.row)) for row in rows]
    names = names_of(one.person for _, one in told if one.person)
    return [_line(row, one, names, may) for row, one in told]


def names_of(people: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    users = get_user_model().objects.filter(pk__in=set(people)).only("pk", "display_name", "username")
    return {user.pk: str(user) for user in users}


def _line(row: AuditRow, told: Told, names: Mapping[uuid.UUID, str], may: frozenset[str]) -> Line:
    person = None
    if told.person is not None:
        name = names.get(told.person, "Somebody")
        person = Link(name, page_of("profiles_user", told.person, may), is_code=False)
    about = tuple(Link(text, page_of(page, key, may), is_code=is_id(text)) for text, page, key in told.about)
    return Line(row.row["at"], KINDS[row.table], told.what, about, person, told.hash)


def is_id(text: str) -> bool:
    return text[:4] in {"ses_", "wld_", "imp_", "usr_"}


def page_of(page: str, key: Any, may: frozenset[str]) -> str:
    """The address of a row's page in the admin; empty where there is none, or not for this reader."""
    app, _, model = page.partition("_")
    if key is None or f"{app}.view_{model}" not in may:
        return ""
    try:
        return reverse(f"admin:{page}_change", args=[key])
    except NoReverseMatch:
        return ""


# --- what each table says --------------------------------------------------------------------------------------------------


def of_record(row: Row) -> Told:
    at = f" at {row['node_id']}" if row["node_id"] else ""
    cell = f", {row['cell']}" if row["cell"] else ""
    place = f"Record {row['number']}" if row["session_id"] else f"Record {row['world_seq']} of the world"
    return Told(
        f"{place}: {row['kind']}{at}{cell}",
        (*game(row, "session"), *world(row, "world")),
        row["session__user_id"],
        row["record_hash"],
    )


def of_event(row: Row) -> Told:
    where = f" at {row['room']}" if row["room"] else ""
    what = f"Event {row['sequence']}: {row['type'].replace('_', ' ')}{where}"
    return Told(what, world(row, "world"), row["actor_id"], row["event_hash"])


def of_anchor(row: Row) -> Told:
    return Told(f"Events up to {row['sequence']} forgotten", world(row, "world"), None, row["event_hash"])


def of_recovery(row: Row) -> Told:
    held = (("its holder", "worlds_gamesession", row["old_holder"]),) if row["old_holder"] else ()
    came = f"brought back to {row['new_location']}" if row["new_location"] else "taken away, as one too many"
    before = f", last in {row['old_location']}" if row["old_location"] else ""
    what = f"{row['item']} {came} at turn {row['tick']}: {row['reason'].replace('_', ' ')}{before}"
    return Told(what, (*held, *world(row, "world")))


def of_snapshot(row: Row) -> Told:
    what = f"Snapshot at record {row['number']} ({row['reason']})"
    return Told(what, (*game(row, "session"), *world(row, "world")), None, row["snapshot_hash"])


def of_checkpoint(row: Row) -> Told:
    about = (*game(row, "session"), *world(row, "session__world"))
    return Told(f"Checkpoint at record {row['number']}", about, row["user_id"], row["snapshot_hash"])


def of_revision(row: Row) -> Told:
    link = (f"{row['scenario__slug']} {row['number']}", "worlds_scenariorevision", row["pk"])
    return Told(f"Revision published ({row['origin']})", (link, *world(row, "world")), None, row["content_hash"])


def of_move(row: Row) -> Told:
    idea = (row["improvisation__short_id"], "improvisations_improvisation", row["improvisation_id"])
    what = f"Improvisation {row['from_status'] or 'new'} → {row['to_status']}"
    return Told(what, (idea, *world(row, "improvisation__world")), row["by_id"])


def of_report_move(row: Row) -> Told:
    report = (f"report {row['report_id']}", "worlds_report", row["report_id"])
    return Told(f"Report: {row['did']}", (report,), row["by_id"])


def of_comment(row: Row) -> Told:
    if row["report_id"]:
        about = (f"report {row['report_id']}", "worlds_report", row["report_id"])
    else:
        about = (row["improvisation__short_id"], "improvisations_improvisation", row["improvisation_id"])
    return Told("Comment of a moderator", (about,), row["by_id"])


def of_entry(row: Row) -> Told:
    page = f"{row['content_type__app_label']}_{row['content_type__model']}"
    return Told(deed_of(row), ((row["object_repr"], page, row["object_id"]),), row["user_id"])


def deed_of(row: Row) -> str:
    """As Django's own history says it."""
    flag = {ADDITION: "Added", DELETION: "Deleted"}.get(row["action_flag"], "Changed")
    entry = LogEntry(change_message=row["change_message"], action_flag=row["action_flag"])
    try:
        return entry.get_change_message() or f"{flag}."
    except (json.JSONDecodeError, TypeError, KeyError):
        return f"{flag}."


def of_renaming(row: Row) -> Told:
    return Told("Names changed", (("account", "profiles_user", row["user_id"]),), row["by_id"])


def world(row: Row, path: str) -> tuple[tuple[str, str, Any], ...]:
    key = row[f"{path}_id"]
    return ((row[f"{path}__short_id"], "worlds_sharedworld", key),) if key else ()


def game(row: Row, path: str) -> tuple[tuple[str, str, Any], ...]:
    key = row[f"{path}_id"]
    return ((row[f"{path}__short_id"], "worlds_gamesession", key),) if key else ()


TELLERS: Final[dict[AuditTable, Callable[[Row], Told]]] = {
    tables.RECORDS: of_record,
    tables.EVENTS: of_event,
    tables.ANCHORS: of_anchor,
    tables.RECOVERIES: of_recovery,
    tables.SNAPSHOTS: of_snapshot,
    tables.CHECKPOINTS: of_checkpoint,
    tables.REVISIONS: of_revision,
    tables.MOVES: of_move,
    tables.REPORT_MOVES: of_report_move,
    tables.COMMENTS: of_comment,
    tables.ADMIN_LOG: of_entry,
    tables.RENAMINGS: of_renaming,
}
KINDS: Final = {
    tables.RECORDS: "record",
    tables.EVENTS: "event",
    tables.ANCHORS: "anchor",
    tables.RECOVERIES: "recovery",
    tables.SNAPSHOTS: "snapshot",
    tables.CHECKPOINTS: "checkpoint",
    tables.REVISIONS: "revision",
    tables.MOVES: "move",
    tables.REPORT_MOVES: "report",
    tables.COMMENTS: "comment",
    tables.ADMIN_LOG: "staff",
    tables.RENAMINGS: "staff",
}
