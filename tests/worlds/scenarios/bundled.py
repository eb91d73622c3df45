"""The stories that ship with the server, and a player who walks through them."""

from __future__ import annotations

from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Final

from tests.worlds.rules.small_stories import after
from worlds.rules.commands import Choose
from worlds.rules.loading import load_scenario
from worlds.rules.offering import Offer, offers
from worlds.rules.opening import begin
from worlds.rules.state import State

if TYPE_CHECKING:
    from tests.worlds.scenarios.paths import Path
    from worlds.rules.outcome import Step
    from worlds.rules.scenario import Scenario

FOLDER: Final = FilePath(__file__).resolve().parents[3] / "worlds" / "scenarios"
TUTORIAL: Final = "first_light"
FLAGSHIP: Final = "loose_parish"
MYSTERY: Final = "uncollected_coat"
MANNERS: Final = "returned_with_thanks"
SURVIVAL: Final = "heavier_than_air"


@cache
def bundled(slug: str) -> Scenario:
    return load_scenario((FOLDER / f"{slug}.yaml").read_bytes(), name=slug)


def walked(slug: str, path: Path) -> Step:
    """The last step of a game that went this way from the start."""
    return after(bundled(slug), *(Choose(stride) if isinstance(stride, str) else Choose(*stride) for stride in path))


def newcomer(after_others: State, *, node: str, location: str) -> State:
    """A player who has done nothing yet, at this node, in a world that others have been through."""
    arrived = begin(bundled(FLAGSHIP)).after
    arrived.player.node, arrived.player.location = node, location
    return State(arrived.player, after_others.world.copy())


def offered(state: State) -> dict[str, Offer]:
    return {offer.option.id: offer for offer in offers(bundled(FLAGSHIP), state)}
