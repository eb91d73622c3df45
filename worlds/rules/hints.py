"""Hints in steps: how many ways lead on, then what is asked for and what is closed, at last an option by its text.

They tell nothing of where an option leads, and cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from worlds.rules import offering
from worlds.rules.feasibility import shown_questions
from worlds.rules.possible import FREE_TEXT, cells_of

if TYPE_CHECKING:
    from worlds.rules.scenario import Option
    from worlds.rules.situation import Situation


@dataclass(frozen=True, slots=True)
class Hints:
    """`clearer` is empty where nothing more is known, `option` where none can be picked."""

    nudge: str
    clearer: tuple[str, ...]
    option: str


def hints(now: Situation) -> Hints:
    offers = offering.node_offers(now)
    open_ones = [offer.option for offer in offers if not offer.locked]
    themes = [question.theme.strip().rstrip(".") for question in shown_questions(now) if question.theme.strip()]
    closed = [offer.reason.strip() for offer in offers if offer.reason]
    return Hints(
        nudge=_ways_on(len(open_ones)),
        clearer=(
            *(f"Your own words may count for something here: {theme}." for theme in themes),
            *(f"One way is closed for now. {reason}" for reason in closed),
        ),
        option=_suggested(open_ones, now),
    )


def cells_here(now: Situation) -> frozenset[str]:
    """The cells that something to do at this scene can give, among what its player is shown; none after the ending."""
    if now.state.player.finish is not None:
        return frozenset()
    shown = (offer.option for offer in offering.node_offers(now))
    return FREE_TEXT.union(*(cells_of(option, offering.node_of(now), now.scenario) for option in shown))


def _ways_on(count: int) -> str:
    if count == 0:
        return "No way is open here just now. Time may change that: try something of your own."
    return "There is one way on from here." if count == 1 else f"There are {count} ways on from here."


def _suggested(options: list[Option], now: Situation) -> str:
    """An option that does not end the story, can give a cell not reached yet, and leads on; as far as there is one."""

    def misses(option: Option) -> tuple[bool, bool, bool]:
        return option.next_node in now.scenario.endings, not _brings_a_new_cell(option, now), not _leads_on(option, now)

    best = min(options, key=misses, default=None)
    return "" if best is None else best.text.strip()


def _brings_a_new_cell(option: Option, now: Situation) -> bool:
    own_words = option.improvisation is not None
    given = FREE_TEXT if own_words else cells_of(option, offering.node_of(now), now.scenario)
    return not given <= set(now.state.player.cells)


def _leads_on(option: Option, now: Situation) -> bool:
    return option.next_node not in {None, now.state.player.node}
