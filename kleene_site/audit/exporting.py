"""The audit as rows of an export: every column, no words of people, each row sealed to the one before it."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Self

from django.db.models import Max, Model, Q, QuerySet
from django.utils import timezone

from common.json_lines import HEADER
from kleene_site.audit.asked import Asked
from kleene_site.audit.tables import AuditTable
from worlds.models import GameSession, PlayerText, SharedWorld
from worlds.rules.storage import ENGINE_VERSION

FORMAT: Final = "kleene-audit"
VERSION: Final = 1
HEADS: Final = "chain_heads"
OF_WORLDS: Final = ("record_seq", "record_hash", "event_seq", "event_hash")
OF_GAMES: Final = ("number", "record_hash")
A_BATCH: Final = 500
Row = Mapping[str, Any]


@dataclass(slots=True)
class AuditExport:
    """One export while it is written: `seal` and `count` are those of the rows so far."""

    asked: Asked
    header: dict[str, Any]
    seal: str
    count: int = 0

    @classmethod
    def of(cls, asked: Asked) -> Self:
        header = header_of(asked)
        return cls(asked, header, sealed("", HEADER, header))

    def rows(self, *, heard: Callable[[int], None] = lambda _rows: None) -> Iterator[tuple[str, Row]]:
        """The heads of the chains, then each table in the order of its keys: a section, and a row with its `values` and `seal`.

        Heads come first, so that what they stand for is among the rows, also while games go on. Memory stays flat, and no
        transaction is held: rows are read in short statements, and never change. `heard` is told `count`, now and then.
        """
        for section, values in _all(self.asked):
            self.seal, self.count = sealed(self.seal, section, values), self.count + 1
            if self.count % A_BATCH == 0:
                heard(self.count)
            yield section, {"values": values, "seal": self.seal}


def header_of(asked: Asked) -> dict[str, Any]:
    """What an export says of itself: what was asked for, when (UTC), and of which version."""
    told = {name: plain(getattr(asked, name)) for name in ("kind", "world", "session", "since", "until")}
    people = [str(person) for person in asked.people]
    return {
        "format": FORMAT,
        "version": VERSION,
        "engine_version": ENGINE_VERSION,
        "made_at": plain(timezone.now()),
        "asked": {**told, "people": people},
    }


def sealed(previous: str, section: str, values: Row) -> str:
    """SHA-256 in hex over the seal before, the section and the values with sorted keys: it says at which line a file differs."""
    told = json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(f"{previous}\n{section}\n{told}".encode()).hexdigest()


def _all(asked: Asked) -> Iterator[tuple[str, dict[str, Any]]]:
    for head in _heads(asked):
        yield HEADS, head
    for part in asked.parts():
        for row in _rows(part.table, part.only):
            yield part.table.name, values_of(row)


def _heads(asked: Asked) -> Iterator[dict[str, Any]]:
    worlds, games = SharedWorld.objects.all(), GameSession.objects.all()
    if asked.world:
        worlds, games = worlds.filter(pk=asked.world), games.filter(world=asked.world)
    if asked.session or asked.people:
        mine = Q(pk=asked.session) if asked.session else Q(user__in=asked.people)
        worlds, games = worlds.none(), games.filter(mine)
    for key, *head in worlds.order_by("pk").values_list("pk", *OF_WORLDS).iterator():
        yield {"world": str(key), **dict(zip(OF_WORLDS, head, strict=True))}
    for key, *head in games.order_by("pk").values_list("pk", *OF_GAMES).iterator():
        yield {"session": str(key), **dict(zip(OF_GAMES, head, strict=True))}


def _rows(table: AuditTable, only: Q) -> Iterator[Model]:
    """In portions by key, up to the newest row of now."""
    rows: QuerySet[Any] = table.model._default_manager.filter(only).order_by("pk")  # noqa: SLF001 - Django names no other way to it
    texts = [field.name for field in _texts(table.model)]
    rows = rows.select_related(*texts) if texts else rows
    last, newest = 0, table.model._default_manager.aggregate(newest=Max("pk"))["newest"] or 0  # noqa: SLF001
    while portion := list(rows.filter(pk__gt=last, pk__lte=newest)[:A_BATCH]):
        yield from portion
        last = portion[-1].pk


def values_of(row: Model) -> dict[str, Any]:
    """Every column, and of each text that it refers to the salted hash in place of the words."""
    fields = row._meta.concrete_fields  # noqa: SLF001 - Django's public name
    told = {field.attname: plain(getattr(row, field.attname)) for field in fields}
    for field in _texts(type(row)):
        text = getattr(row, field.name)
        told[f"{field.name}_hash"] = None if text is None else text.text_hash
    return told


def _texts(model: type[Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.related_model is PlayerText]  # noqa: SLF001


def plain(value: Any) -> Any:
    """As JSON has it: ids and moments (UTC, ISO 8601) as text."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case uuid.UUID() | date():
            return str(value)
    return value
