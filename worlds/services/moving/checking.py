"""Reading a world's file to its end before anything is written: whether all of it belongs together, and is sealed as it says."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any, Final

import orjson

from common.json_lines import HEADER
from worlds.models import EventAnchor, GameSession, PlayerText, ScenarioRevision, Snapshot, TurnRecord, WorldEvent
from worlds.rules.loading import scenario_from
from worlds.services.events import is_sealed_to
from worlds.services.games.endings import UNREADABLE
from worlds.services.moving import moved_tables as tables
from worlds.services.moving.file_lines import Arriving, read_world_file
from worlds.services.moving.moved_columns import is_revision
from worlds.services.snapshots.snapshot_rows import is_whole
from worlds.services.texts import text_matches
from worlds.services.turns.record_log import record_seal

LARGEST_STORY: Final = 4 * 1024 * 1024  # signs
OWNERS: Final = frozenset({"user_id", "author_id", "host_id"})  # columns that name somebody of the section people
Values = dict[str, Any]


@dataclass(slots=True)
class CheckedFile:
    """What a whole file is found to hold. `revisions` are their hashes by number, without and with overlays."""

    world_id: uuid.UUID = field(default_factory=uuid.uuid4)
    version: tuple[str, int] = ("", 0)
    story: Values = field(default_factory=dict)
    published: dict[int, str] = field(default_factory=dict)
    revisions: dict[int, str] = field(default_factory=dict)
    people: set[uuid.UUID] = field(default_factory=set)
    games: set[uuid.UUID] = field(default_factory=set)
    world: Values = field(default_factory=dict)
    record_hash: str = ""
    records: int = 0
    event_hash: str = ""
    events: int = 0


def check_world_file(stream: IO[bytes], *, size: int) -> CheckedFile:
    """Read a file to its end and compare all that can be without the rules. Memory grows with games and people alone.

    Raises WorldFileForeign, WorldFileOfOtherVersion, WorldFileDamaged.
    """
    found = CheckedFile()
    for line in read_world_file(stream, size=size):
        if line.section in CHECKS:
            CHECKS[line.section](line, found)
        _check_references(line, found)
    _check_ends(line, found)
    return found


def _check_references(line: Arriving, found: CheckedFile) -> None:
    """Nobody and nothing may be named that is not in the file; of texts the database will say."""
    table = tables.BY_SECTION.get(line.section)
    for column in () if table is None else table.columns:
        told = line.values[column.attname]
        if told is None:
            continue
        if column.attname in OWNERS and told not in found.people:
            line.refuse(f"{column.name} is nobody of the section people.")
        if column.is_relation and column.related_model is GameSession and told not in found.games:
            line.refuse(f"{column.name} is no game of the section games.")
        if is_revision(column) and told not in found.revisions:
            line.refuse(f"{column.name} is no revision of the section revisions.")


def _header(line: Arriving, found: CheckedFile) -> None:
    found.version = line.row["engine_version"], line.row["schema_version"]
    try:
        found.world_id = uuid.UUID(line.row["world"])
    except (KeyError, TypeError, ValueError, AttributeError):
        line.refuse("It does not say which world this is.")


def _story(line: Arriving, found: CheckedFile) -> None:
    found.story = line.values


def _revision(line: Arriving, found: CheckedFile) -> None:
    told = line.values
    text, number = told["content_text"], told["number"]
    if len(text) > LARGEST_STORY or hashlib.sha256(text.encode()).hexdigest() != told["content_hash"]:
        line.refuse("content_text is not what content_hash is of.")
    if number in found.revisions:
        line.refuse("The number was given before.")
    try:
        scenario_from(orjson.loads(text), name=str(found.story["slug"]))
    except UNREADABLE as trouble:
        line.refuse(f"content_text is no story that this version can play: {type(trouble).__name__} {trouble}")
    found.revisions[number] = told["content_hash"]
    if told["origin"] != ScenarioRevision.Origin.OVERLAY:
        found.published[number] = told["content_hash"]


def _person(line: Arriving, found: CheckedFile) -> None:
    if line.values["id"] in found.people:
        line.refuse("The person was named before.")
    found.people.add(line.values["id"])


def _world(line: Arriving, found: CheckedFile) -> None:
    found.world = line.values
    if line.values["id"] != found.world_id:
        line.refuse("It is another world than the header says.")
    if (line.values["engine_version"], line.values["schema_version"]) != found.version:
        line.refuse("It is of another version than the header says.")


def _game(line: Arriving, found: CheckedFile) -> None:
    if line.values["id"] in found.games:
        line.refuse("The game was named before.")
    found.games.add(line.values["id"])


def _anchor(line: Arriving, found: CheckedFile) -> None:
    anchor = EventAnchor(**line.values)
    if anchor.sequence > found.events:
        found.events, found.event_hash = anchor.sequence, anchor.event_hash


def _record(line: Arriving, found: CheckedFile) -> None:
    record = TurnRecord(**line.values, world_id=found.world_id)
    _seal_with_text(line, record)
    number = found.revisions.get(line.values["revision_id"])
    record.revision = ScenarioRevision(content_hash=number or "")
    if record.world_seq != found.records + 1:
        line.refuse(f"It is record {record.world_seq}, and record {found.records + 1} was expected.")
    if record.previous_hash != found.record_hash or _sealed(line, lambda: record_seal(record)) != record.record_hash:
        line.refuse(f"Record {record.world_seq} is not sealed to the one before.")
    found.records, found.record_hash = found.records + 1, record.record_hash


def _event(line: Arriving, found: CheckedFile) -> None:
    event = WorldEvent(**line.values, world_id=found.world_id)
    _seal_with_text(line, event)
    if not _sealed(line, lambda: is_sealed_to(event, sequence=found.events, event_hash=found.event_hash)):
        line.refuse(f"Event {event.sequence} is not sealed to event {found.events}.")
    found.events, found.event_hash = event.sequence, event.event_hash


def _seal_with_text(line: Arriving, row: TurnRecord | WorldEvent) -> None:
    told = line.row[tables.TEXT_HASH]
    if (row.text_id is None) != (told is None):
        line.refuse("text and text_hash do not belong together.")
    if row.text_id is not None:
        row.text = PlayerText(pk=row.text_id, text_hash=told)


def _sealed(line: Arriving, seal: Callable[[], Any]) -> Any:
    try:
        return seal()
    except (TypeError, ValueError, RecursionError) as trouble:  # values that have no canonical spelling
        line.refuse(f"It cannot be sealed: {trouble}")


def _snapshot(line: Arriving, found: CheckedFile) -> None:
    row = Snapshot(**line.values, world_id=found.world_id)
    if not is_whole(row):
        line.refuse("The snapshot is not as it was sealed.")


def _text(line: Arriving, _found: CheckedFile) -> None:
    row = PlayerText(**line.values)
    if row.redacted_at is None and not text_matches(row, row.text):
        line.refuse("These are other words than the ones that were kept.")


def _check_ends(last: Arriving, found: CheckedFile) -> None:
    """The world's own counters tell of a log that was cut off, or left out."""
    world = found.world
    if (world["record_seq"], world["record_hash"]) != (found.records, found.record_hash):
        last.refuse(
            f"The world's last record is {world['record_seq']}, and the section records ends with {found.records}."
        )
    if (world["event_seq"], world["event_hash"]) != (found.events, found.event_hash):
        last.refuse(f"The world's last event is {world['event_seq']}, and the section events ends with {found.events}.")


CHECKS: Final[dict[str, Callable[[Arriving, CheckedFile], None]]] = {
    HEADER: _header, tables.STORY: _story, "revisions": _revision, tables.PEOPLE: _person, "world": _world, "games": _game,
    "anchors": _anchor, "records": _record, "events": _event, "snapshots": _snapshot, "texts": _text,
}  # fmt: skip
