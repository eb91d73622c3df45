"""The one way in: what a typed text is understood as, in the order in which the rules look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.rules.offering import options_of, standing
from worlds.rules.understanding.exact import Listed, named, numbered
from worlds.rules.understanding.meta import topic_of
from worlds.rules.understanding.understood import Meant, Topic, Unsure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.situation import Situation
    from worlds.rules.understanding.likeness import Likeness
    from worlds.rules.understanding.understood import Understood


def understand(text: str, now: Situation, likeness: Likeness) -> Understood | None:  # noqa: ARG001
    """What a typed text means here; None for an improvisation. Raises nothing, whatever is typed."""
    listed = listed_here(now)
    return _exactly(text, listed) or _asked(text)


def listed_here(now: Situation) -> Sequence[Listed[Meant]]:
    """The options that a player has before them, in file order.

    What was offered a moment ago counts as listed: the player still has it before them.
    """
    standings = (Meant(option, standing(option, now)) for option in options_of(now))
    return [
        Listed(meant, meant.option.id, meant.option.text, open=meant.stands.open)
        for meant in standings
        if not meant.stands.hidden or now.was_shown(meant.option.id)
    ]


def _exactly(text: str, listed: Sequence[Listed[Meant]]) -> Meant | Unsure | None:
    found = named(text, listed)
    if len(found) > 1:
        return Unsure(tuple(meant.option for meant in found))
    if found:
        return found[0]
    place = numbered(text, len(listed))
    return None if place is None else listed[place].what


def _asked(text: str) -> Topic | None:
    topic = topic_of(text)
    return None if topic is None else Topic(topic)
