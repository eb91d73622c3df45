"""Writes the tables of docs/benchmarks.md from the JSON of benchmarks.

Run from the project's folder: .venv/bin/python -m benchmarks.report FILE...
The table of a benchmark stands between `<!-- NAME -->` and `<!-- /NAME -->`; one without such a place is an error.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.harness.results import Column, Run, table

DOCUMENT: Final = Path(__file__).parents[1] / "docs" / "benchmarks.md"
BUSY: Final = 0.5  # waiting processes a core, from which on a machine is not idle


def main(files: Sequence[str], document: Path = DOCUMENT) -> None:
    text = document.read_text()
    for file in files:
        text = with_results(text, json.loads(Path(file).read_text()))
    document.write_text(text)


def with_results(text: str, results: dict[str, Any]) -> str:
    """The document with this benchmark's table, and what it was measured on. Raises LookupError, ValueError for a `--quick` run."""
    name = results["benchmark"]
    if results["quick"]:
        raise ValueError(f"{name} was run with --quick: its numbers mean nothing")
    return with_lines(text, name, (_measured_on(results), "", *_table(results)))


def with_lines(text: str, name: str, lines: Iterable[str]) -> str:
    """The document with these lines at the place of that name. Raises LookupError."""
    place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not place.search(text):
        raise LookupError(f"the document has no place for {name}")
    body = "\n".join((*lines, ""))
    return place.sub(lambda found: found[1] + body + found[2], text)


def _table(results: dict[str, Any]) -> list[str]:
    columns = [Column(**column) for column in results["columns"]]
    return list(table(columns, [Run(**run) for run in results["runs"]]))


def _measured_on(results: dict[str, Any]) -> str:
    before, after = results["load"]
    day, rounds = results["began"].partition("T")[0], results["rounds"]
    many = "one round" if rounds == 1 else f"{rounds} interleaved rounds, medians and ranges"
    busy = "otherwise idle" if before < BUSY * results["cores"] else "busy with other work, so that times are poor"
    load = f"load {before} at the beginning, {after} at the end"
    return f"Measured on {day}, {many}, {results['cores']} cores that were {busy} ({load})."


if __name__ == "__main__":
    main(sys.argv[1:])
