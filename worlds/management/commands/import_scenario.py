from collections.abc import Callable, Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from worlds.management.files import MOST_LINES, NoScenario, ScenarioFile, each_file, problem_lines
from worlds.rules.problems import Problem
from worlds.services.stories.scenarios import (
    ImportOutcome,
    OtherFile,
    ScenarioRefused,
    files_by_slug,
    import_renamed_scenario,
    import_scenario,
)

Importing = Callable[..., ImportOutcome]


class Command(BaseCommand):
    help = "Import scenario files, or every .yaml file in a folder, as the newest revisions of their scenarios."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument(
            "--check", action="store_true", help="only check the files and their names, and store nothing"
        )
        parser.add_argument("--renamed", action="store_true", help="continue a story whose file had another name")

    def handle(self, *args: Any, **options: Any) -> None:
        stored = {} if options["renamed"] else files_by_slug()
        if options["check"]:
            call_command("check_scenario", *options["paths"], stored=stored, stdout=self.stdout, stderr=self.stderr)
            return
        bring_in = import_renamed_scenario if options["renamed"] else import_scenario
        refused = sum(not self.brought_in(file, bring_in) for file in each_file(options["paths"], stored=stored))
        if refused:
            raise CommandError(f"{refused} of the files could not be imported; nothing was stored from them.")

    def brought_in(self, file: ScenarioFile | NoScenario, bring_in: Importing) -> bool:
        """Import one file and say what came of it."""
        if isinstance(file, NoScenario):
            self.stdout.write(str(file))
            return False
        try:
            for line in _news(
                file, bring_in(source=file.source, slug=file.slug, file_name=file.name, beside=file.beside)
            ):
                self.stdout.write(line)
        except OtherFile as refusal:
            self.stdout.write(f"{file.shown}: {refusal.message}")
            return False
        except ScenarioRefused as refusal:
            self.say_why(file, refusal)
            return False
        return True

    def say_why(self, file: ScenarioFile, refusal: ScenarioRefused) -> None:
        told = refusal.details["problems"]
        assert isinstance(told, list)
        problems = [Problem(severity="error", **problem) for problem in told]
        for line in problem_lines(file, problems, most=MOST_LINES):
            self.stdout.write(line)


def _news(file: ScenarioFile, outcome: ImportOutcome) -> Iterator[str]:
    """What came of it, and what players had added that this file has no place for."""
    news = "is now" if outcome.created else "is unchanged at"
    warnings = len(outcome.report.warnings)
    doubts = f" (warnings: {warnings}, see check_scenario)" if warnings else ""
    yield f"{file.shown}: {outcome.scenario.slug} {news} revision {outcome.revision.number}{doubts}"
    for lost in outcome.lost:
        yield f"{file.shown}: {lost.key}, added at {lost.node}, could not be kept. {lost.misfit.message}"
