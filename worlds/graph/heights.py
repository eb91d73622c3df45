"""How high in its column each place stands: near its neighbours, in the order given, never closer than `gap`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROUNDS: Final = 12


def heights(columns: list[list[str]], neighbours: Mapping[str, Sequence[str]], *, gap: int) -> dict[str, float]:
    """Middles of the places; the highest stands at 0."""
    middle = {place: index * gap - len(column) * gap / 2 for column in columns for index, place in enumerate(column)}
    for _ in range(ROUNDS):
        for column in columns:
            wishes = [_wish(place, middle, neighbours) for place in column]
            middle.update(zip(column, spread(wishes, gap=gap), strict=True))
    top = min(middle.values(), default=0)
    return {place: height - top for place, height in middle.items()}


def _wish(place: str, middle: Mapping[str, float], neighbours: Mapping[str, Sequence[str]]) -> float:
    near = [middle[other] for other in neighbours.get(place, ()) if other in middle]
    return sum(near) / len(near) if near else middle[place]


def spread(wishes: Sequence[float], *, gap: float) -> list[float]:
    """The heights nearest to `wishes` (least squares) that keep their order and `gap`: pool adjacent violators."""
    pools: list[tuple[float, int]] = []  # mean of the wishes without their gaps, and how many
    for index, wish in enumerate(wishes):
        mean, count = wish - index * gap, 1
        while pools and pools[-1][0] > mean:
            above, many = pools.pop()
            mean, count = (above * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    levels = [mean for mean, count in pools for _ in range(count)]
    return [level + index * gap for index, level in enumerate(levels)]
