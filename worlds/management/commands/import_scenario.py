from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import slug_re
from django.utils.text import slugify

from worlds.management.files import MOST_LINES, NoScenario, ScenarioFile, each_file, lines
from worlds.rules.problems import Problem
from worlds.services.scenarios import ScenarioRefused, import_scenario

LONGEST_SLUG = 80


class Command(BaseCommand):
    help = "Store scenario files, or every .yaml file of a folder, as the newest revisions of their scenarios."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--check", action="store_true", help="only check them, as check_scenario does")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            call_command("check_scenario", *options["paths"], stdout=self.stdout, stderr=self.stderr)
            return
        refused = sum(not self.brought_in(file) for file in each_file(options["paths"]))
        if refused:
            raise CommandError(f"{refused} could not be imported; nothing was stored of them.")

    def brought_in(self, file: ScenarioFile | NoScenario) -> bool:
        """Import one file and say what came of it."""
        if isinstance(file, NoScenario):
            self.stdout.write(str(file))
            return False
        slug = slug_of(file.path)
        if not slug:
            self.stdout.write(f"{file.shown}: this name cannot stand in an address, use letters and digits")
            return False
        try:
            for line in self.imported(file, slug):
                self.stdout.write(line)
        except ScenarioRefused as refusal:
            self.say_why(file, refusal)
            return False
        return True

    def imported(self, file: ScenarioFile, slug: str) -> Iterator[str]:
        """What came of it, and what players had added that this file has no place for."""
        outcome = import_scenario(source=file.source, slug=slug)
        news = "is now" if outcome.created else "is unchanged at"
        warnings = len(outcome.report.warnings)
        doubts = f" (warnings: {warnings}, see check_scenario)" if warnings else ""
        yield f"{file.shown}: {outcome.scenario.slug} {news} revision {outcome.revision.number}{doubts}"
        for lost in outcome.lost:
            yield f"{file.shown}: {lost.key}, added at {lost.node}, could not be kept. {lost.misfit.message}"

    def say_why(self, file: ScenarioFile, refusal: ScenarioRefused) -> None:
        told = refusal.details["problems"]
        assert isinstance(told, list)
        problems = [Problem(severity="error", **problem) for problem in told]
        for line in lines(file, problems, most=MOST_LINES):
            self.stdout.write(line)


def slug_of(path: Path) -> str:
    """A scenario is known by its file's name; empty if nothing of it can stand in an address."""
    stem = path.stem if slug_re.match(path.stem) else slugify(path.stem)
    return stem[:LONGEST_SLUG]
