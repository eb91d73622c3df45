"""What words cost in story time, said before they are sent while a deadline runs."""

from __future__ import annotations

from dataclasses import dataclass

from worlds.services.games.view import PricesView
from worlds.views.formatting import short_span, time_span

MINUTE = 60  # seconds


@dataclass(frozen=True, slots=True)
class PriceWords:
    """`words` of free text, `answer` of the text that an improvise option asks for, and the deadline of both."""

    words: str
    answer: str
    deadline: str


def price_words(prices: PricesView | None) -> PriceWords | None:
    if prices is None:
        return None
    looking, talking, trying = (short_span(prices[kind] // MINUTE) for kind in ("explore", "interact", "act"))
    each = f"Looking: {looking}. Talking: {talking}. Trying: {trying}."
    return PriceWords(
        words=f"Looking, talking, trying: {looking} each." if looking == talking == trying else each,
        answer=f"This takes up to {looking}.",
        deadline=f"Something will happen in {time_span(prices['due_in'])}.",
    )
