"""A world that several players live in: how it opens, how they come, go, return and go on alone, and what reaches them later.

Everything here leaves what it is given as it was. States hold one player's part beside the world's; `clock` is set in
the part of a player who lives in a world, and in no other.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from worlds.rules import entering, events, telling, texts
from worlds.rules.critical_items.policies import forgetting
from worlds.rules.opening import initial_player, initial_state, initial_world
from worlds.rules.outcome import Step, step_of
from worlds.rules.shared_draft import SharedDraft
from worlds.rules.situation import Situation
from worlds.rules.state import State
from worlds.rules.world_opening import Prologue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from worlds.rules.outcome import Errand
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import Pending, World

TimePolicy = Literal["furthest", "sum"]
Parting = Literal["left", "finished", "kicked", "banned", "archived"]


@dataclass(frozen=True, slots=True)
class Company:
    """Who acts, and who lives in the world beside them.

    `players` are the active participants, `me` among them, in an order that replay can tell again (that of joining);
    `whereabouts` are the others' locations as they stand under the world's lock. `time_policy` says what the world's
    time is: that of the player whose turns have come furthest, or the sum of everybody's turns.
    """

    me: str
    players: tuple[str, ...]
    time_policy: TimePolicy = "furthest"
    whereabouts: Mapping[str, str] = field(default_factory=dict)

    def concerned_by(self, event: Pending) -> tuple[str, ...]:
        """Whom an event's private effects fall to: its owner while they are here, and everybody if it has none."""
        if event.owner is None:
            return self.players
        return (event.owner,) if event.owner in self.players else ()


def open_world(scenario: Scenario) -> World:
    """The world before anybody joins: what the start node does to it has happened, once.

    So have initial events that are due at once. The scenario must have passed the checker.
    """
    world = _prologue(scenario).state.world
    world.items = initial_world(scenario).items  # whoever joins may take their own
    world.holders.clear()
    return world


def join(scenario: Scenario, world: World, company: Company, *, character_name: str | None = None) -> Step:
    """Let a new character begin at the start node, at the world's time; `before` is the state that they come in.

    They go through what the start of the story does to a character, and leave the world as it is, but for placed items
    that they begin with or take at once.
    """
    player = initial_player(scenario, character_name=character_name)
    player.clock = world.time
    before = State(player, world)
    draft = SharedDraft(scenario, before.copy(), company)
    for item in player.character.inventory:
        if item in scenario.placed_items:
            draft.hold(item)
    for event_id, effect in _prologue(scenario).private:
        draft.undergo(event_id, (effect,))
    entering.open_eyes(draft, scenario.nodes[scenario.start_node])
    return step_of(before, draft, "start")


def rejoin(scenario: Scenario, state: State, company: Company) -> Step:
    """Take up a story again where it was left, at the world's time. What was held was dropped when its player left."""
    draft = SharedDraft(scenario, state.copy(), company)
    draft.state.player.clock = state.world.time
    draft.arrive(telling.whole_scene_text(scenario.nodes[state.player.node], draft))
    return step_of(state, draft, "rejoin")


def leave(scenario: Scenario, state: State, company: Company, reason: Parting = "left") -> Step:
    """Drop the placed items held, where the player is. The story stays as it stands, and can be taken up again."""
    draft = SharedDraft(scenario, state.copy(), company)
    draft.drop_everything()
    draft.state.world.maintenance = forgetting(state.world.maintenance, company.me)
    draft.tell(texts.PARTINGS[reason])
    return step_of(state, draft, "leave")


def settle(scenario: Scenario, state: State, company: Company, errand: Errand) -> Step:
    """Let an event that fired in another's turn reach the player it waited for; `kind` is "ended" if it ends them.

    `company.me` must be the errand's player. A way that it sends them takes their time, and so may fire further events.
    For those whose story has ended there is nothing to settle: `after` is `before`.
    """
    assert errand.player == company.me, "an errand is settled by the player it is for"
    if state.player.finish is not None:
        return Step(state, state, "inbox", None, "")
    draft = SharedDraft(scenario, state.copy(), company)
    draft.undergo(errand.event_id, errand.effects)
    events.check(draft)
    if not draft.state.player.character.exists:
        entering.finish_without_character(draft)
    return step_of(state, draft, "inbox" if draft.state.player.finish is None else "ended")


def solo_state(scenario: Scenario, state: State, company: Company) -> State:
    """The state as a game of `company.me` alone: the world as it stands, at its own time, and nobody else in it.

    What others hold is gone with them, and so are the events that were theirs. What was improvised stays with the
    records of the world's game, which a history names by their numbers.
    """
    after = state.copy()
    after.player.character.inventory = list(Situation(scenario, state, company).inventory)
    after.player.clock = None
    after.player.history = [memory for memory in after.player.history if isinstance(memory, str)]
    after.world.holders, after.world.maintenance = {}, None
    mine = [event for event in after.world.scheduled if event.owner in (None, company.me)]
    after.world.scheduled = [replace(event, owner=None) for event in mine]
    return after


def _prologue(scenario: Scenario) -> Prologue:
    alone = Company(me="", players=("",))
    draft = Prologue(scenario, initial_state(scenario), alone)
    entering.begin_at(draft, scenario.nodes[scenario.start_node])
    return draft
