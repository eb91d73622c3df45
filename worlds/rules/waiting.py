"""Waiting for a time that a player names: it passes, what is due happens, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.rules import entering, events, texts
from worlds.rules.outcome import Step, step_of
from worlds.rules.quantities import SECONDS
from worlds.rules.shared_draft import draft_of
from worlds.rules.understanding.plain_words import plain_words

if TYPE_CHECKING:
    from worlds.rules.situation import Situation

WAITED: Final = "You wait."
TIMELESS: Final = "Time does not pass by waiting in this story."
MOST_ALONE: Final = 24 * 60  # minutes
MOST_TOGETHER: Final = 60  # in a shared world one player's waiting moves everybody's clock

_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty five": 45, "fifty": 50,
    "sixty": 60, "ninety": 90,
}  # fmt: skip
_UNITS: Final = {"minute": 1, "min": 1, "hour": 60, "hr": 60, "h": 60}
_UNIT_WORDS: Final = frozenset(f"{unit}{ending}" for unit in _UNITS for ending in ("", "s") if len(unit) > 1)
_PARTS: Final = {
    "half an hour": 30,
    "half hour": 30,
    "a half hour": 30,
    "a quarter of an hour": 15,
    "quarter of an hour": 15,
}
_PART: Final = "|".join(_PARTS)
_NUMBER: Final = "|".join((r"\d{1,6}", *sorted(_NUMBERS, key=len, reverse=True)))
_SPAN: Final = rf"(?P<part>{_PART})|(?P<number>{_NUMBER}) (?P<unit>minute|min|hour|hr|h)s?"
_WAITING: Final = re.compile(
    rf"(?:please )?(?:i |we |let us |let me )?(?:will |just |simply )*(?:wait|linger|pass|let)(?: here| around)?(?: for)?"
    rf"(?: another| about| some)? (?:{_SPAN})(?: more| longer| pass| go by)?(?: here)?(?: please)?"
)


@dataclass(frozen=True, slots=True)
class Wait:
    """What was read of a text: so many minutes are to pass."""

    minutes: int


def minutes_named(text: str) -> int | None:
    """The minutes of `wait ten minutes`, `let half an hour pass`; None for any other text."""
    found = _WAITING.fullmatch(" ".join(plain_words(text)))
    if found is None:
        return None
    if found["part"]:
        return _PARTS[found["part"]]
    number = found["number"]
    return (int(number) if number.isdecimal() else _NUMBERS[number]) * _UNITS[found["unit"]]


def names_time(text: str) -> bool:
    """Whether a text speaks of minutes or hours."""
    return not _UNIT_WORDS.isdisjoint(plain_words(text))


def wait(now: Situation, minutes: int) -> Step:
    """Let so much time pass; where that cannot be, say why: then `kind` is "meta" and `after` is `before`."""
    obstacle = _obstacle(now, minutes)
    if obstacle is not None:
        return Step(now.state, now.state, "meta", None, obstacle)
    draft = draft_of(now)
    draft.tell(WAITED)
    draft.pass_time(minutes * SECONDS["minutes"])
    events.check(draft)
    if not draft.state.player.character.exists:
        entering.finish_without_character(draft)
    return step_of(now.state, draft, "wait" if draft.state.player.finish is None else "ended")


def _obstacle(now: Situation, minutes: int) -> str | None:
    if now.scenario.travel is None:
        return TIMELESS
    if minutes < 1:
        return texts.SILENCE
    most = MOST_ALONE if now.company is None else MOST_TOGETHER
    return None if minutes <= most else _too_long(most // 60)


def _too_long(hours: int) -> str:
    return f"You can wait at most {'an hour' if hours == 1 else f'{hours} hours'} at a time."
