"""What a benchmark measured: options, runs by case and round, the file they are kept in, and tables of them."""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

NOTHING: Final = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One measured value of a run; `digits` are those behind the point."""

    name: str
    title: str
    digits: int = 1


@dataclass(frozen=True, slots=True)
class Run:
    """One case in one round. A case that could not be measured has no values and a reason."""

    case: dict[str, str]
    values: dict[str, float]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    json: Path | None
    quick: bool
    rounds: int
    seconds: float
    extra: Mapping[str, str] = field(default_factory=dict)  # empty where nothing was said


@dataclass(slots=True)
class Results:
    benchmark: str
    columns: Sequence[Column]
    options: Options
    runs: list[Run] = field(default_factory=list)
    began: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    load_before: float = field(default_factory=lambda: os.getloadavg()[0])

    def add(self, case: Mapping[str, str], values: Mapping[str, float]) -> None:
        self.runs.append(Run(dict(case), dict(values)))

    def leave_open(self, case: Mapping[str, str], reason: str) -> None:
        self.runs.append(Run(dict(case), {}, reason))

    def finish(self) -> None:
        """Print the table, and write the file that was asked for."""
        print("\n".join(table(self.columns, self.runs)))
        if self.options.json is not None:
            self.options.json.parent.mkdir(parents=True, exist_ok=True)
            self.options.json.write_text(json.dumps(self.as_json(), indent=1))

    def as_json(self) -> dict[str, Any]:
        return {
            "benchmark": self.benchmark,
            "began": self.began,
            "cores": os.cpu_count(),
            "load": [round(self.load_before, 1), round(os.getloadavg()[0], 1)],
            "quick": self.options.quick,
            "rounds": self.options.rounds,
            "seconds": self.options.seconds,
            "columns": [asdict(column) for column in self.columns],
            "runs": [asdict(run) for run in self.runs],
        }


def options(
    about: str,
    *,
    rounds: int,
    seconds: float,
    words: Sequence[str] | None = None,
    extra: Mapping[str, str] | None = None,
    moment: float = 0.2,
) -> Options:
    """From the command line; `--quick` is one round of a moment (in seconds), whose numbers mean nothing.

    From now on SIGTERM ends the benchmark as Ctrl-C does: it stops what it started, and drops its databases.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--json", type=Path, help="also write what was measured to this file")
    parser.add_argument(
        "--quick", action="store_true", help="run everything once and briefly; the numbers mean nothing"
    )
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--seconds", type=float, default=seconds, help="for one case in one round")
    for name, meaning in (extra or {}).items():
        parser.add_argument(f"--{name}", default="", help=meaning)
    given = parser.parse_args(words)
    if given.quick:
        given.rounds, given.seconds = 1, min(given.seconds, moment)
    more = {name: getattr(given, name) for name in extra or {}}
    return Options(given.json, given.quick, given.rounds, given.seconds, more)


def table(columns: Sequence[Column], runs: Sequence[Run]) -> Iterator[str]:
    """A row for each case in the order of its first run: medians, with the range where rounds differ."""
    labels = list(dict.fromkeys(label for run in runs for label in run.case))
    shown = [column for column in columns if any(column.name in run.values for run in runs)]
    yield _row([*labels, *(column.title for column in shown)])
    yield "|" + "---|" * (len(labels) + len(shown))
    for case in dict.fromkeys(tuple(run.case.get(label, NOTHING) for label in labels) for run in runs):
        own = [run for run in runs if tuple(run.case.get(label, NOTHING) for label in labels) == case]
        cells = [_cell(column, own) for column in shown]
        if own[0].reason:
            cells = [own[0].reason, *cells[1:]]
        yield _row([*case, *cells])


def _cell(column: Column, runs: Iterable[Run]) -> str:
    values = [run.values[column.name] for run in runs if column.name in run.values]
    if not values:
        return NOTHING
    low, middle, high = (
        f"{value:,.{column.digits}f}" for value in (min(values), statistics.median(values), max(values))
    )
    return middle if low == high else f"{middle} ({low} to {high})"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def quantiles(seconds: Sequence[float], *percents: int) -> list[float]:
    """In milliseconds; nothing for no values."""
    ordered = sorted(seconds)
    return [ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] * 1000 for percent in percents if ordered]
