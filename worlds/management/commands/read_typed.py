import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

import worlds
from worlds.rules.labelled.answers import Answer
from worlds.rules.labelled.lines import EXPECTED
from worlds.rules.labelled.scoring import Marked, confusion, number, rates
from worlds.services.stories.labelled_lines import LinesWrong, ReadLine, by_scenario, moments_of_lines, read_all

BUNDLED = Path(worlds.__file__).parent / "scenarios"
WRONG = 2  # the exit code for lines that cannot be read


class Command(BaseCommand):
    help = (
        "Read labelled wordings (JSON lines) as play would, and tell how many are read as they are meant: "
        "what was taken for what, the rates, and one number. docs/narrator.md describes the lines. Stores nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="FILE.jsonl")
        parser.add_argument("--json", action="store_true", help="print for each line what it was read as, as JSON")
        parser.add_argument(
            "--misses", action="store_true", help="print the lines that were not read as they are meant"
        )
        parser.add_argument(
            "--scenarios",
            action="append",
            default=[],
            metavar="DIR",
            help="a folder of scenario files; may be repeated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["path"])
        try:
            found = list(read_all(moments_of_lines(_text(path), _folders(path, options["scenarios"]))))
        except LinesWrong as trouble:
            raise CommandError(str(trouble), returncode=WRONG) from trouble
        if options["json"]:
            self.stdout.write("\n".join(json.dumps(_shape(read), ensure_ascii=False) for read in found))
            return
        if options["misses"]:
            self.stdout.write("\n".join(_miss(read) for read in found if not read.marked.is_right))
        self.stdout.write("\n".join(_report(found)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as trouble:
        raise CommandError(f"{path} cannot be read: {trouble}", returncode=WRONG) from trouble


def _folders(path: Path, named: Sequence[str]) -> list[Path]:
    """Where a story's file may lie: in the folders that are named, beside the lines, and among the bundled ones."""
    asked = [*named, *filter(None, [os.environ.get("KLEENE_SCENARIOS")])]
    return [*map(Path, asked), path.parent, path.parent.parent / "scenarios", path.parent.parent, BUNDLED]


def _shape(read: ReadLine) -> dict[str, object]:
    return {"id": read.line.id, **_answer(read.answer)}


def _answer(answer: Answer) -> dict[str, object]:
    told: dict[str, object] = {"read": answer.read}
    match answer.read:
        case "option":
            told["option"] = answer.option
        case "ask":
            told["among"] = sorted(answer.among)
        case "meta":
            told["meta"] = answer.meta
        case "item":
            told["item"] = {"verb": answer.item[0], "noun": answer.item[1]}
        case "go":
            told["to"] = answer.to
    return told


def _miss(read: ReadLine) -> str:
    return f"{read.line.id} {read.line.typed!r}: {_answer(read.marked.expected)} was read as {_answer(read.answer)}"


def _report(found: Sequence[ReadLine]) -> list[str]:
    marked = [read.marked for read in found]
    folds = [f"  {name:<24}{number(fold):>7.3f}   {len(fold)} lines" for name, fold in by_scenario(found).items()]
    told = [f"  {name:<32}{share}" for name, share in rates(marked).items()]
    return [*_table(marked), "", *told, "", f"One number: {number(marked):.3f}, by scenario:", *folds]


def _table(marked: Sequence[Marked]) -> list[str]:
    columns = (*EXPECTED, "another")
    head = f"{'meant, read as':<16}" + "".join(f"{column:>10}" for column in columns)
    rows = confusion(marked)
    return [head, *(f"{row:<16}" + "".join(f"{rows[row][column]:>10}" for column in columns) for row in EXPECTED)]
