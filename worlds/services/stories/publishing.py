"""Making revisions: a file's own, and after it the same with everything that curation added.

A scenario's row is locked while its next revision is made, so that of two at the same moment the second builds on the
first. The lock leaves those alone who only refer to the scenario: games begin meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import Max

from common.errors import NotFound
from worlds.models import Scenario, ScenarioAddition, ScenarioRevision
from worlds.rules.additions import Misfit
from worlds.rules.checking import Problem, Report
from worlds.rules.rebuilding import Rebuilt, rebuild


@dataclass(frozen=True, slots=True)
class Lost:
    """An addition that a revision could not keep, and why in a sentence."""

    key: str
    node: str
    misfit: Misfit

    def __str__(self) -> str:
        return f"{self.key} at {self.node}: {self.misfit.message}"


@dataclass(frozen=True, slots=True)
class Published:
    """`created` is false when the content is what the newest revision has already."""

    revision: ScenarioRevision
    created: bool
    report: Report
    lost: tuple[Lost, ...]


def lock_scenario(**named: object) -> Scenario:
    """A scenario's row, locked against other publishers to the end of the transaction, which must be open. Raises NotFound."""
    try:
        return Scenario.objects.select_for_update(no_key=True).get(**named)
    except Scenario.DoesNotExist:
        raise NotFound("There is no scenario with this name.") from None


def publish_file(scenario: Scenario, content: Mapping[str, Any], report: Report) -> Published:
    """Make a file the base of the scenario, and put everything that was added before onto it again.

    Assumes the scenario's row locked.
    """
    text = orjson.dumps(content)
    former = imported_revision(scenario)
    is_new = former is None or former.content_hash != _hash(text)
    base = store_revision(scenario, text, report, origin=ScenarioRevision.Origin.IMPORT) if is_new else former
    assert base is not None
    if not scenario.additions.filter(world=None).exists():
        return Published(base, is_new, report, ())
    published = publish_additions(scenario, base)
    return Published(published.revision, is_new or published.created, report, published.lost)


def publish_additions(scenario: Scenario, base: ScenarioRevision) -> Published:
    """Make the newest revision be `base` with all that was added, if it is not yet. Assumes the scenario's row locked."""
    rows = list(ScenarioAddition.objects.of_scenario(scenario.pk))
    rebuilt = rebuilt_on(base, rows, name=scenario.slug)
    lost = _note_conflicts(rows, rebuilt)
    text, newest = orjson.dumps(rebuilt.content), scenario.newest
    if newest is not None and newest.content_hash == _hash(text):
        return Published(newest, created=False, report=rebuilt.report, lost=lost)
    made = store_revision(scenario, text, rebuilt.report, origin=ScenarioRevision.Origin.INTEGRATION, based_on=base)
    return Published(made, created=True, report=rebuilt.report, lost=lost)


def imported_revision(scenario: Scenario) -> ScenarioRevision | None:
    """The revision that is the newest file as it was; one query."""
    return scenario.revisions.filter(origin=ScenarioRevision.Origin.IMPORT).order_by("-number").first()


def rebuilt_on(base: ScenarioRevision, rows: Sequence[ScenarioAddition], *, name: str) -> Rebuilt:
    """The content of `base` with these additions put onto it in order, and which of them found no place."""
    return rebuild(base.content, [row.placed for row in rows], name=name)


def store_revision(scenario: Scenario, text: bytes, report: Report, **about: Any) -> ScenarioRevision:
    """A further revision; `about` says where it comes from. Assumes the scenario's row locked."""
    last = scenario.revisions.aggregate(last=Max("number"))["last"] or 0
    return ScenarioRevision.objects.create(
        scenario=scenario,
        number=last + 1,
        content_text=text.decode(),
        content_hash=_hash(text),
        report=report_as_json(report),
        **about,
    )


def _note_conflicts(rows: Sequence[ScenarioAddition], rebuilt: Rebuilt) -> tuple[Lost, ...]:
    for row in rows:
        misfit = rebuilt.misfits.get(row.key)
        told = "" if misfit is None else misfit.message[:500]
        if row.conflict != told:
            row.conflict = told
            row.save(update_fields=["conflict"])
    lost = ((row, rebuilt.misfits.get(row.key)) for row in rows)
    return tuple(Lost(row.key, row.node, misfit) for row, misfit in lost if misfit is not None)


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def report_as_json(report: Report) -> dict[str, list[dict[str, object]]]:
    """`errors`, `warnings` and `infos`, each a list of problems as `problem_as_json` has them."""
    kinds = {"errors": report.errors, "warnings": report.warnings, "infos": report.infos}
    return {kind: [problem_as_json(problem) for problem in problems] for kind, problems in kinds.items()}


def problem_as_json(problem: Problem) -> dict[str, object]:
    """`line`, `path`, `message`, `advice` and `code` of one problem."""
    return {
        "line": problem.line,
        "path": problem.path,
        "message": problem.message,
        "advice": problem.advice,
        "code": problem.code,
    }
