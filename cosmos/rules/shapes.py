"""How a star looks: waves on its skin, which its vector and its id decide."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from math import sqrt
from typing import Any, Final

VERSION: Final = 1
FEWEST, MOST = 6, 16
DIGITS: Final = 3


def shape_of(entry_id: str, vector: Sequence[float]) -> dict[str, Any]:
    """The signature of a star: its version, harmonics, levels of noise and their hash; no number of the vector itself."""
    seed = hashlib.sha256(entry_id.encode()).digest()
    count = FEWEST + seed[0] % (MOST - FEWEST + 1)
    harmonics = [_harmonic(at, seed, _part(vector, at, count)) for at in range(count)]
    shape = {
        "version": VERSION,
        "harmonics": harmonics,
        "noise": [round(seed[at] / 255, DIGITS) for at in (29, 30, 31)],
    }
    plain = json.dumps(shape, sort_keys=True, separators=(",", ":"))
    return {**shape, "hash": hashlib.sha256(plain.encode()).hexdigest()}


def _harmonic(at: int, seed: bytes, part: float) -> dict[str, float]:
    return {
        "frequency": float(1 + at),
        "amplitude": round(min(1.0, part / (1 + at)), DIGITS),
        "variability": round(seed[(at + 1) % 28] / 255, DIGITS),
        "phase": round(seed[(at + 11) % 28] / 255, DIGITS),
    }


def _part(vector: Sequence[float], at: int, count: int) -> float:
    """The length of one stretch of the vector, of all of them."""
    stretch = vector[at * len(vector) // count : (at + 1) * len(vector) // count]
    return sqrt(sum(number * number for number in stretch))
