"""What every check looks at, and the words it speaks in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from worlds.rules.reach import Reach, reachability

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from worlds.rules.reading.notes import Notes, Path
    from worlds.rules.scenario import Node, Option, Scenario


@dataclass(frozen=True, slots=True)
class Subject:
    """A scenario as read, with the notes to write into."""

    scenario: Scenario
    notes: Notes
    reach: Reach = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reach", reachability(self.scenario))

    def nodes(self) -> Iterator[tuple[Path, Node]]:
        for node in self.scenario.nodes.values():
            yield ("nodes", node.id), node

    def options(self) -> Iterator[tuple[Path, Node, Option]]:
        for path, node in self.nodes():
            for index, option in enumerate(node.options):
                yield (*path, "choice", "options", index), node, option

    def targets(self) -> tuple[str, ...]:
        """Everything that an option can lead to."""
        return (*self.scenario.nodes, *self.scenario.endings)

    def suggest(self, word: str, known: Iterable[str], otherwise: str) -> str:
        return self.notes.problems.suggest(word, known, otherwise=otherwise)


Check = Callable[[Subject], None]
