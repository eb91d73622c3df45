from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Category = Literal["length", "slur", "threat", "profanity", "homonym"]
# From what weighs least to what weighs most.
BY_WEIGHT: tuple[Category, ...] = ("homonym", "profanity", "threat", "slur", "length")


@dataclass(frozen=True, slots=True)
class Hit:
    """What was noticed at [start, end) of the cleaned text; `matched` is what stands there."""

    start: int
    end: int
    category: Category
    matched: str


def joined(hits: Iterable[Hit], text: str) -> tuple[Hit, ...]:
    """The hits in order, those that overlap made one, which weighs as much as its heaviest."""
    apart: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        if apart and hit.start < apart[-1].end:
            apart[-1] = union(apart[-1], hit, text)
        else:
            apart.append(hit)
    return tuple(apart)


def union(one: Hit, other: Hit, text: str) -> Hit:
    end = max(one.end, other.end)
    heaviest = max(one.category, other.category, key=BY_WEIGHT.index)
    return Hit(one.start, end, heaviest, text[one.start : end])


def masked(text: str, hits: Iterable[Hit]) -> str:
    """`text` with a star for every sign of the hits; spaces stay, so that it is as long and breaks as before."""
    signs = list(text)
    for hit in hits:
        signs[hit.start : hit.end] = ["*" if not sign.isspace() else sign for sign in signs[hit.start : hit.end]]
    return "".join(signs)
