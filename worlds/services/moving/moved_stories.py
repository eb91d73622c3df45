"""The story of a world that comes in: the revisions that are here already by their content, or copies of them."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count, Max, Q

from worlds import limits
from worlds.models import Scenario, ScenarioRevision
from worlds.services.moving.checking import CheckedFile
from worlds.services.stories.publishing import lock_scenario

OVERLAY: Final = ScenarioRevision.Origin.OVERLAY
NO_REPORT: Final[dict[str, list[Any]]] = {"errors": [], "warnings": [], "infos": []}


@dataclass(slots=True)
class Shelf:
    """Where a world's revisions stand here; `revisions` are their keys by their numbers in the file."""

    scenario: Scenario
    is_new: bool
    known: Mapping[str, int] = field(default_factory=dict)  # keys by content's hash
    revisions: dict[int, int] = field(default_factory=dict)

    def put(self, told: Mapping[str, Any], *, world_id: uuid.UUID) -> None:
        """Find a revision or store a copy. Overlays are always stored: each belongs to its one world, which may come after it."""
        is_overlay = told["origin"] == OVERLAY
        key = None if is_overlay else self.known.get(told["content_hash"])
        if key is None:
            key = self._store(told, world_id=world_id if is_overlay else None)
        self.revisions[told["number"]] = key

    def _store(self, told: Mapping[str, Any], *, world_id: uuid.UUID | None) -> int:
        last = self.scenario.revisions.aggregate(last=Max("number"))["last"] or 0
        base = told["based_on_id"]
        row = ScenarioRevision.objects.create(
            scenario=self.scenario,
            number=last + 1,
            content_text=told["content_text"],
            content_hash=told["content_hash"],
            origin=told["origin"],
            world_id=world_id,
            based_on_id=None if base is None else self.revisions[base],
            report=NO_REPORT,
        )
        return row.pk


def shelf_for(checked: CheckedFile) -> Shelf:
    """The scenario here that has all published revisions of a file, or a new one that is not offered to players.

    Locks the scenario's row; assumes an open transaction.
    """
    wanted = set(checked.published.values())
    rows = ScenarioRevision.objects.exclude(origin=OVERLAY).filter(content_hash__in=wanted)
    has_all = Count(
        "revisions__content_hash",
        filter=~Q(revisions__origin=OVERLAY) & Q(revisions__content_hash__in=wanted),
        distinct=True,
    )
    here = Scenario.objects.annotate(found=has_all).filter(found=len(wanted)) if wanted else Scenario.objects.none()
    found = min(here, key=lambda each: (each.slug != checked.story["slug"], each.pk), default=None)
    if found is None:
        return Shelf(_new_scenario(checked.story), is_new=True)
    known = dict(rows.filter(scenario=found).order_by("pk").values_list("content_hash", "pk"))
    return Shelf(lock_scenario(pk=found.pk), is_new=False, known=known)


def _new_scenario(story: Mapping[str, Any]) -> Scenario:
    """Not enabled: nobody has imported its file here, so nobody offers it."""
    names = (f"{story['slug'][: limits.SLUG - 16]}-moved{number or ''}" for number in itertools.count())
    slugs = itertools.chain([story["slug"]], names)
    slug = next(each for each in slugs if not Scenario.objects.filter(slug=each).exists())
    told = {name: story[name] for name in ("name", "description", "language", "access")}
    return Scenario.objects.create(slug=slug, is_enabled=False, **told)
