"""Putting additions onto a story, all of them at once: the way to every revision that is not just a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from worlds.rules.additions import Addition, Content, Misfit, added, retired
from worlds.rules.checking import Report, check_content

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
    """Put additions onto content that the checker accepts, in order; what does not fit is left out and told.

    The result is content that the checker accepts. Equal arguments give equal content, so that nothing new is new.
    """
    at_once = _stacked(base, additions)
    report = check_content(at_once.content, name=name)
    if report.ok:
        return Rebuilt(at_once.content, report, at_once.misfits)
    return _one_by_one(base, additions, name=name)


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


def _one_by_one(base: Content, additions: Sequence[Placed], *, name: str) -> Rebuilt:
    """The slow way, to find out which of them the checker objects to."""
    content, report, misfits = base, check_content(base, name=name), dict[str, Misfit]()
    for placed in additions:
        try:
            tried = _put(content, placed)
            found = check_content(tried, name=name)
            if not found.ok:
                raise Misfit(f"The story could not be played with it: {found.errors[0]}.", "unplayable")
            content, report = tried, found
        except Misfit as misfit:
            _tell(misfits, placed, misfit)
    return Rebuilt(content, report, misfits)


def _put(content: Content, placed: Placed) -> Content:
    more = added(content, placed.addition)
    return retired(more, placed.addition) if placed.is_retired else more


def _tell(misfits: dict[str, Misfit], placed: Placed, misfit: Misfit) -> None:
    """What was taken back already is missed by nobody."""
    if not placed.is_retired:
        misfits[placed.addition.id] = misfit
