"""A scene is told once: whoever comes back to it has it still before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

KEPT_IN_SIGHT = 3  # turns before the present one that a reader has still before them
BLANK_LINES = re.compile(r"\n[ \t]*\n")


def without_repeated_scenes(narratives: Iterable[str]) -> list[str]:
    """Leave out of each turn the scene it ends with, where one of the turns still in sight has told that already.

    What is left out depends only on the turns before, so a text never changes once it was shown.
    """
    turns = list(narratives)
    return [_without(turn, turns[max(0, at - KEPT_IN_SIGHT) : at]) for at, turn in enumerate(turns)]


def _without(narrative: str, before: Sequence[str]) -> str:
    known = {paragraph for earlier in before for paragraph in paragraphs_of(earlier)}
    left = paragraphs_of(narrative)
    while left and left[-1] in known:
        left.pop()
    return "\n\n".join(left) if left else narrative


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, without the blank lines between them."""
    return [paragraph.strip("\n") for paragraph in BLANK_LINES.split(text) if paragraph.strip()]
