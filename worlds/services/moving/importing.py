"""Taking in a world that another installation exported: read whole, then written in one transaction and replayed in it."""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final, Protocol

from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Model

from worlds.models import GameSession, LocationLock, PlayerText, SharedWorld, TurnRecord
from worlds.models.compiled import scenario_of
from worlds.models.versions import IncompatibleVersion
from worlds.services.games.endings import UNREADABLE
from worlds.services.games.world_differences import sentence_of
from worlds.services.games.world_verification import verify_world
from worlds.services.membership.world_terms import note_terms
from worlds.services.moving import moved_tables as tables
from worlds.services.moving.checking import OWNERS, CheckedFile, check_world_file
from worlds.services.moving.errors import WorldFileDamaged, WorldFileOfOtherVersion, WorldHere
from worlds.services.moving.file_lines import Arriving, read_world_file
from worlds.services.moving.moved_columns import is_revision
from worlds.services.moving.moved_stories import Shelf, shelf_for
from worlds.services.moving.moved_tables import MovedTable
from worlds.services.turns import record_log
from worlds.services.turns.locks import lock_world

A_BATCH: Final = 500
# Columns that the ORM sets to now as a row is made.
KEPT_MOMENTS: Final = frozenset({"created_at"})


class Placeholder(Protocol):
    """An account that stands for a person of another installation."""

    @property
    def pk(self) -> uuid.UUID: ...

    short_id: str


class MakesPlaceholder(Protocol):
    def __call__(self, *, user_id: uuid.UUID, short_id: str, name: str) -> Placeholder: ...


@dataclass(frozen=True, slots=True)
class Imported:
    world: SharedWorld
    records: int
    games: int


def import_world(source: Path, *, placeholder: MakesPlaceholder) -> Imported:
    """Take a world in as it was exported; its games belong to placeholders and never score.

    `placeholder` makes an account that nobody can sign in to. The file is read whole before anything is written; what is written
    is verified in the same transaction. Memory grows with games and people, not with records. Raises MoveRefused, OSError; then
    nothing was changed.
    """
    with source.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        checked = check_world_file(stream, size=size)
        _require_absent(checked)
        with transaction.atomic():
            arrival = _Arrival(checked, shelf_for(checked), placeholder)
            arrival.write(stream, size)
            return arrival.finish()


def _require_absent(checked: CheckedFile) -> None:
    found = SharedWorld.objects.filter(pk=checked.world_id).values_list("short_id", flat=True).first()
    if found is not None:
        raise WorldHere(f"It is {found}.")


