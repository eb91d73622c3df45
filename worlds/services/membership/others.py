"""The others in a game's world, as its player is told of them: who is where the player is, and who took what.

Rules, states and logs hold no names: there it is "Someone" who took an item. Answers, views and pages ask here who.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from worlds.models import GameSession, WorldParticipant
from worlds.rules.scenario import Scenario
from worlds.rules.sight import SOMEONE
from worlds.rules.state import State
from worlds.rules.texts import taken_by
from worlds.services.membership.players import Fellow, fellow_of, present_in


class Others(NamedTuple):
    """`here` are the players at the player's place, in order of joining; `takers` names the last holder of each placed item."""

    here: Sequence[Fellow]
    takers: Mapping[str, str]


NOBODY: Final = Others((), {})


def others_told(session: GameSession, state: State) -> Others:
    """One query in a shared world; who has left one is told of nobody."""
    if session.world is None or session.world.is_remembered:
        return NOBODY
    return others_among(list(present_in(session.world.pk)), session, state)


def others_among(present: Sequence[WorldParticipant], session: GameSession, state: State) -> Others:
    """The same, of places that `present_in` has read. No query."""
    others = [place for place in present if place.session_id not in {None, session.pk}]
    here = [fellow_of(place) for place in others if place.holds_seat and place.location == state.player.location]
    return Others(here, dict(_takers(others, state)))


def with_takers_named(text: str, others: Others, story: Scenario) -> str:
    """What a player is told, with the name of whoever took an item in place of "Someone"."""
    if SOMEONE not in text:
        return text
    for item, name in others.takers.items():
        text = text.replace(taken_by(SOMEONE, item, story), taken_by(name, item, story))
    return text


def _takers(others: Sequence[WorldParticipant], state: State) -> Iterator[tuple[str, str]]:
    called = {str(place.session_id): place.known_as for place in others}
    for item, holders in state.world.holders.items():
        if holders and (name := called.get(holders[-1])):
            yield item, name
