"""Where the copies of critical items are while maintenance goes on, and which of them can be had."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from worlds.rules.critical_items.reachable import places_within_reach, ways_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from worlds.rules.critical_items.policies import Policy
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import World

Spot = tuple[str | None, str | None]  # a copy: the place where it lies, or the player who holds it
NEWCOMER = ""


class Survey:
    """A world whose items maintenance moves; the one that it was given stays as it was.

    A copy can be had if it lies where a newcomer or somebody at play can come, or if somebody at play holds it. Whoever has
    a seat is at play, unless a policy takes them for inactive.
    """

    def __init__(
        self, scenario: Scenario, world: World, seats: Mapping[str, str], seen: Mapping[str, int], tick: int
    ) -> None:
        self.scenario, self.world, self.seats = scenario, world, seats
        self._ways = ways_of(scenario)
        self._seen, self._tick = seen, tick
        self._is_own = False  # whether `world` is a copy that may be edited
        self._lying: dict[str, list[str]] | None = None
        self._reach: dict[str, frozenset[str]] = {}

    def is_open(self, gate: str | None) -> bool:
        """Whether the world has come so far: the flag is set, or the event has happened."""
        return gate is None or self.world.flags.get(gate, False) or gate in self.world.triggered

    def surplus(self, policy: Policy) -> Sequence[Spot]:
        """The copies of a unique item besides one that can be had, or besides any one."""
        if len(self._places(policy.item)) + len(self._holders(policy.item)) < 2:
            return ()
        return (*self._to_be_had(policy), *self.lost_copies(policy))[1:]

    def has_enough(self, policy: Policy) -> bool:
        return len(self._to_be_had(policy)) >= policy.wanted

    def short_of(self, policy: Policy) -> int:
        """How many copies more there must be to be had."""
        return policy.wanted - len(self._to_be_had(policy))

    def missing(self, policy: Policy) -> int:
        """How many copies there are too few, wherever they are."""
        return policy.wanted - len(self._places(policy.item)) - len(self._holders(policy.item))

    def lost_copies(self, policy: Policy) -> Sequence[Spot]:
        """The copies that cannot be had: those that lie somewhere by place, then those that somebody holds."""
        lying = [(place, None) for place in self._places(policy.item) if not self._can_be_reached(place, policy)]
        return (*lying, *((None, player) for player in self._holders(policy.item) if not self.plays(player, policy)))

    def open_anchor(self, policy: Policy) -> str | None:
        return next((place for place in self.anchors(policy) if self._can_be_reached(place, policy)), None)

    def anchors(self, policy: Policy) -> Sequence[str]:
        """The places where an item is brought back: its anchors, or else where the story lists it."""
        named = [place for place in policy.anchors if place in self.scenario.locations]
        return named or [place.id for place in self.scenario.locations.values() if policy.item in place.items]

    def plays(self, player: str, policy: Policy) -> bool:
        timeout = policy.holder_timeout_ticks
        if player not in self.seats:
            return False
        return timeout is None or self._tick - self._seen.get(player, self._tick) <= timeout

    def take(self, item: str, spot: Spot) -> None:
        place, holder = spot
        self._edit(item)
        if place is not None:
            self.world.items[place].remove(item)
        elif holder is not None:
            self.world.holders[item].remove(holder)
            if not self.world.holders[item]:
                del self.world.holders[item]

    def put(self, item: str, place: str) -> None:
        self._edit(item)
        self.world.items.setdefault(place, []).append(item)

    def _edit(self, item: str) -> None:
        self._lying = None
        if item in self._ways.keys:
            self._reach = {}
        if not self._is_own:
            items = {place: list(lying) for place, lying in self.world.items.items()}
            holders = {item: list(players) for item, players in self.world.holders.items()}
            self.world, self._is_own = replace(self.world, items=items, holders=holders), True

    def _to_be_had(self, policy: Policy) -> Sequence[Spot]:
        """Of several the first is kept longest: what somebody holds is not taken away for what lies about."""
        held = [(None, player) for player in self._holders(policy.item) if self.plays(player, policy)]
        return (*held, *((place, None) for place in self._places(policy.item) if self._can_be_reached(place, policy)))

    def _holders(self, item: str) -> Sequence[str]:
        return self.world.holders.get(item, ())

    def _places(self, item: str) -> Sequence[str]:
        if self._lying is None:
            self._lying = {}
            for place, items in sorted(self.world.items.items()):
                for each in items:
                    self._lying.setdefault(each, []).append(place)
        return self._lying.get(item, ())

    def _can_be_reached(self, place: str, policy: Policy) -> bool:
        if place in self._ways.always or place in self._reach_of(NEWCOMER):
            return True
        return any(place in self._reach_of(player) for player in self._further() if self.plays(player, policy))

    def _further(self) -> Iterator[str]:
        """Those with a seat who may come where no newcomer can: they stand there, or carry a key."""
        carrying = {player for key in self._ways.keys for player in self._holders(key)}
        for player, start in self.seats.items():
            if player in carrying or start not in self._reach_of(NEWCOMER):
                yield player

    def _reach_of(self, player: str) -> frozenset[str]:
        if player not in self._reach:
            start = self.seats.get(player, self.scenario.opening.location)
            carried = [item for item, holders in self.world.holders.items() if player in holders]
            self._reach[player] = places_within_reach(self.scenario, self.world, start=start, carried=carried)
        return self._reach[player]