@dataclass(slots=True)
class _Arrival:
    """A world on its way in: rows of one table are collected, and written together. Assumes an open transaction."""

    checked: CheckedFile
    shelf: Shelf
    placeholder: MakesPlaceholder
    people: dict[uuid.UUID, tuple[str, Placeholder]] = field(
        default_factory=dict
    )  # by id: the short id there, who it is here
    owners: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)  # whose each game was
    waiting: list[tuple[Arriving, Any]] = field(default_factory=list)

    def write(self, stream: IO[bytes], size: int) -> None:
        for line in read_world_file(stream, size=size):
            if self.waiting and (self.waiting[0][0].section != line.section or len(self.waiting) == A_BATCH):
                self._flush()
            table = tables.BY_SECTION.get(line.section)
            if line.section == tables.PEOPLE:
                self._greet(line.values)
            elif table is tables.REVISIONS:
                self.shelf.put(line.values, world_id=self.checked.world_id)
            elif table is not None:
                self.waiting.append((line, self._row(table, line.values)))
        self._flush()

    def finish(self) -> Imported:
        """The locks, a record of where the games are now, and the proof."""
        try:
            world = lock_world(self.checked.world_id)  # which brings a world of an older version up to date
        except IncompatibleVersion:
            raise WorldFileOfOtherVersion("The world's state is not of the version that the header says.") from None
        story = scenario_of(world.revision_id, world.revision.content_hash)
        LocationLock.objects.bulk_create(LocationLock(world=world, location=place) for place in story.locations)
        self._note(world)
        _require_whole(world)
        return Imported(world, world.record_seq, len(self.owners))

    def _greet(self, person: Mapping[str, Any]) -> None:
        self.people[person["id"]] = (
            person["short_id"],
            self.placeholder(user_id=person["id"], short_id=person["short_id"], name=person["name"]),
        )

    def _row(self, table: MovedTable, values: dict[str, Any]) -> Model:
        values = {name: self._here(table, name, value) for name, value in values.items()}
        if table is tables.WORLD:
            return SharedWorld(**values, scenario=self.shelf.scenario)
        if table is tables.GAMES:
            return GameSession(**values, world_id=self.checked.world_id, may_score=False)
        if table is tables.ADDITIONS:
            values["scenario"] = self.shelf.scenario
        of_world = {} if table in {tables.CHECKPOINTS, tables.TEXTS} else {"world_id": self.checked.world_id}
        return table.model(**values, **of_world)

    def _here(self, table: MovedTable, name: str, value: Any) -> Any:
        """The value as it is in this installation: accounts and revisions have other numbers."""
        if value is None:
            return None
        if name in OWNERS:
            return self.people[value][1].pk
        return (
            self.shelf.revisions[value]
            if any(name == column.attname and is_revision(column) for column in table.columns)
            else value
        )

    def _flush(self) -> None:
        if not self.waiting:
            return
        lines, rows = [line for line, _ in self.waiting], [row for _, row in self.waiting]
        self.waiting = []
        table = tables.BY_SECTION[lines[0].section]
        if table is tables.GAMES:
            self.owners |= {line.values["id"]: line.values["user_id"] for line in lines}
        try:
            _store(table, rows)
        except (IntegrityError, DataError, ValueError, OverflowError) as trouble:
            told = str(trouble).strip().splitlines()
            lines[0].refuse(
                f"From here to line {lines[-1].number} the database cannot take them: {told[0] if told else 'no reason given'}"
            )

    def _note(self, world: SharedWorld) -> None:
        """A record by which a replay knows whose the games are from here on, and the host where it is another account now."""
        games = {str(game): self._change(owner) for game, owner in self.owners.items() if self._is_other(owner)}
        world.imported_at = world.now()
        entry = record_log.Entry(
            kind=TurnRecord.Kind.IMPORT, at=world.imported_at, command={"deed": "moved", "games": games}
        )
        record_log.append_own_record(world, entry)
        if self._is_other(self.checked.world["host_id"]):
            note_terms(world, ["host"])
        world.save(update_fields=["imported_at", "record_seq", "record_hash"])

    def _is_other(self, person: uuid.UUID) -> bool:
        short_id, here = self.people[person]
        return (person, short_id) != (here.pk, here.short_id)

    def _change(self, person: uuid.UUID) -> dict[str, dict[str, str]]:
        short_id, here = self.people[person]
        return {"was": owner_told(person, short_id), "is": owner_told(here.pk, here.short_id)}


def owner_told(user_id: uuid.UUID, short_id: str) -> dict[str, str]:
    """An account as a record of kind import names it."""
    return {"id": str(user_id), "short_id": short_id}


def _store(table: MovedTable, rows: list[Any]) -> None:
    if table.keeps_key and "short_id" in {column.name for column in table.columns}:
        _draw_taken_ids(table, rows)
    if table.is_sealed:
        _require_new_texts(rows)
    moments = {
        column.name: [getattr(row, column.name) for row in rows]
        for column in table.columns
        if getattr(column, "auto_now_add", False)
    }
    table.model._default_manager.bulk_create(rows)  # noqa: SLF001 - Django names no other way to it
    for name, told in moments.items():
        for row, moment in zip(rows, told, strict=True):
            setattr(row, name, moment)
        table.model._default_manager.bulk_update(rows, [name], batch_size=100)  # noqa: SLF001


def _draw_taken_ids(table: MovedTable, rows: list[Any]) -> None:
    """Short ids are drawn anew where another row has them already."""
    model: Any = table.model
    taken = set(model.objects.filter(short_id__in=[row.short_id for row in rows]).values_list("short_id", flat=True))
    for row in rows:
        if row.short_id in taken:
            row.short_id = model._meta.get_field("short_id").get_default()  # noqa: SLF001


def _require_new_texts(rows: list[TurnRecord]) -> None:
    """Texts come last in a file, so that what refers to one that is here already would show another world's words."""
    if PlayerText.objects.filter(pk__in=[row.text_id for row in rows if row.text_id is not None]).exists():
        raise WorldHere("A text of it is here.")


def _require_whole(world: SharedWorld) -> None:
    try:
        connection.check_constraints()
    except IntegrityError as trouble:
        raise WorldFileDamaged(
            f"Something refers to what is not in it: {str(trouble).strip().splitlines()[0]}"
        ) from None
    try:
        difference = verify_world(world_id=world.pk)["first_difference"]
    except UNREADABLE as trouble:  # a value that no service of ours has written
        raise WorldFileDamaged(f"It cannot be played again: {type(trouble).__name__} {trouble}") from None
    if difference is not None:
        raise WorldFileDamaged(f"Playing it again gives another world: {sentence_of(difference)}.")
