"""Which worlds may be named to whom. Presence knows none of them: the app that keeps them answers."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from typing import TypeAlias

# From who asks (None: somebody unknown) and worlds to the public ids of those that they may know of.
Names: TypeAlias = Callable[[uuid.UUID | None, Collection[uuid.UUID]], Mapping[uuid.UUID, str]]


# From who asks and worlds to those there of whom they may be told that they are there, by world and person, with the mark
# of those whose names others there bear too.
Marks: TypeAlias = Callable[[uuid.UUID | None, Collection[uuid.UUID]], Mapping[tuple[uuid.UUID, uuid.UUID], int]]

_names: list[Names] = []
_marks: list[Marks] = []


def named_by(names: Names, marks: Marks) -> None:
    """Called from an app's `ready`."""
    assert _names in ([], [names]), "two apps cannot both keep the worlds"
    _names[:], _marks[:] = [names], [marks]


def people_told_of(
    worlds: Collection[uuid.UUID], *, reader: uuid.UUID | None
) -> Mapping[tuple[uuid.UUID, uuid.UUID], int]:
    """Those in these worlds of whom `reader` may be told that they are there, with their marks; without worlds nobody is asked."""
    return _marks[0](reader, worlds) if worlds and _marks else {}


def names_of(worlds: Collection[uuid.UUID], *, reader: uuid.UUID | None) -> Mapping[uuid.UUID, str]:
    """The public ids of those of these worlds that `reader` may know of; without worlds nobody is asked."""
    return _names[0](reader, worlds) if worlds and _names else {}
