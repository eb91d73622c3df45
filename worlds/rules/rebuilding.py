"""Putting additions onto a story, all of them at once: the way to every revision that is not just a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from worlds.rules.additions import Addition, Content, Misfit, added, retired
from worlds.rules.checking import Problem, Report, check_content

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Placed:
    """An addition, and whether it is played or only kept."""

    addition: Addition
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """New content with the checker's report on it, and what it could not keep, by the ids of the additions."""

    content: Content
    report: Report
    misfits: Mapping[str, Misfit]


def rebuild(base: Content, additions: Sequence[Placed], *, name: str) -> Rebuilt:
    """Put additions onto content that can be played, in order; what does not fit is left out and told.

    The result has no error that `base` does not have. Equal arguments give equal content, so that nothing new is new.
    """
    at_once = _stacked(base, additions)
    report = check_content(at_once.content, name=name)
    if report.ok:
        return Rebuilt(at_once.content, report, at_once.misfits)
    before = check_content(base, name=name)
    if not _objections(report, before):
        return Rebuilt(at_once.content, report, at_once.misfits)
    return _one_by_one(base, additions, before, name=name)


@dataclass(frozen=True, slots=True)
class _Stack:
    content: Content
    misfits: dict[str, Misfit]


def _stacked(base: Content, additions: Sequence[Placed]) -> _Stack:
    stack = _Stack(base, {})
    for placed in additions:
        try:
            stack = _Stack(_put(stack.content, placed), stack.misfits)
        except Misfit as misfit:
            _tell(stack.misfits, placed, misfit)
    return stack


def _one_by_one(base: Content, additions: Sequence[Placed], before: Report, *, name: str) -> Rebuilt:
    """The slow way, to find out which of them the checker objects to."""
    content, report, misfits = base, before, dict[str, Misfit]()
    for placed in additions:
        try:
            tried = _put(content, placed)
            found = check_content(tried, name=name)
            for objection in _objections(found, before):
                raise Misfit(f"The story could not be played with this: {objection}.", "unplayable")
            content, report = tried, found
        except Misfit as misfit:
            _tell(misfits, placed, misfit)
    return Rebuilt(content, report, misfits)


def _objections(found: Report, before: Report) -> list[Problem]:
    """Errors that the base does not have: what an older checker let pass is no reason to refuse an addition."""
    known = {(error.path, error.code) for error in before.errors}
    return [error for error in found.errors if (error.path, error.code) not in known]


def _put(content: Content, placed: Placed) -> Content:
    more = added(content, placed.addition)
    return retired(more, placed.addition) if placed.is_retired else more


def _tell(misfits: dict[str, Misfit], placed: Placed, misfit: Misfit) -> None:
    """What was taken back already is missed by nobody."""
    if not placed.is_retired:
        misfits[placed.addition.id] = misfit
