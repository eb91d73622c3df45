"""What deeds in one's own words take, told before they are done while a deadline runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from worlds.rules import telling
from worlds.rules.improvise import seconds_for

if TYPE_CHECKING:
    from worlds.rules.situation import Situation


@dataclass(frozen=True, slots=True)
class Prices:
    """Story seconds: what looking, talking and trying take at most, and until the next event that a player will be told of."""

    explore: int
    interact: int
    act: int
    due_in: int


def prices(now: Situation) -> Prices | None:
    """None where time costs nothing: it is not counted, or nothing that the story tells is waiting for it.

    An event without a text of its author's stays unmentioned: that it is there at all is a secret of the story.
    """
    if now.scenario.travel is None or now.state.player.finish is not None:
        return None
    waiting = [event.trigger_at for event in now.state.world.scheduled if telling.event_text(event, now)]
    if not waiting:
        return None
    explore, interact, act = (seconds_for(now.scenario, kind) for kind in ("explore", "interact", "act"))
    return Prices(explore, interact, act, max(0, min(waiting) - now.state.world.time))
