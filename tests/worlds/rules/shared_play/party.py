"""Several players in one world, held together by values: what the services do with rows."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from worlds.rules import party, projection
from worlds.rules.commands import Choose, Command, Roaming
from worlds.rules.offering import offers
from worlds.rules.outcome import Errand, Step
from worlds.rules.party import Company, TimePolicy
from worlds.rules.state import Player, Preferences, State, World
from worlds.rules.storage import errand_from_json, errand_to_json, state_from_json, state_to_json
from worlds.rules.turns import play

if TYPE_CHECKING:
    from worlds.rules.scenario import Scenario


@dataclass
class Party:
    """A world, the players' own parts, their inboxes, and what somebody outside has been told of the world.

    Each step is stored and read back, and must leave what it was given as it was.
    """

    scenario: Scenario
    time_policy: TimePolicy = "furthest"
    players: dict[str, Player] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    seen: dict[str, frozenset[str]] = field(default_factory=dict)  # the options that each was last shown
    inbox: list[Errand] = field(default_factory=list)
    mode: Preferences = field(default_factory=Preferences)

    def __post_init__(self) -> None:
        self.world: World = party.open_world(self.scenario)
        self.told: dict[str, Any] = projection.public(self.world)

    @classmethod
    def of(cls, scenario: Scenario, *names: str, time_policy: TimePolicy = "furthest") -> Party:
        party = cls(scenario, time_policy)
        for name in names:
            party.join(name)
        return party

    def active(self) -> list[str]:
        return [name for name, player in self.players.items() if name not in self.gone and player.finish is None]

    def company(self, me: str) -> Company:
        others = [name for name in self.active() if name != me]
        players = tuple(name for name in [*self.players, me] if name == me or name in others)
        whereabouts = {name: self.players[name].location for name in others}
        return Company(me, tuple(dict.fromkeys(players)), self.time_policy, whereabouts)

    def state(self, me: str) -> State:
        return State(self.players[me], self.world)

    def join(self, me: str) -> Step:
        step = party.join(self.scenario, self.world, self.company(me))
        step.after.player.preferences = self.mode
        return self._shown(me, self._take(me, step))

    def play(self, me: str, command: Command | Roaming | str) -> Step:
        """A turn; a plain word picks that option."""
        chosen = Choose(command) if isinstance(command, str) else command
        kept = copy.deepcopy(self.state(me))
        step = play(self.scenario, self.state(me), chosen, None, self.company(me), offered=self.seen[me])
        assert self.state(me) == kept
        return self._shown(me, self._take(me, step))

    def look(self, me: str) -> None:
        """Have a player see how things stand now."""
        self.seen[me] = frozenset(offer.option.id for offer in offers(self.scenario, self.state(me), self.company(me)))

    def leave(self, me: str) -> Step:
        step = party.leave(self.scenario, self.state(me), self.company(me))
        self.gone.add(me)
        return self._take(me, step)

    def rejoin(self, me: str) -> Step:
        self.gone.discard(me)
        return self._shown(me, self._take(me, party.rejoin(self.scenario, self.state(me), self.company(me))))

    def settle(self) -> list[Step]:
        """Let everything that waits reach its player, the oldest first."""
        settled = []
        while self.inbox:
            errand = self.inbox.pop(0)
            settled.append(self.settle_one(errand))
        return settled

    def settle_one(self, errand: Errand) -> Step:
        me = errand.player
        return self._take(me, party.settle(self.scenario, self.state(me), self.company(me), errand))

    def _shown(self, me: str, step: Step) -> Step:
        self.look(me)
        return step

    def _take(self, me: str, step: Step) -> Step:
        after = stored(step.after)
        self.players[me], self.world = after.player, after.world
        self.inbox.extend(map(posted, step.errands))
        self.told = projection.fold(self.told, step.shared)
        return step


def stored(state: State) -> State:
    """The state as it comes back from a database that does not keep the order of keys."""
    return state_from_json(json.loads(json.dumps(state_to_json(state), sort_keys=True)))


def posted(errand: Errand) -> Errand:
    return errand_from_json(json.loads(json.dumps(errand_to_json(errand), sort_keys=True)))
