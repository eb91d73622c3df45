"""What the time is, told to who asks: by the clock where a story begins at an hour, else by what has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.quantities import SECONDS

if TYPE_CHECKING:
    from worlds.rules.situation import Situation

UNTOLD: Final = "This story does not tell the time."
BEGINNING: Final = "Hardly any time has passed since the story began."


def told_time(now: Situation) -> str:
    """One sentence; an hour of the clock has two digits."""
    world = now.state.world
    if world.start_time:
        return _by_the_clock(world.time)
    if world.time < SECONDS["minutes"]:
        return BEGINNING if now.scenario.travel is not None else UNTOLD
    return f"{_span(world.time // SECONDS['minutes'])} since the story began."


def _by_the_clock(seconds: int) -> str:
    day, rest = divmod(seconds, SECONDS["days"])
    clock = f"{rest // SECONDS['hours']:02}:{rest % SECONDS['hours'] // SECONDS['minutes']:02}"
    return f"It is {clock} on day {day + 1}." if day else f"It is {clock}."


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [_counted(hours, "hour"), _counted(rest, "minute")]
    told = " and ".join(part for part in parts if part)
    return f"{told} {'has' if hours + rest == 1 else 'have'} passed"


def _counted(amount: int, noun: str) -> str:
    return "" if not amount else f"{amount} {noun if amount == 1 else f'{noun}s'}"
