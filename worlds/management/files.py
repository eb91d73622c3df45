"""Scenario files as an author names them on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from worlds.rules.problems import Problem
from worlds.rules.source import LARGEST_FILE

ENDINGS = (".yaml", ".yml")
MOST_LINES = 10  # for one file, unless everything is asked for


class NoScenario(Exception):
    """A path that gives nothing to read; the message is one sentence that begins with the path."""


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    path: Path
    source: bytes

    @property
    def shown(self) -> str:
        return shown(self.path)


def shown(path: Path) -> str:
    """A file's name as any terminal can print it, one line long."""
    text = str(path).encode("utf-8", "backslashreplace").decode()
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def each_file(paths: Iterable[str]) -> Iterator[ScenarioFile | NoScenario]:
    """Every file named, and the scenario files of every folder named, in order; what cannot be read as the reason why."""
    for named in paths:
        for path in _found(Path(named)):
            yield path if isinstance(path, NoScenario) else _opened(path)


def _found(path: Path) -> Sequence[Path | NoScenario]:
    try:
        if not path.is_dir():
            return [path]
        inside = sorted(entry for entry in path.iterdir() if entry.suffix in ENDINGS)
    except OSError as error:
        return [NoScenario(f"{shown(path)}: this cannot be looked at ({error.strerror}), check the path")]
    return inside or [NoScenario(f"{shown(path)}: this folder holds no scenario, add files that end in .yaml")]


def _opened(path: Path) -> ScenarioFile | NoScenario:
    try:
        if not path.exists():
            return NoScenario(f"{shown(path)}: there is no such file, check the spelling")
        if not path.is_file():
            return NoScenario(f"{shown(path)}: this is no ordinary file, name a .yaml file")
        with path.open("rb") as file:
            # One byte more than allowed tells that it is too large, however large it is.
            return ScenarioFile(path, file.read(LARGEST_FILE + 1))
    except OSError as error:
        return NoScenario(f"{shown(path)}: this file cannot be read ({error.strerror}), check who may read it")


def lines(file: ScenarioFile, problems: Sequence[Problem], *, most: int | None) -> Iterator[str]:
    """`file:line: path: what is wrong, what would be right`, and how many more there are."""
    for problem in problems[:most]:
        yield problem.at(file.shown)
    if most is not None and len(problems) > most:
        yield f"{file.shown}: and {len(problems) - most} more"
