"""Where the rows of a world and its replay part: at which record, at which path, and how a person is told."""

from __future__ import annotations

import re
from typing import Final, TypedDict

from worlds.services.games.first_path import first_path

HIDDEN: Final = "(not shown)"
_PUBLIC: Final = frozenset(
    {"world_seq", "record_seq", "record_hash", "previous_hash", "number", "world_hash", "state_hash", "turn"}
)


class WorldDifference(TypedDict):
    """`expected` by the replay, `found` in the rows. A row of today counts to the newest record."""

    record: int
    path: str
    expected: str
    found: str


class Differs(Exception):
    """A row does not say what replaying says it must."""

    def __init__(self, record: int, path: str, *, expected: object, found: object) -> None:
        super().__init__(f"record {record} differs at {path}")
        self.difference: WorldDifference = {
            "record": record,
            "path": path,
            "expected": str(expected),
            "found": str(found),
        }


def require_same(record: int, path: str, expected: object, found: object) -> None:
    """Raises Differs, at the first path inside both where they are JSON values."""
    difference = first_path(expected, found, path)
    if difference is not None:
        where, wanted, there = difference
        raise Differs(record, where, expected=wanted, found=there)


def sentence_of(difference: WorldDifference) -> str:
    """A sentence without its end, for operators: it may quote what players keep to themselves."""
    record, path = difference["record"], difference["path"]
    if path == "world_seq" or (path == "record_seq" and int(difference["found"]) > int(difference["expected"])):
        return f"record {record + (path == 'record_seq')} is missing"
    if path in {"record_hash", "previous_hash", "number"}:
        return f"record {record} was altered"
    if snapshot := re.fullmatch(r"snapshots\.(\d+)", path):
        return f"the snapshot of record {snapshot[1]} was altered"
    if event := re.fullmatch(r"events\.(\d+)(?:\.(.+))?", path, re.DOTALL):
        return _sentence_of_event(difference, number=event[1], inside=event[2])
    return f"record {record}: {path} is {difference['found']}, but replaying gives {difference['expected']}"


def _sentence_of_event(difference: WorldDifference, *, number: str, inside: str | None) -> str:
    if inside is None:
        return f"event {number} is missing or was altered"
    follows = f"record {difference['record']} makes it {difference['expected']}"
    return f"event {number}: {inside} is {difference['found']}, but {follows}"


def without_values(difference: WorldDifference) -> WorldDifference:
    """The same for somebody who may not see what others keep to themselves: hashes and numbers of the log stay."""
    if difference["path"] in _PUBLIC:
        return difference
    return {**difference, "expected": HIDDEN, "found": HIDDEN}
