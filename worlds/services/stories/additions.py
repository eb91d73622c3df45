"""Curation's way into a scenario: one addition more, or one taken back, as a further revision."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from common.errors import Conflict, NotFound
from worlds.models import Scenario, ScenarioAddition, ScenarioRevision
from worlds.rules import additions as rules
from worlds.rules import scenario as story
from worlds.rules.additions import Addition
from worlds.rules.checking import Problem, Report
from worlds.rules.rebuilding import Placed, Rebuilt, rebuild
from worlds.services.stories.publishing import Published, imported_revision, lock_scenario, publish_additions


class AddedBefore(Conflict):
    code = "added_before"
    message = "This is already part of the story."


class TakenBack(Conflict):
    code = "taken_back"
    message = "This was already removed from the story."


@dataclass(frozen=True, slots=True)
class AdditionPreview:
    """What would be published: the whole story, the checker's report, and those of its warnings that are new."""

    base: ScenarioRevision
    story: story.Scenario
    report: Report
    new_warnings: tuple[Problem, ...]


@transaction.atomic
def publish_addition(*, scenario_id: int, addition: Addition) -> Published:
    """Publish the scenario with one addition more, on top of its newest revision.

    Locks the scenario's row. Raises NotFound, AddedBefore; Misfit when the story has no place for it.
    """
    scenario = lock_scenario(pk=scenario_id)
    base = _base(scenario)
    if ScenarioAddition.objects.of_scenario(scenario.pk).filter(key=addition.id).exists():
        raise AddedBefore
    content = rules.to_json(addition)
    ScenarioAddition.objects.create(scenario=scenario, key=addition.id, node=addition.node, content=content)
    published = publish_additions(scenario, base)
    for lost in published.lost:
        if lost.key == addition.id:
            raise lost.misfit
    return published


@transaction.atomic
def retract_addition(*, scenario_id: int, key: str) -> Published:
    """Publish the scenario without one of its additions: an option stays in it and is never offered again.

    Locks the scenario's row. Raises NotFound, TakenBack.
    """
    scenario = lock_scenario(pk=scenario_id)
    retire_row(ScenarioAddition.objects.of_scenario(scenario.pk).filter(key=key).first())
    return publish_additions(scenario, _base(scenario))


def retire_row(row: ScenarioAddition | None) -> ScenarioAddition:
    """Note that an addition is played no longer. Raises NotFound, TakenBack."""
    if row is None:
        raise NotFound("There is no addition with this id.")
    if row.retired_at is not None:
        raise TakenBack
    row.retired_at, row.conflict = timezone.now(), ""
    row.save(update_fields=["retired_at", "conflict"])
    return row


def preview_addition(*, scenario_id: int, addition: Addition) -> AdditionPreview:
    """What `publish_addition` would publish as things stand now. Stores and locks nothing. Raises NotFound, AddedBefore, Misfit."""
    scenario = Scenario.objects.filter(pk=scenario_id).first()
    if scenario is None:
        raise NotFound("There is no scenario with this name.")
    base, rows = _base(scenario), list(ScenarioAddition.objects.of_scenario(scenario.pk))
    if any(row.key == addition.id for row in rows):
        raise AddedBefore
    placed = [row.placed for row in rows]
    before = rebuild(base.content, placed, name=scenario.slug)
    after = rebuild(base.content, [*placed, Placed(addition)], name=scenario.slug)
    if addition.id in after.misfits:
        raise after.misfits[addition.id]
    return _previewed(base, before, after)


def newest_content(*, scenario_id: int) -> rules.Content:
    """The content that new games play. Raises NotFound."""
    scenario = Scenario.objects.filter(pk=scenario_id).first()
    newest = None if scenario is None else scenario.newest
    if newest is None:
        raise NotFound("There is no scenario with this name.")
    return newest.content


def _previewed(base: ScenarioRevision, before: Rebuilt, after: Rebuilt) -> AdditionPreview:
    assert after.report.scenario is not None, "what is rebuilt can be played"
    known = {(problem.path, problem.code) for problem in before.report.warnings}
    new = tuple(each for each in after.report.warnings if (each.path, each.code) not in known)
    return AdditionPreview(base, after.report.scenario, after.report, new)


def _base(scenario: Scenario) -> ScenarioRevision:
    base = imported_revision(scenario)
    if base is None:
        raise NotFound("This scenario has no content yet.")
    return base
