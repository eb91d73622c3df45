"""Labelled wordings read as play would read them, for authors who try wordings on their own story. Stores nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError

from common.errors import NotFound
from worlds.likeness.comparing import compare
from worlds.models.compiled import compiled_scenario
from worlds.rules.labelled.answers import Answer, answer_of, expected_of
from worlds.rules.labelled.lines import LabelledLine, LineError, line_from_json
from worlds.rules.labelled.moment import moment_of
from worlds.rules.labelled.scoring import Marked
from worlds.rules.loading import load_scenario
from worlds.rules.problems import ScenarioError
from worlds.rules.scenario import Scenario
from worlds.rules.situation import Situation
from worlds.services.stories.scenarios import newest_playable

SUFFIX = ".yaml"


class LinesWrong(Exception):
    """The first line that cannot be read, by its number, with what is wrong."""

    def __init__(self, number: int, trouble: LineError) -> None:
        super().__init__(f"Line {number}: {trouble}")


@dataclass(frozen=True, slots=True)
class ReadLine:
    line: LabelledLine
    marked: Marked

    @property
    def answer(self) -> Answer:
        return self.marked.found


@dataclass(frozen=True, slots=True)
class Moment:
    line: LabelledLine
    now: Situation


def moments_of_lines(text: str, folders: Sequence[Path]) -> list[Moment]:
    """Every line with the moment that it stands for. Raises LinesWrong.

    A scenario is looked for among those that can be played, by its slug, then in `folders` as a file of its name.
    """
    known: dict[str, Scenario] = {}
    found: list[Moment] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            continue
        try:
            line = line_from_json(raw)
            scenario = known.get(line.scenario) or _scenario(line.scenario, folders)
            known[line.scenario] = scenario
            found.append(Moment(line, moment_of(line, scenario)))
        except LineError as trouble:
            raise LinesWrong(number, trouble) from trouble
    return found


def read_all(found: Sequence[Moment]) -> Iterator[ReadLine]:
    for moment in found:
        line, now = moment.line, moment.now
        likeness = compare(line.typed, now.scenario, line.node).likeness(now)
        yield ReadLine(line, Marked(expected_of(line), answer_of(line, now, likeness)))


def by_scenario(lines: Sequence[ReadLine]) -> Mapping[str, list[Marked]]:
    found: dict[str, list[Marked]] = {}
    for read in lines:
        found.setdefault(read.line.scenario, []).append(read.marked)
    return found


def _scenario(name: str, folders: Sequence[Path]) -> Scenario:
    for slug in dict.fromkeys((name, name.replace("_", "-"))):
        try:
            return compiled_scenario(newest_playable(slug=slug))
        except (NotFound, DatabaseError):  # nothing is stored here, or no database is prepared: then files will do
            continue
    file = next((folder / f"{name}{SUFFIX}" for folder in folders if (folder / f"{name}{SUFFIX}").is_file()), None)
    if file is None:
        raise LineError(f"There is no scenario '{name}': import it, or name its folder with --scenarios.")
    try:
        return load_scenario(file.read_bytes(), name=name)
    except ScenarioError as trouble:
        raise LineError(f"The scenario '{name}' cannot be read: {trouble}") from trouble
