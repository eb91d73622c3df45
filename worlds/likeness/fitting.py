"""Fitting the weights by which words are read: logistic regression by Newton's steps, the same numbers on every machine to two digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

STEPS = 60
STRENGTH = 8.0  # of the pull towards zero, which keeps features that say the same from outweighing each other


@dataclass(frozen=True, slots=True)
class Example:
    """One option at one labelled line: its features, whether it was meant, and how much the line counts."""

    features: Sequence[float]
    meant: bool
    counts: float


def fitted(examples: Sequence[Example]) -> list[float]:
    """A weight for each feature; the first, which is always 1, is free to move."""
    rows = np.array([example.features for example in examples], dtype=np.float64)
    meant = np.array([example.meant for example in examples], dtype=np.float64)
    counts = np.array([example.counts for example in examples], dtype=np.float64)
    pull = np.eye(rows.shape[1]) * STRENGTH
    pull[0, 0] = 1e-3
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (likely - meant)) + pull @ weights
        bend = (rows * (counts * likely * (1 - likely))[:, None]).T @ rows + pull
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return [round(float(weight), 2) for weight in weights]
