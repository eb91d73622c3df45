"""What of the audit is asked for: a kind, a world, a game or people, and days."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q

from common.backoffice.days import midnight
from common.backoffice.people import people_called
from common.ids import is_short_id, lookup
from kleene_site.audit import tables
from kleene_site.audit.tables import AuditTable
from worlds.models import GameSession, SharedWorld, TurnRecord

Kind = tuple[tuple[AuditTable, Q], ...]
NO_WORLD: Final = "There is no world with this id."
POLICIES: Final = (
    (tables.RECORDS, Q(kind=TurnRecord.Kind.POLICY)),
    (tables.ADMIN_LOG, Q(change_message__startswith="Critical items set")),
)
KINDS: Final[Mapping[str, tuple[str, Kind]]] = {
    "records": ("Records", ((tables.RECORDS, Q()),)),
    "events": ("Events", ((tables.EVENTS, Q()), (tables.ANCHORS, Q()))),
    "recoveries": ("Recoveries", ((tables.RECOVERIES, Q()),)),
    "policies": ("Policy changes", POLICIES),
    "checkpoints": ("Checkpoints", ((tables.CHECKPOINTS, Q()), (tables.SNAPSHOTS, Q()))),
    "revisions": ("Revisions", ((tables.REVISIONS, Q()),)),
    "moves": ("Moves", ((tables.MOVES, Q()),)),
    "reports": ("Reports", ((tables.REPORT_MOVES, Q()), (tables.COMMENTS, Q()))),
    "admin": ("Staff changes", ((tables.ADMIN_LOG, Q()), (tables.RENAMINGS, Q()))),
}
EVERYTHING: Final[Kind] = tuple((table, Q()) for table in tables.TABLES)


class UnknownPlace(Exception):
    """A world, game or person that is not there; the message says so."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table that has something to say, what narrows it, and the column to read it by, which rises as its key does."""

    table: AuditTable
    only: Q
    order: str


@dataclass(frozen=True, slots=True)
class Asked:
    """`since` and `until` are whole days (UTC), both included. No world, game or people: all."""

    kind: str = ""
    world: uuid.UUID | None = None
    session: uuid.UUID | None = None
    people: tuple[uuid.UUID, ...] = ()
    since: date | None = None
    until: date | None = None

    def parts(self) -> Iterator[Part]:
        """What is asked for, in the order of an export."""
        for table, only in KINDS[self.kind][1] if self.kind else EVERYTHING:
            narrowed = self._narrowed(table)
            if narrowed is not None:
                yield Part(table, only & narrowed, self._order(table))

    def _order(self, table: AuditTable) -> str:
        if self.session:
            return table.in_session
        return table.in_world if self.world else "pk"

    def _narrowed(self, table: AuditTable) -> Q | None:
        asked: Any = ((table.of_world, self.world), (table.of_session, self.session), (table.of_people, self.people))
        found = self._of_days(table.moment)
        for narrow, value in asked:
            if not value:
                continue
            if narrow is None:
                return None
            found &= narrow(value)
        return found

    def _of_days(self, moment: str) -> Q:
        found = Q()
        if self.since is not None:
            found &= Q(**{f"{moment}__gte": midnight(self.since)})
        if self.until is not None and self.until < date.max:
            found &= Q(**{f"{moment}__lt": midnight(self.until + timedelta(days=1))})
        return found


def world_called(text: str) -> uuid.UUID:
    """Raises UnknownPlace."""
    found = SharedWorld.objects.filter(**lookup(text, "wld")).values_list("pk", flat=True).first()
    if found is None:
        raise UnknownPlace(NO_WORLD)
    return found


def session_called(text: str) -> uuid.UUID:
    """Raises UnknownPlace."""
    found = GameSession.objects.filter(short_id=text).values_list("pk", flat=True).first()
    if found is None:
        raise UnknownPlace("There is no game with this id.")
    return found


def whoever(text: str) -> Mapping[str, Any]:
    """What somebody typed to name a game or people, as fields of `Asked`. Raises UnknownPlace."""
    if is_short_id(text, "ses"):
        return {"session": session_called(text)}
    people = tuple(people_called(text))
    if not people:
        raise UnknownPlace("There is no game or account with this name.")
    return {"people": people}


def day(text: str) -> date | None:
    """A date as `2026-01-31`; None for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
