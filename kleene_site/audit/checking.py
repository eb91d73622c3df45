"""Whether a file is an export of the audit as it was written, and where it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from common.json_lines import HEADER, Line, NoJsonLines, Unreadable, read_json_lines
from kleene_site.audit.exporting import FORMAT, VERSION, sealed


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that is whole: what its header says, how many rows it has, and the seal of the last."""

    header: dict[str, Any]
    rows: int
    seal: str


def check_audit(source: Path, *, heard: Callable[[int], None] = lambda _bytes: None) -> Checked:
    """Read an export to its end, a line at a time. `heard` is told how many bytes of the file were read, now and then.

    Raises NoJsonLines for a file of another kind, and Unreadable with the first line that differs; OSError.
    """
    with source.open("rb") as stream:
        lines = read_json_lines(stream, size=source.stat().st_size)
        header = _header(next(lines))
        seal, rows = sealed("", HEADER, header), 0
        for line in lines:
            seal, rows = _follows(seal, line), rows + 1
            _tell(heard, stream, rows)
    return Checked(header, rows, seal)


def _header(line: Line) -> dict[str, Any]:
    if line.section != HEADER or line.row.get("format") != FORMAT:
        raise NoJsonLines("The file is no export of the audit.")
    if line.row.get("version") != VERSION:
        raise NoJsonLines("The file is of another version of the format.")
    return line.row


def _follows(seal: str, line: Line) -> str:
    """The seal of a line that follows on the one with this seal."""
    values = line.row.get("values")
    found = sealed(seal, line.section, values) if isinstance(values, dict) else ""
    if not found or line.row.get("seal") != found:
        raise Unreadable(
            "This line is not the one that was written, or does not follow on the line before it.",
            line=line.number,
            section=line.section,
        )
    return found


def _tell(heard: Callable[[int], None], stream: IO[bytes], rows: int) -> None:
    if rows % 500 == 0:
        heard(stream.tell())
