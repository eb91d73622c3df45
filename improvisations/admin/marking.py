"""A player's words with what the text filter noticed in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from improvisations.models import Improvisation
from worlds.models.texts import REMOVED, words


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `category` is empty where nothing was noticed."""

    text: str
    category: str


@dataclass(frozen=True, slots=True)
class Marked:
    input: tuple[Piece, ...]
    response: tuple[Piece, ...]
    outcome: tuple[Piece, ...]  # what the player says of it; the system's own words stand in the row
    categories: tuple[str, ...]


def marked_texts(row: Improvisation) -> Marked:
    """The texts as they may be read now, in pieces; templates escape each."""
    said = str(row.input_text)
    if said == REMOVED:
        return Marked((Piece(REMOVED, ""),), (Piece(REMOVED, ""),), (), ())
    response = str(row.response_text) if row.response_text else row.response
    outcome = words(row.outcome_text)
    return Marked(
        input=cut_at_hits(said, _of(row, "input")),
        response=cut_at_hits(response, _of(row, "response") if row.response_text else ()),
        outcome=cut_at_hits(outcome, _of(row, "outcome")),
        categories=noticed_categories(row),
    )


def noticed_categories(row: Improvisation) -> tuple[str, ...]:
    """What kinds of thing were noticed, each once."""
    return tuple(dict.fromkeys(str(reason["category"]) for reason in row.moderation_reasons))


def cut_at_hits(text: str, hits: Iterable[dict[str, Any]]) -> tuple[Piece, ...]:
    """A text cut where hits begin and end; a place outside of the text marks nothing."""
    found, at = [], 0
    for hit in sorted(hits, key=lambda hit: int(hit["start"])):
        start, end = max(at, int(hit["start"])), min(len(text), int(hit["end"]))
        if start >= end:
            continue
        found += [Piece(text[at:start], ""), Piece(text[start:end], str(hit["category"]))]
        at = end
    found.append(Piece(text[at:], ""))
    return tuple(piece for piece in found if piece.text)


def _of(row: Improvisation, field: str) -> list[dict[str, Any]]:
    return [reason for reason in row.moderation_reasons if reason["field"] == field]
