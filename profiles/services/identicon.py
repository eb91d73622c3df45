"""The picture of who has uploaded none: a mosaic in their colour, laid by their id, and mirrored so that it looks back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

STYLE: Final = "1"  # changes when the drawing does, so that no browser keeps the old one
CELLS: Final = 5
SIZE: Final = 40
STEP: Final = 8  # from one cell to the next


def draw_identicon(short_id: str, colour: str) -> str:
    """An SVG of 40 by 40 that is the same for the same id and colour. `colour` is #rrggbb, and trusted to be that."""
    squares = "".join(
        f'<rect x="{x}" y="{y}" width="{STEP}" height="{STEP}" rx="2" opacity="{opacity}"/>'
        for x, y, opacity in _cells(short_id)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {SIZE + 8} {SIZE + 8}" width="256" height="256">'
        f'<rect x="-4" y="-4" width="{SIZE + 8}" height="{SIZE + 8}" fill="#fbf8f3"/>'
        f'<rect x="-4" y="-4" width="{SIZE + 8}" height="{SIZE + 8}" fill="{colour}" opacity=".14"/>'
        f'<g fill="{colour}">{squares}</g></svg>'
    )


def _cells(short_id: str) -> Iterator[tuple[int, int, str]]:
    """Where a cell is filled, and how strongly; the left half decides for the right."""
    seed = hashlib.sha256(short_id.encode()).digest()
    middle = CELLS // 2
    for row in range(CELLS):
        for column in range(middle + 1):
            drawn_by = seed[row * CELLS + column]
            if drawn_by % 2:
                opacity = ("1", ".55")[drawn_by // 2 % 2]
                for x in {column, CELLS - 1 - column}:
                    yield x * STEP, row * STEP, opacity
