"""Scenario files as an author names them on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from worlds import limits
from worlds.rules.problems import Problem, alike
from worlds.rules.source import LARGEST_FILE
from worlds.services.stories.naming import file_name_of, is_another_file, name_clashes, printable_text, slug_of

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
        return shown_path(self.path)

    @property
    def slug(self) -> str:
        return slug_of(self.path)

    @property
    def name(self) -> str:
        return file_name_of(self.path)

    def beside(self, name: str) -> bytes | None:
        """A file in the same folder, at most a little more than a cover may have; None where none can be read."""
        path = self.path.with_name(name)
        try:
            if path.is_symlink() or not path.is_file():
                return None
            with path.open("rb") as file:
                return file.read(limits.COVER + 1)
        except OSError:
            return None


def shown_path(path: PurePath) -> str:
    """A file's name as any terminal can print it, one line long."""
    return printable_text(str(path))


def each_file(paths: Iterable[str], *, stored: Mapping[str, str]) -> Iterator[ScenarioFile | NoScenario]:
    """Every file named, and the scenario files of every folder named, in order; what cannot be taken as the reason why.

    `stored` holds the file that each story known so far came from, by its slug.
    """
    found = [path for named in paths for path in _found(Path(named))]
    alike = name_clashes(_absolute(path) for path in found if isinstance(path, Path) and _is_file(path))
    for path in found:
        opened = path if isinstance(path, NoScenario) else _opened(path)
        yield opened if isinstance(opened, NoScenario) else _named(opened, alike, stored)


def _named(
    file: ScenarioFile, alike: Mapping[PurePath, PurePath], stored: Mapping[str, str]
) -> ScenarioFile | NoScenario:
    """The file, unless its name cannot stand in an address or stands for another file's story."""
    if not file.slug:
        return NoScenario(f"{file.shown}: this name cannot be used in a URL, use letters and digits")
    other = alike.get(_absolute(file.path))
    if other is not None:
        return NoScenario(
            f"{file.shown}: this file and {shown_path(other)} would both become {file.slug!r}, rename one of them"
        )
    before = stored.get(file.slug, "")
    if is_another_file(file.name, before):
        advice = "rename one of them, or import it with --renamed to continue that story"
        return NoScenario(f"{file.shown}: {file.slug!r} already belongs to another file, {before!r}, {advice}")
    return file


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolving would ask the disk, and fail on odd names


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _found(path: Path) -> Sequence[Path | NoScenario]:
    try:
        if not path.is_dir():
            return [path]
        inside = sorted(entry for entry in path.iterdir() if entry.suffix in ENDINGS)
    except OSError as error:
        return [NoScenario(f"{shown_path(path)}: this path cannot be read ({error.strerror}), check the path")]
    return inside or [NoScenario(f"{shown_path(path)}: this folder contains no scenarios, add files that end in .yaml")]


def _opened(path: Path) -> ScenarioFile | NoScenario:
    try:
        if not path.exists():
            return NoScenario(f"{shown_path(path)}: file not found, check the spelling")
        if not path.is_file():
            return NoScenario(f"{shown_path(path)}: this is not a regular file, give a .yaml file")
        with path.open("rb") as file:
            # One byte more than allowed tells that it is too large, however large it is.
            return ScenarioFile(path, file.read(LARGEST_FILE + 1))
    except OSError as error:
        return NoScenario(f"{shown_path(path)}: this file cannot be read ({error.strerror}), check its permissions")


def problem_lines(file: ScenarioFile, problems: Sequence[Problem], *, most: int | None) -> Iterator[str]:
    """`file:line: path: what is wrong, what would be right`, equal ones told once, and how many more there are."""
    groups = alike(problems)
    for group in groups[:most]:
        again = _again(group[1:], most)
        yield f"{group[0].at(file.shown)}{again}"
    left = sum(map(len, groups[most:])) if most is not None else 0
    if left:
        yield f"{file.shown}: and {left} more"


def _again(others: Sequence[Problem], most: int | None) -> str:
    """How often the same was found elsewhere, and on which lines."""
    if not others:
        return ""
    places = [str(problem.line) for problem in others if problem.line is not None]
    shown, rest = places[:most], " ..." if most is not None and len(places) > most else ""
    where = f" on {'line' if len(places) == 1 else 'lines'} {', '.join(shown)}{rest}" if places else ""
    return f" ({len(others)} more{where})"
