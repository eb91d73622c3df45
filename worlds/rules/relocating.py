"""Relocating: somebody of the staff sets a player down elsewhere, themselves or another, outside the story.

It is possible where the story lets that player roam. It takes no time, asks no condition of a place and never changes
the node; as any arrival it may make events due.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import entering, events, offering, places, texts, travel
from worlds.rules.errors import NoSuchPlace, NotFreeToRoam, SessionOver
from worlds.rules.outcome import Step, step_of
from worlds.rules.shared_draft import SharedDraft

if TYPE_CHECKING:
    from worlds.rules.party import Company
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import State

MOVED_YOURSELF: Final = "You go there at once, outside the story."
MOVED_BY_STAFF: Final = "A moderator has moved you here, outside the story."


def relocate(scenario: Scenario, state: State, company: Company, location: str, *, by: str | None) -> Step:
    """Set the player of `company.me` down at a place; `by` is the account of somebody else who does so, None for themselves.

    At that place already there is nothing to do: `after` is `before`. Raises SessionOver, NotFreeToRoam and NoSuchPlace.
    """
    draft = SharedDraft(scenario, state.copy(), company)
    if state.player.finish is not None:
        raise SessionOver
    if location not in scenario.locations:
        raise NoSuchPlace
    if state.player.location == location:
        return Step(state, state, "relocated", None, "")
    if not offering.node_of(draft).free_roam:
        raise NotFreeToRoam
    draft.tell(MOVED_YOURSELF if by is None else MOVED_BY_STAFF)
    travel.move(draft, location, instant=True)
    draft.arrive(f"{texts.place_title(draft, None)}. {places.description_here(draft).strip()}")
    events.check(draft)
    if not draft.state.player.character.exists:
        entering.finish_without_character(draft)
    return step_of(state, draft, "relocated" if draft.state.player.finish is None else "ended")
