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
    from worlds.rules.tree import Value


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

    def values(self, *, not_below: frozenset[str] = frozenset()) -> Iterator[tuple[Path, Value]]:
        """Every value of the document with its path, in its order; what stands below a key in `not_below` is left out."""
        return _values(self.notes.document, (), not_below)

    def targets(self) -> tuple[str, ...]:
        """Everything that an option can lead to."""
        return (*self.scenario.nodes, *self.scenario.endings)

    def suggest(self, word: str, known: Iterable[str], otherwise: str) -> str:
        return self.notes.problems.suggest(word, known, otherwise=otherwise)


def _values(value: Value, path: Path, not_below: frozenset[str]) -> Iterator[tuple[Path, Value]]:
    for key, entry in _entries(value):
        yield (*path, key), entry
        if key not in not_below:
            yield from _values(entry, (*path, key), not_below)


def _entries(value: Value) -> Iterable[tuple[str | int, Value]]:
    if isinstance(value, list):
        return enumerate(value)
    return value.items() if isinstance(value, dict) else ()


Check = Callable[[Subject], None]
