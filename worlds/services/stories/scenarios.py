"""Bringing scenarios in, and what a new game plays."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from common.errors import Conflict, KleeneError, NotFound
from worlds.models import Scenario, ScenarioRevision
from worlds.rules import scenario as rules
from worlds.rules.checking import Report, check
from worlds.rules.loading import content_of
from worlds.rules.tree import Value
from worlds.services.stories.covers import Beside, Cover, CoverRefused, cover_beside, keep_cover
from worlds.services.stories.naming import is_another_file
from worlds.services.stories.publishing import Lost, lock_scenario, problem_as_json, publish_file


class ScenarioRefused(KleeneError):
    """The file has errors; `details["problems"]` lists every one with its line."""

    code = "scenario_refused"
    status = 400
    message = "This scenario has errors and was not imported."


class OtherFile(Conflict):
    """A story of this name came from another file, whose next revision this must not become unasked."""

    code = "other_file"


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """`lost` tells what curation had added and this file has no place for."""

    scenario: Scenario
    revision: ScenarioRevision
    created: bool
    report: Report
    lost: tuple[Lost, ...] = ()


def files_by_slug() -> dict[str, str]:
    """The file that each scenario came from, as far as that is known; one query."""
    return dict(Scenario.objects.exclude(file_name="").values_list("slug", "file_name"))


@transaction.atomic
def import_renamed_scenario(*, source: bytes, slug: str, file_name: str, beside: Beside | None = None) -> ImportOutcome:
    """`import_scenario` of a file that has another name than the one before. Raises ScenarioRefused."""
    Scenario.objects.filter(slug=slug).update(file_name="")
    return import_scenario(source=source, slug=slug, file_name=file_name, beside=beside)


def import_scenario(*, source: bytes, slug: str, file_name: str = "", beside: Beside | None = None) -> ImportOutcome:
    """Store a scenario file as the newest revision of `slug`; the same content again changes nothing.

    `beside` reads a file that stands beside the story's: its cover is taken from there, and without one the story has none.
    What curation added before is added to it again, in a revision of its own. Raises ScenarioRefused, and OtherFile when
    `slug` is known to come from a file of another name; either stores nothing. Locks the scenario's row, so that of two imports at the same moment the second sees the first.
    """
    report = check(source, name=slug)
    if not report.ok:
        raise ScenarioRefused(problems=[problem_as_json(problem) for problem in report.errors])
    assert report.scenario is not None
    content, cover = content_of(source, name=slug), _cover_of(report.scenario, beside)
    with transaction.atomic():
        outcome = _publish(slug, content, report, file_name)
        keep_cover(outcome.scenario, cover)
        return outcome


def _cover_of(story: rules.Scenario, beside: Beside | None) -> Cover | None:
    """The cover that a story names, None where it names none or came without a folder. Raises ScenarioRefused."""
    try:
        return cover_beside(story.cover, beside) if story.cover and beside is not None else None
    except CoverRefused as refusal:
        raise ScenarioRefused(problems=[problem_as_json(refusal.problem)]) from None


def _publish(slug: str, content: dict[str, Value], report: Report, file_name: str) -> ImportOutcome:
    assert report.scenario is not None
    Scenario.objects.get_or_create(slug=slug, defaults={"name": report.scenario.name, "file_name": file_name})
    scenario = lock_scenario(slug=slug)
    _remember_file(scenario, file_name)
    published = publish_file(scenario, content, report)
    if published.created:
        _describe(scenario, report.scenario)
    return ImportOutcome(scenario, published.revision, published.created, report, published.lost)


def _remember_file(scenario: Scenario, file_name: str) -> None:
    if is_another_file(file_name, scenario.file_name):
        raise OtherFile(f"{scenario.slug!r} already belongs to another file, {scenario.file_name!r}.")
    if file_name and file_name != scenario.file_name:
        scenario.file_name = file_name
        scenario.save(update_fields=["file_name"])


def _describe(scenario: Scenario, content: rules.Scenario) -> None:
    scenario.name = content.name
    scenario.description = content.description
    scenario.language = content.language
    scenario.access = content.access or scenario.access
    scenario.save(update_fields=["name", "description", "language", "access"])


def newest_playable(*, slug: str) -> ScenarioRevision:
    """The revision that a new session of `slug` plays. Raises NotFound, also for a disabled scenario."""
    scenario = Scenario.objects.playable().filter(slug=slug).first()
    revision = None if scenario is None else scenario.newest
    if revision is None:
        raise NotFound("There is no scenario with this name.", scenario_id=slug)
    return revision
