"""A page of the audit: the newest rows of all tables that are asked for, merged by their moments, read on from by key."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet, Subquery

from kleene_site.audit.asked import Asked, Part
from kleene_site.audit.tables import AuditTable

PER_PAGE: Final = 50
Row = Mapping[str, Any]
A_PLACE: Final = re.compile(r"([a-z_]{1,40})-([0-9]{1,18})", re.ASCII)
SEPARATOR: Final = "."


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One row, with the columns that its table names, `pk` and `at`."""

    table: AuditTable
    row: Row


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Newest first. `earlier` is what to ask for as `before` to read on into the past; empty where nothing is left."""

    rows: tuple[AuditRow, ...]
    earlier: str


def audit_page(asked: Asked, *, before: str = "", may: frozenset[str]) -> AuditPage:
    """One statement for each table of which whoever holds the permissions `may` may see the rows, however far back it is.

    Keys rise with the moment of a row but for transactions that overlap, so that a page is newest first within seconds.
    """
    begin = places(before)
    found = {
        part.table: _read(part, begin.get(part.table.name))
        for part in asked.parts()
        if may.issuperset(part.table.permissions)
    }
    merged = heapq.merge(*(_rows(table, rows) for table, rows in found.items()), key=_moment, reverse=True)
    shown = tuple(row for _, row in zip(range(PER_PAGE), merged, strict=False))
    return AuditPage(shown, _place_after(shown, found))


def _read(part: Part, begin: int | None) -> list[Row]:
    table, order = part.table, part.order
    rows: QuerySet[Any] = table.model._default_manager.all()  # noqa: SLF001 - Django names no other way to it
    found = rows.filter(part.only)
    if begin is not None:
        found = found.filter(**{f"{order}__lte": Subquery(rows.filter(pk=begin).order_by().values(order)[:1])})
    return list(found.order_by(f"-{order}").values("pk", table.moment, *table.columns)[: PER_PAGE + 1])


def _rows(table: AuditTable, rows: list[Row]) -> Iterator[AuditRow]:
    for row in rows:
        yield AuditRow(table, {**row, "at": row[table.moment]})


def _moment(row: AuditRow) -> Any:
    return row.row["at"]


def _place_after(shown: tuple[AuditRow, ...], found: Mapping[AuditTable, list[Row]]) -> str:
    """The first row of every table that was not shown; 0 where there is none left."""
    told = {table: sum(row.table is table for row in shown) for table in found}
    if all(told[table] == len(rows) for table, rows in found.items()):
        return ""
    left = {table: rows[told[table]]["pk"] if told[table] < len(rows) else 0 for table, rows in found.items()}
    return SEPARATOR.join(f"{table.name}-{pk}" for table, pk in left.items())


def places(before: str) -> dict[str, int]:
    """The key by table that a page's `earlier` says; what is none is left out."""
    found = (A_PLACE.fullmatch(part) for part in before.split(SEPARATOR)[:40])
    return {place[1]: int(place[2]) for place in found if place}
