"""Plays typed lines of a file and prints, side by side, what was typed, what was answered, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from worlds.rules.labelled.lines import LineError, line_from_json
from worlds.rules.loading import load_scenario
from worlds.rules.problems import ScenarioError
from worlds.rules.scenario import Scenario
from worlds.services.stories.played_lines import PlayedLine, play_line

BUNDLED = Path(__file__).resolve().parents[2] / "scenarios"


class Command(BaseCommand):
    help = (
        "Play each typed line of a JSONL file at its own moment of a story, and print what is answered and what changes. "
        "Stores nothing."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="FILE.jsonl", type=Path)
        parser.add_argument(
            "--scenarios", metavar="FOLDER", type=Path, default=BUNDLED, help="where the stories are that lines name"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        played = list(self.played(options["path"], options["scenarios"]))
        for name in dict.fromkeys(each.line.scenario for each in played):
            self.stdout.write(_table(name, [each for each in played if each.line.scenario == name]))
        useful = sum(each.is_of_use for each in played)
        self.stdout.write(f"{len(played)} lines, of which {useful} changed something or told what an author wrote.")

    def played(self, path: Path, folder: Path) -> Iterator[PlayedLine]:
        answers: Counter[str] = Counter()
        for number, text in enumerate(_lines_of(path), start=1):
            try:
                line = line_from_json(text)
                yield play_line(line, _story(folder, line.scenario), answers=answers[line.scenario])
            except LineError as trouble:
                raise CommandError(f"Line {number}: {trouble}", returncode=2) from trouble
            answers[line.scenario] += 1


def _lines_of(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as trouble:
        raise CommandError(f"{path} cannot be read: {trouble}.", returncode=2) from trouble


@cache
def _story(folder: Path, name: str) -> Scenario:
    path = folder / f"{name}.yaml"
    if Path(name).name != name:
        raise LineError(f"There is no scenario '{name}' in {folder}.")
    try:
        return load_scenario(path.read_bytes(), name=name)
    except OSError as trouble:
        raise LineError(f"There is no scenario '{name}' in {folder}.") from trouble
    except ScenarioError as trouble:
        raise LineError(f"The scenario '{name}' has errors; check_scenario tells them.") from trouble


def _table(name: str, played: list[PlayedLine]) -> str:
    rows = (f"| {_cell(each.line.typed)} | {_cell(each.answer)} | {_cell(_came_to(each))} |" for each in played)
    return "\n".join([f"### {name}", "", "| Typed | Answer | What it came to |", "|---|---|---|", *rows, ""])


def _came_to(each: PlayedLine) -> str:
    told = ["look text"] if each.tells_look else []
    return "; ".join([each.cell or each.kind, *told, *each.changes])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
