"""What of a world moves, in the order of the file: which rows of which tables, and how each column stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.db import models

from worlds.models import (
    Checkpoint,
    CriticalItemRecovery,
    EventAnchor,
    GameSession,
    InboxEffect,
    PlayerText,
    ScenarioAddition,
    ScenarioRevision,
    SharedWorld,
    Snapshot,
    TurnRecord,
    WorldEvent,
    WorldParticipant,
    WorldStay,
)
from worlds.services.moving.moved_columns import Unfit, as_plain, is_revision, value_of

FORMAT: Final = "kleene-world"
VERSION: Final = 1  # rises with every change of what stands in a file
TEXT_HASH: Final = "text_hash"  # beside a text's key: a seal needs it, and texts come last


@dataclass(frozen=True)
class MovedTable:
    """Rows of one kind. Columns in `left_out` are made anew or stay behind; at most `most` rows are taken in."""

    section: str
    model: type[models.Model]
    left_out: frozenset[str] = frozenset()
    most: int = 1_000_000_000
    keeps_key: bool = False

    @cached_property
    def columns(self) -> tuple[Any, ...]:
        """The columns that a row in the file has, in the order of the model."""
        fields: list[Any] = list(self.model._meta.concrete_fields)  # noqa: SLF001 - Django names no other way to it
        return tuple(each for each in fields if self._moves(each))

    def _moves(self, column: Any) -> bool:
        if column.primary_key:
            return self.keeps_key
        return not column.generated and column.name not in self.left_out | {"world"}

    @property
    def is_sealed(self) -> bool:
        """Whether its rows carry a seal, for which the hash of a text stands beside its key."""
        return self.model in {TurnRecord, WorldEvent}

    def row_of(self, found: Any, numbers: Mapping[int, int]) -> dict[str, Any]:
        """A row as plain JSON values; `numbers` are those of the revisions by key."""
        row = {column.name: as_plain(getattr(found, column.attname)) for column in self.columns}
        for column in self.columns:
            if is_revision(column) and row[column.name] is not None:
                row[column.name] = numbers[row[column.name]]
        if self.is_sealed:
            row[TEXT_HASH] = None if found.text is None else found.text.text_hash
        return row

    def values_of(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a row by attribute of the model; a revision stays the number that it has in the file. Raises Unfit."""
        known = {column.name for column in self.columns} | ({TEXT_HASH} if self.is_sealed else set())
        if differing := sorted(row.keys() ^ known):
            raise Unfit(f"{differing[0]} is {'missing' if differing[0] in known else 'unknown'}.")
        return {column.attname: value_of(column, row[column.name]) for column in self.columns}


STORY, PEOPLE = "story", "people"  # a line of the scenario's own words, and the accounts that the rest names
REVISIONS: Final = MovedTable(
    "revisions", ScenarioRevision, frozenset({"scenario", "report", "created_at"}), most=100_000
)
WORLD: Final = MovedTable(
    "world", SharedWorld, frozenset({"scenario", "imported_at", "updated_at"}), most=1, keeps_key=True
)
ADDITIONS: Final = MovedTable("additions", ScenarioAddition, frozenset({"scenario"}), most=100_000)
GAMES: Final = MovedTable("games", GameSession, frozenset({"may_score"}), most=1_000_000, keeps_key=True)
BONDS: Final = frozenset(("trails", "trails_since", "asks", "asked_at"))
PARTIES: Final = frozenset(("party", "party_since", "party_asks", "party_asked_at"))
PLACES: Final = MovedTable(
    "places", WorldParticipant, BONDS | PARTIES | {"is_ready", "allows_followers"}, most=1_000_000
)
STAYS: Final = MovedTable("stays", WorldStay, frozenset({"note_text"}), most=10_000_000)
ANCHORS: Final = MovedTable("anchors", EventAnchor, most=1_000_000)
RECORDS: Final = MovedTable("records", TurnRecord)
EVENTS: Final = MovedTable("events", WorldEvent)
RECOVERIES: Final = MovedTable("recoveries", CriticalItemRecovery)
SNAPSHOTS: Final = MovedTable("snapshots", Snapshot, frozenset({"session"}), most=100)
CHECKPOINTS: Final = MovedTable("checkpoints", Checkpoint, most=10_000_000)
INBOX: Final = MovedTable("inbox", InboxEffect, frozenset({"applied_at"}), most=1_000_000)
TEXTS: Final = MovedTable("texts", PlayerText, frozenset({"about_id", "idempotency_key"}), keeps_key=True)
TABLES: Final = (
    REVISIONS, WORLD, ADDITIONS, GAMES, PLACES, STAYS, ANCHORS, RECORDS, EVENTS, RECOVERIES, SNAPSHOTS, CHECKPOINTS, INBOX, TEXTS,
)  # fmt: skip
BY_SECTION: Final = {table.section: table for table in TABLES}
# Texts come last: whatever refers to one is written before it, so that it can refer to none that was here already.
SECTIONS: Final = (STORY, REVISIONS.section, PEOPLE, *(table.section for table in TABLES[1:]))
