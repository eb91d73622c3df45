"""Rows of numbers, and how alike they are. Only this module and those that make vectors load numpy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.floating[Any]]


def unit(rows: Vectors) -> Vectors:
    """The same rows, each of length 1; a row of zeros, which says nothing, stays one."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return scaled


def cosines(some: Vectors, others: Vectors) -> Vectors:
    """For rows of length 1, rounded to three digits: what is left is the same in single and in double precision."""
    return np.round((some @ others.T).astype(np.float64), 3)


def at_least(least: float, table: Vectors) -> Iterator[tuple[int, int, float]]:
    """The cells of a table that hold so much or more: row, column, number."""
    rows, columns = np.nonzero(table >= least)
    return zip(rows.tolist(), columns.tolist(), table[rows, columns].tolist(), strict=True)
