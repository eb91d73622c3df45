"""Ideas that were labelled by theme before any embedder had read them, and how many of them an embedder puts near their like."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from cosmos.rules.layout import Rows
from cosmos.services import embedders

IDEAS: Final = Path(__file__).parents[1] / "fixtures" / "likeness" / "ideas.json"
NEAREST: Final = 3


class Idea(NamedTuple):
    theme: str
    text: str


def labelled_ideas() -> list[Idea]:
    return [Idea(**told) for told in json.loads(IDEAS.read_text())]


def vectors_of(ideas: list[Idea]) -> Rows:
    """A row for each idea, made as the worker makes it."""
    return np.stack([embedders.vector_of_text(idea.text) for idea in ideas]).astype(np.float32)


def near_their_like(ideas: list[Idea], vectors: Rows) -> dict[str, int]:
    """For each theme how many of its ideas have one of the same theme among their three nearest."""
    alike = np.round(vectors @ vectors.T, 3)
    np.fill_diagonal(alike, -2)
    nearest = np.argsort(-alike, axis=1, kind="stable")[:, :NEAREST]
    found = dict.fromkeys((idea.theme for idea in ideas), 0)
    for idea, near in zip(ideas, nearest, strict=True):
        found[idea.theme] += any(ideas[at].theme == idea.theme for at in near)
    return found
