"""The layout of the whole sky: a force-directed layout of the graph of nearest neighbours, the same for the same input.

Similar stars attract each other, and every star is repelled by a few others in each round. Start positions come from
the vectors and the ids, and the pairs that repel each other from hashes; there is no random generator, and every sum
has a fixed order, so that hash seeds, threads and processes change nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cosmos.rules.positions import CUBE, LIKE, Position, direction, rounded, waiting_place

Rows = NDArray[np.float32]
Numbers = NDArray[np.int64]
Places = NDArray[np.float64]

FEW: Final = 3  # as many stars or fewer stand on the ring
NEIGHBOURS: Final = 8  # that attract a star
REPELLED: Final = 8  # others that repel a star in one round
ROUNDS: Final = 150
STEP: Final = 0.25
MOST: Final = 4.0  # of one force
BLOCK: Final = 256  # rows compared with all others at once; a table of 100 MB for 100,000 stars


def laid_out(ids: Sequence[str], vectors: Rows) -> list[Position]:
    """The position of each id, in the order of the ids, inside the cube. `vectors` has a row of length 1 for each id."""
    if len(ids) <= FEW:
        return [waiting_place(each) for each in ids]
    nearest, alike = nearest_of_all(vectors)
    places = _first_places(ids, vectors)
    for number in range(ROUNDS):
        force = np.clip(_attraction(places, nearest, alike) + _repulsion(places, number), -MOST, MOST)
        places = places + force * STEP * (1 - number / ROUNDS)
    places = places - places.mean(axis=0)
    return [rounded(place) for place in (places * (CUBE / 2 / np.abs(places).max())).tolist()]


def nearest_of_all(vectors: Rows) -> tuple[Numbers, Places]:
    """The indices of the most similar rows of each row, and their cosines; of equals the earlier first. Cosines up to LIKE count 0."""
    count = min(NEIGHBOURS, len(vectors) - 1)
    nearest = np.empty((len(vectors), count), dtype=np.int64)
    alike = np.empty((len(vectors), count), dtype=np.float64)
    for begin in range(0, len(vectors), BLOCK):
        table = np.round(vectors[begin : begin + BLOCK] @ vectors.T, 3)
        table[np.arange(len(table)), np.arange(begin, begin + len(table))] = -2  # a row is no neighbour of itself
        least = -np.partition(-table, count - 1, axis=1)[:, count - 1 : count]
        for row, bound in enumerate(least):
            found = np.flatnonzero(table[row] >= bound)
            order = np.lexsort((found, -table[row, found]))[:count]
            nearest[begin + row], alike[begin + row] = found[order], table[row, found[order]]
    return nearest, np.where(alike > LIKE, alike, 0.0)


def _first_places(ids: Sequence[str], vectors: Rows) -> Places:
    """The first three principal components, and a small step that the id decides."""
    centred = vectors.astype(np.float64) - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(centred.T @ centred)
    three = axes[:3] * np.sign(axes[np.arange(3), np.abs(axes[:3]).argmax(axis=1)])[:, None]
    places = np.round(centred @ three.T, 3)
    steps = np.asarray([direction(each) for each in ids])
    found: Places = places * (CUBE / 10 / max(np.abs(places).max(), 1e-3)) + steps / 10
    return found


def _attraction(places: Places, nearest: Numbers, alike: Places) -> Places:
    """The force towards the neighbours, and the opposite force on each of them."""
    way = places[nearest] - places[:, None, :]
    pull = way * (2 * alike / (1 + _squared(way)))[:, :, None]
    back = [np.bincount(nearest.ravel(), pull[:, :, axis].ravel(), len(places)) for axis in range(3)]
    return np.asarray(pull.sum(axis=1) - np.stack(back, axis=1))


def _repulsion(places: Places, number: int) -> Places:
    """The force away from stars some places further in the list; hashes of the round's number decide how many places."""
    total = np.zeros_like(places)
    for each in range(REPELLED):
        digest = hashlib.sha256(f"repulsion:{number}:{each}".encode()).digest()
        way = places - np.roll(places, 1 + int.from_bytes(digest[:6]) % (len(places) - 1), axis=0)
        far = _squared(way)
        total += np.clip(way * (2 / ((0.01 + far) * (1 + far)))[:, None], -MOST, MOST)
    return total


def _squared(way: Any) -> Any:
    x, y, z = way[..., 0], way[..., 1], way[..., 2]
    return x * x + y * y + z * z
