"""Writing a world into one file: everything that another installation needs to verify it and to go on."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone

from common.database import one_moment
from common.json_lines import write_json_lines
from worlds.models import (
    GameSession,
    PlayerText,
    ScenarioRevision,
    SharedWorld,
    TurnRecord,
    WorldEvent,
    WorldParticipant,
)
from worlds.services.moving import moved_tables as tables
from worlds.services.moving.moved_tables import MovedTable

A_BATCH: Final = 500
ERASED: Final = {"text": "", "salt": ""}  # without its salt a short text cannot be guessed by its hash
Row = dict[str, Any]


def export_world(
    *, world_id: uuid.UUID, target: Path, with_texts: bool, heard: Callable[[int], None] = lambda _rows: None
) -> dict[str, Any]:
    """Write one moment of a world into a new file, also while it is played in; returns the file's manifest.

    Without texts it holds none of people's words and names but those that sealed states hold. Memory stays flat. `heard` is
    told the number of records written, now and then. Raises FileExistsError, OSError.
    """
    with one_moment():
        leaving = _Leaving(world_id, with_texts=with_texts)
        return write_json_lines(target, leaving.header(), leaving.rows(heard))


@dataclass(slots=True)
class _Leaving:
    """The world's rows, section by section."""

    world_id: uuid.UUID
    with_texts: bool

    def header(self) -> Row:
        world = SharedWorld.objects.get(pk=self.world_id)
        return {
            "format": tables.FORMAT,
            "version": tables.VERSION,
            "engine_version": world.engine_version,
            "schema_version": world.schema_version,
            "world": str(world.pk),
            "made_at": timezone.now().isoformat(),
            "texts": self.with_texts,
            "counts": {section: self._count(section) for section in tables.SECTIONS},
        }

    def rows(self, heard: Callable[[int], None]) -> Iterator[tuple[str, Row]]:
        numbers = dict(self._of(tables.REVISIONS).values_list("pk", "number"))
        yield tables.STORY, self._story()
        for section in tables.SECTIONS[1:]:
            table = tables.BY_SECTION.get(section)
            found = self._people() if table is None else self._rows_of(table, numbers)
            for count, row in enumerate(found, 1):
                yield section, row
                if table is tables.RECORDS and count % A_BATCH == 0:
                    heard(count)

    def _count(self, section: str) -> int:
        table = tables.BY_SECTION.get(section)
        if table is not None:
            return self._of(table).count()
        return 1 if section == tables.STORY else self._accounts().count()

    def _story(self) -> Row:
        scenario = SharedWorld.objects.select_related("scenario").get(pk=self.world_id).scenario
        return {name: getattr(scenario, name) for name in ("slug", "name", "description", "language", "access")}

    def _people(self) -> Iterator[Row]:
        for person in self._accounts().order_by("pk").iterator(chunk_size=A_BATCH):
            name = str(person.display_name) if self.with_texts else ""
            yield {"id": str(person.pk), "short_id": person.short_id, "name": name}

    def _accounts(self) -> QuerySet[Any]:
        """Everybody who has a game or a place there, hosts it, or wrote a text of it."""
        named = SharedWorld.objects.filter(pk=self.world_id).order_by().values_list("host_id")
        players = GameSession.objects.filter(world_id=self.world_id).order_by().values_list("user_id")
        guests = WorldParticipant.objects.filter(world_id=self.world_id).order_by().values_list("user_id")
        authors = self._texts().order_by().values_list("author_id")
        return get_user_model().objects.filter(pk__in=named.union(players, guests, authors))

    def _rows_of(self, table: MovedTable, numbers: dict[int, int]) -> Iterator[Row]:
        found = self._of(table)
        found = found.select_related("text") if table.is_sealed else found
        for each in found.iterator(chunk_size=A_BATCH):
            row = table.row_of(each, numbers)
            yield row if table is not tables.TEXTS and self.with_texts else self._told(table, row)

    def _told(self, table: MovedTable, row: Row) -> Row:
        """As erasing leaves a row whose words stay behind."""
        if table is tables.TEXTS and (row["redacted_at"] is not None or not self.with_texts):
            return {**row, **ERASED, "redacted_at": row["redacted_at"] or timezone.now().isoformat()}
        return {**row, "character_name": ""} if table is tables.PLACES and not self.with_texts else row

    def _of(self, table: MovedTable) -> QuerySet[Any]:
        """The rows of a table that belong to the world, in the order in which they are read again."""
        if table is tables.WORLD:
            return SharedWorld.objects.filter(pk=self.world_id)
        if table is tables.REVISIONS:
            return self._revisions()
        if table is tables.TEXTS:
            return self._texts().order_by("pk")
        rows: QuerySet[Any] = table.model._default_manager.all()  # noqa: SLF001 - Django names no other way to it
        rows = rows.filter(applied_at=None) if table is tables.INBOX else rows
        of_world = {"session__world_id" if table is tables.CHECKPOINTS else "world_id": self.world_id}
        return rows.filter(**of_world).order_by(*ORDERS.get(table.section, ("pk",)))

    def _revisions(self) -> QuerySet[ScenarioRevision]:
        """Those that the world, its games and its records name, its overlays, and what these lie on."""
        records = TurnRecord.objects.filter(world_id=self.world_id).order_by().values("revision_id")
        games = GameSession.objects.filter(world_id=self.world_id).order_by().values("revision_id")
        overlays = ScenarioRevision.objects.filter(world_id=self.world_id).order_by()
        own = SharedWorld.objects.filter(pk=self.world_id).order_by().values("revision_id")
        named = records.union(games, own, overlays.values("pk"), overlays.exclude(based_on=None).values("based_on_id"))
        found: QuerySet[ScenarioRevision] = ScenarioRevision.objects.filter(pk__in=named).order_by("number")
        return found

    def _texts(self) -> QuerySet[PlayerText]:
        records = TurnRecord.objects.filter(world_id=self.world_id).exclude(text=None).order_by().values("text_id")
        events = WorldEvent.objects.filter(world_id=self.world_id).exclude(text=None).order_by().values("text_id")
        return PlayerText.objects.filter(pk__in=records.union(events))


ORDERS: Final = {
    tables.RECORDS.section: ("world_seq",),
    tables.EVENTS.section: ("sequence",),
    tables.GAMES.section: ("created_at", "pk"),
    tables.ADDITIONS.section: ("pk",),
}
