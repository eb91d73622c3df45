"""The lines of a world's file, each taken for what its section holds: in order, as many as the header says, and of fitting values."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Final, NoReturn

from common.ids import LENGTH, is_short_id
from common.json_lines import HEADER, Line, NoJsonLines, Unreadable, read_json_lines
from worlds import limits
from worlds.models import Scenario
from worlds.rules.state_migrations import CURRENT, StateVersion, is_older
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA
from worlds.services.moving import moved_tables as tables
from worlds.services.moving.errors import WorldFileDamaged, WorldFileForeign, WorldFileOfOtherVersion
from worlds.services.moving.moved_columns import Unfit, fitting_words

MOST_PEOPLE: Final = 1_000_000
MOST: Final = {tables.STORY: 1, tables.PEOPLE: MOST_PEOPLE} | {table.section: table.most for table in tables.TABLES}
ONE: Final = frozenset({tables.STORY, tables.WORLD.section})  # every file has one of these
SAID_OF_STORY: Final = {
    "slug": limits.SLUG,
    "name": limits.SCENARIO_NAME,
    "description": 100_000,
    "language": 35,
    "access": 8,
}
SAID_OF_PEOPLE: Final = {"id": 36, "short_id": LENGTH, "name": 200}


@dataclass(frozen=True, slots=True)
class Arriving:
    """A line that fits its section: `values` by attribute of its model, or as the section's own words; `row` as it is written."""

    number: int
    section: str
    row: dict[str, Any]
    values: dict[str, Any]

    def refuse(self, why: str) -> NoReturn:
        """Raises WorldFileDamaged, which names the line."""
        raise WorldFileDamaged(f"Line {self.number}, section {self.section}: {why}")


def read_world_file(stream: IO[bytes], *, size: int) -> Iterator[Arriving]:
    """Every line of a world's file, the header first; the last was read once the whole file agrees with its checksums.

    Raises WorldFileForeign, WorldFileOfOtherVersion, WorldFileDamaged.
    """
    stream.seek(0)
    try:
        yield from _in_order(read_json_lines(stream, size=size))
    except NoJsonLines as trouble:
        raise WorldFileForeign(str(trouble)) from None
    except Unreadable as trouble:
        raise WorldFileDamaged(str(trouble)) from None


def _in_order(lines: Iterator[Line]) -> Iterator[Arriving]:
    header = _checked_header(next(lines))
    yield header
    left, at = dict(header.row["counts"]), 0
    for line in lines:
        found = Arriving(line.number, line.section, line.row, {})
        if line.section not in left or tables.SECTIONS.index(line.section) < at:
            found.refuse("It does not belong here.")
        at, left[line.section] = tables.SECTIONS.index(line.section), left[line.section] - 1
        if left[line.section] < 0:
            found.refuse("There are more of these than the header says.")
        yield Arriving(line.number, line.section, line.row, _fitting(found))
    for section, missing in left.items():
        if missing:
            raise WorldFileDamaged(f"The section {section} lacks {missing} of {header.row['counts'][section]} lines.")


def _checked_header(line: Line) -> Arriving:
    told = line.row
    if line.section != HEADER or told.get("format") != tables.FORMAT:
        raise WorldFileForeign("Its header names another format.")
    if told.get("version") != tables.VERSION:
        raise WorldFileOfOtherVersion(
            f"Its format is version {told.get('version')!r}, and this one reads {tables.VERSION}."
        )
    if not _is_read(told):
        raise WorldFileOfOtherVersion(
            f"Its engine is {told.get('engine_version')!r} with schema {told.get('schema_version')!r},"
            f" and this one is {ENGINE_VERSION!r} with {STATE_SCHEMA}."
        )
    counts = told.get("counts")
    if (
        not isinstance(counts, dict)
        or list(counts) != list(tables.SECTIONS)
        or not all(map(_is_count, *zip(*counts.items(), strict=True)))
    ):
        raise WorldFileDamaged("Line 1: The header does not say how many lines each section has.")
    return Arriving(line.number, line.section, told, {})


def _is_read(header: dict[str, Any]) -> bool:
    """Whether this engine reads states of the version: an older one is migrated as the world comes in."""
    engine, schema = header.get("engine_version"), header.get("schema_version")
    if not isinstance(engine, str) or not isinstance(schema, int):
        return False
    return is_older(StateVersion(engine, schema)) or StateVersion(engine, schema) == CURRENT


def _is_count(section: str, told: object) -> bool:
    return type(told) is int and (section in ONE) <= told <= MOST[section]


def _fitting(line: Arriving) -> dict[str, Any]:
    table = tables.BY_SECTION.get(line.section)
    try:
        if table is not None:
            return table.values_of(line.row)
        if line.section == tables.STORY:
            return _story(fitting_words(line.row, SAID_OF_STORY))
        return _person(fitting_words(line.row, SAID_OF_PEOPLE))
    except Unfit as fault:
        line.refuse(str(fault))


def _story(told: dict[str, str]) -> dict[str, Any]:
    if told["access"] not in Scenario.Access.values:
        raise Unfit("access is none of the values that it may have.")
    return told


def _person(told: dict[str, str]) -> dict[str, Any]:
    if not is_short_id(told["short_id"], "usr"):
        raise Unfit("short_id is none.")
    try:
        return {**told, "id": uuid.UUID(told["id"])}
    except ValueError:
        raise Unfit("id is none.") from None
