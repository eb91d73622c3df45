"""Bringing scenarios in, and keeping them at hand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import orjson
from django.db import transaction

from kleene_site.common.errors import KleeneError, NotFound
from worlds.models import Scenario, ScenarioRevision
from worlds.rules import scenario as rules
from worlds.rules.checking import Problem, Report, check
from worlds.rules.loading import content_of, scenario_from

COMPILED_AT_HAND = 64  # a compiled scenario takes about a megabyte


class ScenarioRefused(KleeneError):
    """The file has errors; `details["problems"]` lists every one with its line."""

    code = "scenario_refused"
    status = 400
    message = "This scenario has errors and was not imported."


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    scenario: Scenario
    revision: ScenarioRevision
    created: bool
    report: Report


def import_scenario(*, source: bytes, slug: str, origin: str = ScenarioRevision.Origin.IMPORT) -> ImportOutcome:
    """Store a scenario file as the newest revision of `slug`; the same content again changes nothing.

    Raises ScenarioRefused, and then stores nothing. Locks the scenario's row, so that of two imports at
    the same moment the second sees the first.
    """
    report = check(source, name=slug)
    if not report.ok:
        raise ScenarioRefused(problems=[_as_json(problem) for problem in report.errors])
    return _publish(slug=slug, content=content_of(source, name=slug), report=report, origin=origin)


@transaction.atomic
def _publish(*, slug: str, content: Mapping[str, object], report: Report, origin: str) -> ImportOutcome:
    assert report.scenario is not None
    Scenario.objects.get_or_create(slug=slug, defaults={"name": report.scenario.name})
    scenario = Scenario.objects.select_for_update().get(slug=slug)
    newest = scenario.newest
    text = orjson.dumps(content)
    content_hash = hashlib.sha256(text).hexdigest()
    if newest is not None and newest.content_hash == content_hash:
        return ImportOutcome(scenario, newest, created=False, report=report)
    _describe(scenario, report.scenario)
    revision = ScenarioRevision.objects.create(
        scenario=scenario,
        number=1 if newest is None else newest.number + 1,
        content_text=text.decode(),
        content_hash=content_hash,
        origin=origin,
        report=report_as_json(report),
    )
    return ImportOutcome(scenario, revision, created=True, report=report)


def _describe(scenario: Scenario, content: rules.Scenario) -> None:
    scenario.name = content.name
    scenario.description = content.description
    scenario.language = content.language
    scenario.save(update_fields=["name", "description", "language"])


def report_as_json(report: Report) -> dict[str, list[dict[str, object]]]:
    kinds = {"errors": report.errors, "warnings": report.warnings, "infos": report.infos}
    return {kind: [_as_json(problem) for problem in problems] for kind, problems in kinds.items()}


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "line": problem.line,
        "path": problem.path,
        "message": problem.message,
        "advice": problem.advice,
        "code": problem.code,
    }


def newest_playable(*, slug: str) -> ScenarioRevision:
    """The revision that a new session of `slug` plays. Raises NotFound, also for a disabled scenario."""
    scenario = Scenario.objects.playable().filter(slug=slug).first()
    revision = None if scenario is None else scenario.newest
    if revision is None:
        raise NotFound("There is no scenario of this name.", scenario_id=slug)
    return revision


def compiled(revision: ScenarioRevision) -> rules.Scenario:
    """The revision's content as rules values; read from the database once a process."""
    return _compiled(revision.pk, revision.content_hash)


@lru_cache(maxsize=COMPILED_AT_HAND)
def _compiled(revision_id: int, content_hash: str) -> rules.Scenario:
    # The hash stands in the key because a row number says nothing about another database's content.
    revision = ScenarioRevision.objects.select_related("scenario").get(pk=revision_id, content_hash=content_hash)
    return scenario_from(revision.content, name=revision.scenario.slug)
