"""What a reading gathers beside the scenario: problems with their lines, and where each condition and effect stands."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from worlds.rules.problems import Problem, Problems, Severity
from worlds.rules.tree import Value, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from worlds.rules.conditions import Condition
    from worlds.rules.critical_items.policies import Policy
    from worlds.rules.effects import Effect

Path = tuple[str | int, ...]
Seen = TypeVar("Seen")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Sighting(Generic[Seen]):
    """A condition or an effect and its place; `negated` when it stands under an odd number of none_of."""

    value: Seen
    path: Path
    negated: bool = False


@dataclass(slots=True)
class Notes:
    document: Value
    problems: Problems
    conditions: list[Sighting[Condition]] = field(default_factory=list)
    effects: list[Sighting[Effect]] = field(default_factory=list)
    policies: list[Sighting[Policy]] = field(default_factory=list)
    schedules: dict[str, tuple[Effect, ...]] = field(default_factory=dict)
    patterns: int = 0
    first_line: int | None = None  # 1 for a file, None for content that stands in none
    wrong: set[Path] = field(default_factory=set)  # every path with an error
    broken: set[Path] = field(default_factory=set)  # every path at or above an error
    event_lines: dict[str, str] = field(default_factory=dict)  # by the schedule key of the event
    late: bool = False  # what is read now stands under keys that older revisions may hold without a meaning

    @contextmanager
    def late_keys(self) -> Iterator[None]:
        """Let mistakes under keys that the format was given later refuse a file, and be told alone of stored content."""
        before, self.late = self.late, True
        try:
            yield
        finally:
            self.late = before

    def error(self, path: Path, message: str, advice: str, code: str) -> None:
        is_stored = self.first_line is None
        self._add("warning" if self.late and is_stored else "error", path, message, advice, code)

    def warn(self, path: Path, message: str, advice: str, code: str) -> None:
        self._add("warning", path, message, advice, code)

    def inform(self, path: Path, message: str, advice: str, code: str) -> None:
        self._add("info", path, message, advice, code)

    def has_error_below(self, path: Path) -> bool:
        """Whether something at or under `path` is an error already, so that another would only repeat it."""
        return path in self.broken

    def _add(self, severity: Severity, path: Path, message: str, advice: str, code: str) -> None:
        if severity == "error":
            self.wrong.add(path)
            self.broken.update(path[:length] for length in range(len(path) + 1))
        if not self.problems.is_full(severity):
            self.problems.add(Problem(severity, self.line(path), spelled(path), message, advice, code))

    def line(self, path: Path) -> int | None:
        """The line of the entry at `path`, or of the nearest thing around it."""
        here, line = self.document, line_of(self.document, "") or self.first_line
        for key in path:
            line = line_of(here, key) or line
            here = _entry(here, key)
        return line


@overload
def of_kind(seen: Iterable[Sighting[Any]], one: type[A], /) -> Iterator[Sighting[A]]: ...
@overload
def of_kind(seen: Iterable[Sighting[Any]], one: type[A], two: type[B], /) -> Iterator[Sighting[A | B]]: ...
@overload
def of_kind(
    seen: Iterable[Sighting[Any]], one: type[A], two: type[B], three: type[C], /
) -> Iterator[Sighting[A | B | C]]: ...
def of_kind(seen: Iterable[Sighting[Any]], *kinds: type) -> Iterator[Sighting[Any]]:
    """Those of one, two or three types."""
    return (sighting for sighting in seen if isinstance(sighting.value, kinds))


def spelled(path: Path) -> str:
    """`nodes.intro.choice.options[2]`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).lstrip(".") or "file"


def _entry(holder: Value, key: str | int) -> Value:
    if isinstance(holder, dict):
        return holder.get(str(key))
    if isinstance(holder, list) and isinstance(key, int) and key < len(holder):
        return holder[key]
    return None
