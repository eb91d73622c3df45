from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from worlds.management.files import MOST_LINES, NoScenario, ScenarioFile, each_file, problem_lines
from worlds.rules.checking import Report, check
from worlds.services.stories.covers import CoverRefused, cover_beside


class Command(BaseCommand):
    help = (
        "Check scenario files, or every .yaml file in a folder, and report problems with their lines. Stores nothing."
    )
    requires_system_checks: list[str] = []
    stealth_options = ("stored",)  # the file of each story that is stored, by its slug: import_scenario knows

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument(
            "--all", action="store_true", help=f"print all problems, not only {MOST_LINES} for each file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        most = None if options["all"] else MOST_LINES
        files = each_file(options["paths"], stored=options.get("stored", {}))
        reports = [self.report(file, most) for file in files]
        errors = sum(1 if report is None else len(report.errors) for report in reports)
        warnings = sum(len(report.warnings) for report in reports if report)
        infos = sum(len(report.infos) for report in reports if report)
        found = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}, {_count(infos, 'info')}"
        summary = f"{_count(len(reports), 'file')}: {found}."
        if errors:
            raise CommandError(summary)
        self.stdout.write(summary)

    def report(self, file: ScenarioFile | NoScenario, most: int | None) -> Report | None:
        """Print what there is to say about one file; None if it could not be read."""
        if isinstance(file, NoScenario):
            self.stdout.write(str(file))
            return None
        report = _with_cover(check(file.source, name=file.path.stem), file)
        for line in problem_lines(file, (*report.errors, *report.warnings, *report.infos), most=most):
            self.stdout.write(line)
        return report


def _with_cover(report: Report, file: ScenarioFile) -> Report:
    """The report, with what is wrong with the picture that the story names."""
    try:
        if report.scenario is not None and report.scenario.cover:
            cover_beside(report.scenario.cover, file.beside)
    except CoverRefused as refusal:
        return replace(report, errors=(*report.errors, refusal.problem))
    return report


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
