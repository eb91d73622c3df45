"""What is wrong with a scenario file, where, and what would be right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from common.errors import KleeneError
from worlds.rules.suggestions import Suggestions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Severity = Literal["error", "warning", "info"]

MOST_PROBLEMS: Final = 500  # of each severity; a file with more is not read line by line anyway
_LONGEST_QUOTE: Final = 60
_INDEX: Final = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding; `line` counts from 1 and is None for content that stands in no file."""

    severity: Severity
    line: int | None
    path: str
    message: str
    advice: str
    code: str

    def __str__(self) -> str:
        mark = "" if self.severity == "error" else f"{self.severity}: "
        return (
            f"{self.path}: {mark}{self.message}, {self.advice}" if self.advice else f"{self.path}: {mark}{self.message}"
        )

    def at(self, file: str) -> str:
        """`file:line: path: what is wrong, what would be right`."""
        return f"{file}:{self.line}: {self}" if self.line is not None else f"{file}: {self}"


def mistake(path: str, message: str, advice: str, code: str) -> Problem:
    """An error that was found beside the file: it has no line."""
    return Problem("error", None, path, message, advice, code)


class ScenarioError(KleeneError):
    """A file or content that is no scenario; `problems` holds everything found, errors first."""

    code = "invalid_scenario"
    message = "This scenario cannot be played."

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        errors = [problem for problem in self.problems if problem.severity == "error"]
        super().__init__("; ".join(str(problem) for problem in errors[:3]) or None)


@dataclass(slots=True)
class Problems:
    """Collects findings, bounded: a hostile file costs no more than its first few hundred mistakes."""

    found: dict[Severity, list[Problem]] = field(default_factory=lambda: {"error": [], "warning": [], "info": []})
    suggestions: Suggestions = field(default_factory=Suggestions)

    def add(self, problem: Problem) -> None:
        if not self.is_full(problem.severity):
            self.found[problem.severity].append(problem)

    @property
    def count(self) -> int:
        return sum(map(len, self.found.values()))

    def is_full(self, severity: Severity) -> bool:
        return len(self.found[severity]) >= MOST_PROBLEMS

    def of(self, severity: Severity) -> tuple[Problem, ...]:
        """Everything of one severity, in the order of the file."""
        return tuple(sorted(self.found[severity], key=lambda problem: problem.line or 0))

    @property
    def errors(self) -> tuple[Problem, ...]:
        return self.of("error")

    def everything(self) -> list[Problem]:
        return [*self.of("error"), *self.of("warning"), *self.of("info")]

    def suggest(self, word: str, candidates: Iterable[str], *, otherwise: str) -> str:
        """ "did you mean ..." for a near miss, else `otherwise`."""
        close = self.suggestions.closest(word, candidates) if word else None
        return f"did you mean {close!r}?" if close else otherwise


def alike(problems: Sequence[Problem]) -> list[list[Problem]]:
    """The same findings with equal ones side by side: one slip made many times is one thing to mend."""
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        slip = (problem.severity, problem.code, problem.message, problem.advice, _last_key(problem.path))
        groups.setdefault(slip, []).append(problem)
    return list(groups.values())


def _last_key(path: str) -> str:
    """The key that a finding is about; the ids of nodes and endings only say where."""
    *before, last = _INDEX.sub("", path).split(".")
    return "" if before in (["nodes"], ["endings"]) else last


def quoted(value: object) -> str:
    """A stranger's value, short enough and harmless enough to stand in a sentence."""
    text = value if isinstance(value, str) else str(value)
    short = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
    return repr(str(short)) if isinstance(value, str) else short


def listed(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
