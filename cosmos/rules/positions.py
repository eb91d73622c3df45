"""Where a star stands: near the stars that say something similar, by a step that its id decides, the same in every process."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from math import cos, pi, sin, sqrt
from typing import Final

Position = tuple[float, float, float]
Neighbour = tuple[float, Position]  # its likeness, and where it stands

CUBE: Final = 100.0  # the side of the empty sky
RING: Final = 20.0  # radius on which stars without a text wait
LIKE: Final = 0.1  # what is less alike is not near
NEAREST: Final = 3
STEP: Final = 30.0  # how far a star keeps from those that it is not at all like
DIGITS: Final = 4


def placed(entry_id: str, neighbours: Sequence[Neighbour]) -> Position:
    """The place of an entry among the most alike, given with the most alike first; of an empty sky, anywhere in the cube."""
    near = [each for each in neighbours if each[0] > LIKE][:NEAREST]
    if not near:
        return rounded(tuple((share - 0.5) * CUBE for share in _shares(entry_id, "cube")))
    middle = [sum(place[axis] for _, place in near) / len(near) for axis in range(3)]
    length = STEP * (1.0 - min(near[0][0], 1.0))
    step = direction(entry_id)
    return rounded([middle[axis] + length * step[axis] for axis in range(3)])


def waiting_place(entry_id: str) -> Position:
    """Where an entry waits until it is approved: on a ring, and nothing of its text in it."""
    angle = 2 * pi * _shares(entry_id, "ring")[0]
    return rounded((RING * cos(angle), RING * sin(angle), 0.0))


def direction(entry_id: str) -> Position:
    """A step of length 1."""
    turn, height, _ = _shares(entry_id, "step")
    level = 2 * height - 1
    flat = sqrt(1 - level * level)
    return (flat * cos(2 * pi * turn), flat * sin(2 * pi * turn), level)


def rounded(place: Sequence[float]) -> Position:
    x, y, z = (round(number, DIGITS) + 0.0 for number in place)
    return (x, y, z)


def _shares(entry_id: str, purpose: str) -> Position:
    """Three numbers from 0 to 1 that are the id's own."""
    digest = hashlib.sha256(f"{purpose}:{entry_id}".encode()).digest()
    x, y, z = (int.from_bytes(digest[at : at + 6]) / 2**48 for at in (0, 6, 12))
    return (x, y, z)
