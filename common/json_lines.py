"""One compressed file of JSON lines: a header, rows in sections, and a manifest of SHA-256 checksums as its last line.

It is written and read a line at a time, so that memory stays flat however long it is.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

LONGEST_LINE: Final = 16 * 1024 * 1024  # bytes
# What honest lines are compressed to: hashes do not shrink, so whatever shrinks by more was made to fill a disk or memory.
MOST_TIMES: Final = 200
SLACK: Final = 64 * 1024 * 1024  # bytes that a small file may come to all the same
GZIP: Final = 16  # what zlib adds to the size of its window for the frame of gzip, without a moment in it
HEADER: Final = "header"
MANIFEST: Final = "manifest"

Row = Mapping[str, Any]


class Unreadable(Exception):
    """A file that is not what it should be; the message is a sentence that says what, `line` where (0: the file as a whole)."""

    def __init__(self, why: str, *, line: int = 0, section: str = "") -> None:
        place = f"Line {line}, section {section}: " if section else f"Line {line}: " if line else ""
        super().__init__(f"{place}{why}")
        self.line, self.section = line, section


class NoJsonLines(Unreadable):
    """Not even the beginning is that of such a file."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `number` counts the file's lines from 1, which is the header's."""

    number: int
    section: str
    row: dict[str, Any]


@dataclass(slots=True)
class Checksums:
    """Of the lines so far, each with its line end: of every section, and of all together."""

    whole: Any = field(default_factory=hashlib.sha256)
    sections: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def add(self, section: str, line: bytes) -> None:
        self.whole.update(line)
        self.sections.setdefault(section, hashlib.sha256()).update(line)
        self.lines[section] = self.lines.get(section, 0) + 1

    def told(self) -> dict[str, Any]:
        each = {name: {"lines": self.lines[name], "sha256": found.hexdigest()} for name, found in self.sections.items()}
        return {"sections": each, "sha256": self.whole.hexdigest()}


def write_json_lines(target: Path, header: Row, rows: Iterable[tuple[str, Row]]) -> dict[str, Any]:
    """Write a new file, which appears under its name once it is whole; returns its manifest. Raises FileExistsError, OSError."""
    part, sums = target.with_name(f".{target.name}.part"), Checksums()
    if target.exists():
        raise FileExistsError(target)
    try:
        with part.open("wb") as packed:
            packed.writelines(_packed(header, rows, sums))
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    return sums.told()


def packed_json_lines(header: Row, rows: Iterable[tuple[str, Row]]) -> Iterator[bytes]:
    """The same file, piece by piece, for whoever sends it on."""
    return _packed(header, rows, Checksums())


def _packed(header: Row, rows: Iterable[tuple[str, Row]], sums: Checksums) -> Iterator[bytes]:
    press = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | GZIP)
    for section, row in _all(header, rows):
        line = _as_line({section: row})
        sums.add(section, line)
        yield press.compress(line)
    yield press.compress(_as_line({MANIFEST: sums.told()}))
    yield press.flush()


def _all(header: Row, rows: Iterable[tuple[str, Row]]) -> Iterator[tuple[str, Row]]:
    yield HEADER, header
    yield from rows


def _as_line(value: Row) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_json_lines(stream: IO[bytes], *, size: int) -> Iterator[Line]:
    """Every line of a file of `size` bytes but the manifest, the header first. What was read is whole once the last has come.

    Raises NoJsonLines for a file of another kind, and Unreadable for one that is damaged, cut off, altered, or made to fill memory.
    """
    sums, section = Checksums(), ""
    for number, line in enumerate(_lines(stream, size), 1):
        if section == MANIFEST:
            raise Unreadable("Something follows on the manifest.", line=number)
        section, row = _parsed(line, number)
        if section == MANIFEST:
            _compare(row, sums.told(), number)
            continue
        sums.add(section, line)
        yield Line(number, section, row)
    if not section:
        raise NoJsonLines("The file is empty.")
    if section != MANIFEST:
        raise Unreadable("The manifest is missing: the end of the file was cut off.")


def _lines(stream: IO[bytes], size: int) -> Iterator[bytes]:
    most, read, number = SLACK + MOST_TIMES * size, 0, 1
    with gzip.GzipFile(fileobj=stream, mode="rb") as packed:
        while line := _next(packed, number):
            read += len(line)
            if len(line) > LONGEST_LINE:
                raise Unreadable(f"A line is longer than {LONGEST_LINE} bytes.", line=number)
            if read > most:
                raise Unreadable(f"The file unpacks to more than {MOST_TIMES} times its size.", line=number)
            if not line.endswith(b"\n"):
                raise Unreadable("The line has no end: the end of the file was cut off.", line=number)
            yield line
            number += 1


def _next(packed: gzip.GzipFile, number: int) -> bytes:
    try:
        return packed.readline(LONGEST_LINE + 1)
    except EOFError:
        raise Unreadable("The end of the file was cut off.", line=number) from None
    except (gzip.BadGzipFile, zlib.error) as trouble:
        if packed.tell() == 0 and isinstance(trouble, gzip.BadGzipFile) and "Not a gzipped" in str(trouble):
            raise NoJsonLines("The file is not compressed by gzip.") from None
        raise Unreadable("The compressed bytes are damaged.", line=number) from None


def _parsed(line: bytes, number: int) -> tuple[str, dict[str, Any]]:
    try:
        [(section, row)] = json.loads(line, parse_constant=_no_number).items()
    except (ValueError, AttributeError, RecursionError):
        section, row = "", None
    if not isinstance(row, dict) or not section:
        kind = NoJsonLines if number == 1 else Unreadable
        raise kind("The line is not a JSON object with one section.", line=number)
    return section, row


def _no_number(name: str) -> None:
    raise ValueError(name)


def _compare(manifest: Row, found: Row, number: int) -> None:
    told = manifest.get("sections")
    for section, sums in found["sections"].items():
        if not isinstance(told, dict) or told.get(section) != sums:
            raise Unreadable(
                "The section is not the one that was written: its checksum differs.", section=section, line=number
            )
    if manifest != found:
        raise Unreadable("The file is not the one that was written: its checksum differs.", line=number)
