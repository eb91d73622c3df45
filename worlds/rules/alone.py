"""Going on alone: what one player has of a shared world, as a game of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from worlds.rules.situation import Situation

if TYPE_CHECKING:
    from worlds.rules.party import Company
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import State


def alone(scenario: Scenario, state: State, company: Company) -> State:
    """The state as a game of `company.me` alone: the world as it stands, at its own time, and nobody else in it.

    What others hold is gone with them, and so are the events that were theirs.
    """
    after = state.copy()
    after.player.character.inventory = list(Situation(scenario, state, company).inventory)
    after.player.clock = None
    after.world.holders = {}
    mine = [event for event in after.world.scheduled if event.owner in (None, company.me)]
    after.world.scheduled = [replace(event, owner=None) for event in mine]
    return after
