"""Which items a story cannot be won without: by playing it in all ways at once, and then once without each of them.

Whatever may happen is taken as possible beside everything else: traits rise, clocks stand, people are where they are
wanted. So a victory that is not found without an item cannot be reached without it, whatever is played.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import conditions as when
from worlds.rules import effects as then
from worlds.rules.reach import everything_in
from worlds.rules.situation import IMPROVISED_FLAG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from worlds.rules.conditions import Condition
    from worlds.rules.effects import Effect
    from worlds.rules.scenario import Option, Scenario

MOST: Final = 30  # items of one story; each is a search
MOST_OPTIONS: Final = 3000  # of a story; beyond it nothing is proposed


def indispensable(scenario: Scenario) -> tuple[str, ...]:
    """The placed items without which no victory can be reached, in order; none of a story that cannot be won at all."""
    options = sum(len(node.options) for node in scenario.nodes.values())
    asked_for = sorted(scenario.placed_items)
    if options > MOST_OPTIONS or len(asked_for) > MOST or not is_winnable(scenario):
        return ()
    return tuple(item for item in asked_for if not is_winnable(scenario, without=item))


def is_winnable(scenario: Scenario, *, without: str | None = None) -> bool:
    """Whether a victory may be reached; `without` an item, of which every copy is in other hands."""
    return any(
        ending.type == "victory" for ending in map(scenario.endings.get, _AllAtOnce(scenario, without).play()) if ending
    )


class _AllAtOnce:
    """Everything that may have become so; nothing ever ceases to be."""

    def __init__(self, scenario: Scenario, without: str | None) -> None:
        self.scenario, self.without = scenario, without
        self.items = set(scenario.protagonist.inventory) - {without}
        initial = {**scenario.opening.flags, **scenario.protagonist.flags}
        self.flags = {flag for flag, value in initial.items() if value}
        self.place_flags = {
            flag for state in scenario.opening.surroundings.values() for flag, value in state.flags.items() if value
        }
        self.events = set(scenario.opening.triggered)
        self.reached: set[str] = set()
        self.arrivals: list[str] = [scenario.start_node]
        self.waiting: list[str | Option] = []

    def play(self) -> set[str]:
        """Every node and ending that may be reached."""
        for event in self.scenario.opening.scheduled:
            self.events.add(event.event_id)
            self._happen(self.scenario.schedules[event.schedule])
        while self.arrivals:
            while self.arrivals:
                self._arrive(self.arrivals.pop())
            # What was closed may be open by now.
            waiting, self.waiting = self.waiting, []
            for closed in waiting:
                self._try(closed) if not isinstance(closed, str) else self._arrive(closed)
        return self.reached

    def _arrive(self, target: str) -> None:
        node = self.scenario.nodes.get(target)
        if target in self.reached:
            return
        if node is not None and node.precondition is not None and node.blocked_next_node is not None:
            self.arrivals.append(node.blocked_next_node)
        if node is not None and not self._may_hold(node.precondition):
            self.waiting.append(target)
            return
        self.reached.add(target)
        if node is not None:
            self._happen(node.on_enter)
            self._roam(is_free=node.free_roam)
            for option in node.options:
                self._try(option)

    def _roam(self, *, is_free: bool) -> None:
        """Things are picked up where players roam, and wherever an author lets them be taken."""
        takes = {item for item, words in self.scenario.items.items() if words.take}
        self.items |= {item for item in self.scenario.placed_items if is_free or item in takes} - {self.without}

    def _try(self, option: Option) -> None:
        if not option.retired and not self._may_pick(option):
            self.waiting.append(option)
        elif not option.retired:
            self._happen(option.consequences)
            outcomes = () if option.improvisation is None else option.improvisation.outcome_nodes.values()
            self.arrivals += [*outcomes, *([option.next_node] if option.next_node else [])]

    def _may_pick(self, option: Option) -> bool:
        """In company what others hold locks an option that would give it."""
        gains = {effect.item for effect in option.consequences if isinstance(effect, then.GainItem)}
        places = (effect.location for effect in option.consequences if isinstance(effect, then.MoveTo))
        gates = [place.precondition for place in map(self.scenario.locations.get, places) if place is not None]
        return self.without not in gains and all(map(self._may_hold, [option.precondition, *gates]))

    def _happen(self, effects: Iterable[Effect]) -> None:
        for effect in everything_in(effects):
            match effect:
                case then.GainItem(item) if item != self.without:
                    self.items.add(item)
                case then.SetFlag(flag, True):
                    self.flags.add(flag)
                case then.SetLocationFlag(_, flag, True):
                    self.place_flags.add(flag)
                case then.ScheduleEvent(event_id):
                    self.events.add(event_id)

    def _may_hold(self, condition: Condition | None) -> bool:
        match condition:
            case when.AllOf(parts):
                return all(map(self._may_hold, parts))
            case when.AnyOf(parts):
                return any(map(self._may_hold, parts))
            case when.HasItem(item):
                return item in self.items
            case when.FlagSet(flag, True):
                return flag in self.flags or flag.startswith(IMPROVISED_FLAG)
            case when.LocationFlagSet(_, flag):
                return flag in self.place_flags
            case when.EventTriggered(event_id):
                return event_id in self.events
        return True  # whatever else is asked can come about
