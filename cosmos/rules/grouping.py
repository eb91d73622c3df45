"""Clusters of stars by where they stand: HDBSCAN of scikit-learn, an optional package. Only its callers load it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Final

import numpy as np
from sklearn.cluster import HDBSCAN
from sklearn.neighbors import NearestNeighbors

from cosmos.rules.positions import Position

LEAST: Final = 3  # stars of a cluster


def grouped(places: Mapping[str, Position], *, sample: int) -> list[list[str]]:
    """The clusters as lists of ids, the largest first; an id that belongs to none is in no list.

    At most `sample` ids, which hashes choose, are clustered; every other id joins the cluster of the nearest of them.
    Takes six ids or more.
    """
    chosen = sorted(places, key=_draw)[:sample]
    rows = np.asarray([places[each] for each in chosen])
    size = max(LEAST, round(sqrt(len(rows)) / 2))
    numbers = HDBSCAN(min_cluster_size=size, copy=True).fit_predict(rows)
    found: list[list[str]] = [[] for _ in range(numbers.max() + 1)]
    for each, number in zip(chosen, numbers.tolist(), strict=True):
        if number >= 0:
            found[number].append(each)
    drawn = set(chosen)
    others = [each for each in places if each not in drawn]
    for each, at in zip(others, _nearest(rows, [places[each] for each in others]), strict=True):
        if numbers[at] >= 0:
            found[numbers[at]].append(each)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def _nearest(rows: np.ndarray[tuple[int, int], np.dtype[np.float64]], places: Sequence[Position]) -> list[int]:
    if not places:
        return []
    index = NearestNeighbors(n_neighbors=1).fit(rows)
    found: list[int] = index.kneighbors(np.asarray(places), return_distance=False)[:, 0].tolist()
    return found


def _draw(entry_id: str) -> bytes:
    return hashlib.sha256(f"sample:{entry_id}".encode()).digest()
