"""One told turn, as the book shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from worlds.services.transcript import TranscriptEntry
from worlds.views import nine
from worlds.views.chips import Chip, chips

KEPT_IN_SIGHT = 3  # turns before the present one that a page still shows
BLANK_LINES = re.compile(r"\n[ \t]*\n")
NOTES = {
    "refused": "That is not open to you now. Nothing has changed.",
    "blocked": "The way on is barred. You are still where you were.",
}


@dataclass(frozen=True, slots=True)
class Told:
    number: int
    turn: int
    did: str
    is_written: bool
    is_left: bool
    narrative: str
    note: str
    chips: tuple[Chip, ...]
    cell: str
    cell_meaning: str
    hue: str


def told(entry: TranscriptEntry) -> Told:
    cell = entry["cell"] or ""
    return Told(
        number=entry["number"],
        turn=entry["turn"],
        did=entry["did"],
        # The same words again are answered from memory: nothing is judged a second time.
        is_written=entry["improvisation"] is not None or entry["kind"] == "improvised",
        is_left=entry["left"],
        narrative=entry["narrative"],
        note=NOTES.get(entry["kind"], ""),
        chips=tuple(chips(changes=entry["changes"], time_passed=entry["time_passed"], fired=entry["fired"])),
        cell=cell,
        cell_meaning=nine.SHOWN.get(cell, ""),
        hue=nine.hue(cell),
    )


def read_once(entries: Iterable[Told]) -> list[Told]:
    """Leave out of each turn the scene it ends with, where one of the turns still in sight has told that already.

    What is left out depends only on the turns before, so a text never changes once it was shown.
    """
    pages = list(entries)
    return [_without(page, pages[max(0, at - KEPT_IN_SIGHT) : at]) for at, page in enumerate(pages)]


def _without(page: Told, before: list[Told]) -> Told:
    known = {paragraph for earlier in before for paragraph in _paragraphs(earlier.narrative)}
    left = _paragraphs(page.narrative)
    while left and left[-1] in known:
        left.pop()
    return replace(page, narrative="\n\n".join(left)) if left else page


def _paragraphs(text: str) -> list[str]:
    return [paragraph.strip("\n") for paragraph in BLANK_LINES.split(text) if paragraph.strip()]
