"""Which of an author's texts stands as things are: variants by what holds, and fewer words for who comes back."""

from __future__ import annotations

from dataclasses import replace
from textwrap import shorten
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.scenario import Location, Node, Option, Scenario, Variant
    from worlds.rules.situation import Situation
    from worlds.rules.state import Pending

OUTCOME = 240  # characters of what others read of a choice
RETURNED = 2  # no further visit is told otherwise, so none is counted


def scene_text(node: Node, now: Situation) -> str:
    """What a player reads who is at a node: its variant, else on a return its `again`, else its narrative.

    A variant comes before `again`, as it tells what has changed since.
    """
    varied = _fitting(node.variants, now)
    if varied is None and node.again and now.state.player.visits.get(node.id, 0) >= RETURNED:
        return node.again
    return node.narrative if varied is None else varied


def whole_scene_text(node: Node, now: Situation) -> str:
    """The same for who looks around, or was away: never the short text of a return."""
    varied = _fitting(node.variants, now)
    return node.narrative if varied is None else varied


def description(place: Location, now: Situation) -> str:
    varied = _fitting(place.variants, now)
    return place.description if varied is None else varied


def as_shown(option: Option, now: Situation) -> Option:
    """The option with the text that a player reads."""
    varied = _fitting(option.variants, now)
    return option if varied is None else replace(option, text=varied)


def outcome_line(option: Option) -> str:
    """What those at the same place read of an option that somebody chose: the first line of the author's text for it.

    Empty for an option that its author keeps private, and for one that asks for words: what is answered to them is told
    to nobody else.
    """
    if option.private or option.improvisation is not None:
        return ""
    return shorten(option.narrative.strip().partition("\n")[0], OUTCOME, placeholder="\N{HORIZONTAL ELLIPSIS}")


def note_visit(node: Node, now: Situation) -> None:
    """Count a visit. Only where a story has words for a return: states stay small, and those of other stories as they were."""
    if node.again:
        visits = now.state.player.visits
        visits[node.id] = min(RETURNED, visits.get(node.id, 0) + 1)


def event_text(event: Pending, now: Situation) -> str:
    """What an event tells the player whose turn brings it about; nothing of an event that is somebody else's."""
    mine = now.company is None or event.owner in (None, now.company.me)
    return now.scenario.event_lines.get(event.schedule, "") if mine else ""


def event_line(scenario: Scenario, event_id: str) -> str:
    """What everybody is told of an event by its id; empty where the file has nothing, or several things, to tell of it."""
    told = {line for key, line in scenario.event_lines.items() if key.rpartition("-")[0] == event_id}
    return told.pop() if len(told) == 1 else ""


def _fitting(variants: Sequence[Variant], now: Situation) -> str | None:
    return next((variant.text for variant in variants if variant.when.holds(now)), None)
