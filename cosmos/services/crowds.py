"""Which scenes and cells of a story draw ideas, and which draw none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count

from improvisations.models import Improvisation
from worlds.models import ScenarioRevision
from worlds.models.compiled import compiled_scenario
from worlds.rules.grid import CELLS
from worlds.services.stories.revisions import newest_revisions

STATES: Final = ("approved", "waiting", "rejected")
STATE_OF: Final = {
    "submitted": "waiting",
    "under_review": "waiting",
    "approved": "approved",
    "integrated": "approved",
    "rejected": "rejected",
}


@dataclass(slots=True)
class Drawn:
    """Ideas of one scene or one cell, by what became of them; `cells` counts those of a scene by cell."""

    id: str
    title: str
    is_known: bool = True  # the newest revision has it
    counts: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.counts.total()

    def add(self, cell: str, status: str, count: int) -> None:
        self.counts[STATE_OF[status]] += count
        self.cells[cell] += count


@dataclass(frozen=True, slots=True)
class Crowds:
    """`scenes` begins with the most ideas, and has those with none in the order of the story; `cells` has all nine."""

    scenes: tuple[Drawn, ...]
    cells: tuple[Drawn, ...]

    @property
    def total(self) -> int:
        return sum(cell.total for cell in self.cells)

    @property
    def holes(self) -> tuple[Drawn, ...]:
        return tuple(scene for scene in self.scenes if not scene.total)


def count_crowds(revision: ScenarioRevision) -> Crowds:
    """The ideas of all revisions of a story, by the scenes of this one. One query."""
    nodes = compiled_scenario(revision).nodes.values()
    scenes = {node.id: Drawn(node.id, node.title or node.id) for node in nodes}
    cells = {cell: Drawn(cell, cell) for cell in CELLS}
    ideas = Improvisation.objects.filter(scenario=revision.scenario_id).order_by()
    for node, cell, status, count in ideas.values_list("node_id", "classification", "status").annotate(Count("pk")):
        scenes.setdefault(node, Drawn(node, node, is_known=False)).add(cell, status, count)
        cells.setdefault(cell, Drawn(cell, cell)).add(cell, status, count)
    return Crowds(tuple(sorted(scenes.values(), key=lambda scene: -scene.total)), tuple(cells.values()))


def list_stories_with_ideas() -> list[tuple[ScenarioRevision, int]]:
    """The newest revision of every story with the number of its ideas, the most ideas first, then by name."""
    ideas: Mapping[int, int] = dict(
        Improvisation.objects.order_by()
        .values_list("scenario")
        .annotate(Count("pk"))
        .values_list("scenario", "pk__count")
    )
    found = [(revision, ideas.get(revision.scenario_id, 0)) for revision in newest_revisions()]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].scenario.name, pair[0].pk))
