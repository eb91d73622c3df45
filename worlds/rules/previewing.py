"""Previews: a story begun in the middle.

Where choices are known that lead there they are played from the beginning, so that what a player holds and has done is what
the story lets them have at that scene. Where only a player's own words lead there, the preview begins at the scene with
what the story begins with. The ids of scene and options are all that has to be kept to come there again.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from worlds.rules import entering
from worlds.rules.commands import Choose
from worlds.rules.conditions import passes
from worlds.rules.errors import RuleError
from worlds.rules.offering import offers
from worlds.rules.opening import begin, initial_state
from worlds.rules.shared_draft import draft_of
from worlds.rules.situation import Situation
from worlds.rules.turns import play

if TYPE_CHECKING:
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import State

MOST_PLAYS: Final = 1500  # choices that are tried before a scene counts as out of reach: about a quarter of a second
MOST_VISITS: Final = 12  # to one scene: a second one may come with what a later choice asks for


class NotThere(RuleError):
    code = "preview_not_possible"
    status = 409
    message = "No preview can begin at this scene. Start the story, and make your way there."


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice on a way: the title of the scene where it is made, empty where that has none, and the option."""

    scene: str
    option_id: str
    text: str


Way = tuple[Choice, ...]


def find_way(scenario: Scenario, node_id: str) -> Way | None:
    """The choices that lead from the beginning to a scene, as few as were found; None where a search found none.

    Searched once for each scene of a scenario.
    """
    known = cast("dict[str, Way | None]", scenario.memory.setdefault("ways to scenes", {}))
    if node_id not in known:
        known[node_id] = _search(scenario, node_id)
    return known[node_id]


def begin_preview(scenario: Scenario, node_id: str, choices: Sequence[str] | None) -> State:
    """The state of a preview as it begins, without cells: after these options were picked from the beginning, in order; with None set
    down at the scene in the story's first state. Raises OptionNotAvailable, SessionOver, NotThere.
    """
    if choices is None:
        return _set_down(scenario, node_id)
    state = begin(scenario).after
    for number, option_id in enumerate(choices, 1):
        state = play(scenario, state, Choose(option_id), number=number).after
    state.player.cells.clear()  # whoever looks in has decided nothing yet
    return state


def _set_down(scenario: Scenario, node_id: str) -> State:
    node, initial = scenario.nodes.get(node_id), initial_state(scenario)
    if node is None:
        raise NotThere
    draft = draft_of(Situation(scenario, initial.copy()))
    if not passes(node.precondition, draft):
        raise NotThere
    draft.state.player.node = node_id
    entering.begin_at(draft, node)
    if draft.state.player.finish is not None:
        raise NotThere
    return draft.state


def _search(scenario: Scenario, node_id: str) -> Way | None:
    first: tuple[State, Way] = (begin(scenario).after, ())
    waiting, visits, plays = deque([first]), Counter[str](), 0
    while waiting:
        state, way = waiting.popleft()
        if state.player.node == node_id and state.player.finish is None:
            return way
        for after, choice in _steps(scenario, state, len(way) + 1):
            plays += 1
            if plays > MOST_PLAYS:
                return None
            visits[after.player.node] += 1
            if visits[after.player.node] <= MOST_VISITS:
                waiting.append((after, (*way, choice)))
    return None


def _steps(scenario: Scenario, state: State, number: int) -> Iterator[tuple[State, Choice]]:
    node = scenario.nodes[state.player.node]
    for offer in offers(scenario, state):
        if offer.locked or offer.option.improvisation is not None:
            continue
        after = play(scenario, state, Choose(offer.option.id), number=number).after
        if after.player.finish is None:
            yield after, Choice(node.title, offer.option.id, offer.option.text)
