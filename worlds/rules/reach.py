"""Where a scenario's ways lead, as far as its graph tells: gates, flags and luck are left out of account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from worlds.rules.effects import CharacterDeparts, CharacterDies, ScheduleEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from worlds.rules.effects import Effect
    from worlds.rules.scenario import EndingType, Node, Option, Scenario

Way = Literal["choice", "redirect", "improvisation", "fate"]


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from a node to a node or an ending that exists; `label` is the option's text, or what stands in for one."""

    source: str
    target: str
    kind: Way
    option_id: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Reach:
    """`reached` needs choices alone, `by_improvisation` needs a discovery, constraint or limbo on the way.

    Both hold nodes and endings; the unreachable are in file order.
    """

    edges: tuple[Edge, ...]
    reached: frozenset[str]
    by_improvisation: frozenset[str]
    unreachable_nodes: tuple[str, ...]
    unreachable_endings: tuple[str, ...]

    def has(self, place: str) -> bool:
        return place in self.reached or place in self.by_improvisation


def reachability(scenario: Scenario) -> Reach:
    edges = tuple(edge for edge in _edges(scenario) if edge.target in scenario.nodes or edge.target in scenario.endings)
    reached = _from(scenario.start_node, (edge for edge in edges if edge.kind != "improvisation"))
    everywhere = _from(scenario.start_node, edges)
    return Reach(
        edges=edges,
        reached=frozenset(reached),
        by_improvisation=frozenset(everywhere - reached),
        unreachable_nodes=tuple(node for node in scenario.nodes if node not in everywhere),
        unreachable_endings=tuple(ending for ending in scenario.endings if ending not in everywhere),
    )


def _from(start: str, edges: Iterable[Edge]) -> set[str]:
    onwards: dict[str, list[str]] = {}
    for edge in edges:
        onwards.setdefault(edge.source, []).append(edge.target)
    reached, pending = {start}, [start]
    while pending:
        for target in onwards.get(pending.pop(), ()):
            if target not in reached:
                reached.add(target)
                pending.append(target)
    return reached


def _edges(scenario: Scenario) -> Iterator[Edge]:
    # The last one set wins, and the first in the file is to win.
    fates = {ending.type: ending.id for ending in reversed(list(scenario.endings.values()))}
    for event in scenario.opening.scheduled:
        yield from _fates(fates, scenario.start_node, scenario.schedules[event.schedule])
    for node in scenario.nodes.values():
        yield from _fates(fates, node.id, node.on_enter)
        if node.precondition is not None and node.blocked_next_node is not None:
            yield Edge(node.id, node.blocked_next_node, "redirect", None, "if barred")
        for option in node.options:
            yield from _ways(node, option)
            # An ending that an option names wins over the fate of its character.
            if not option.retired and option.next_node not in scenario.endings:
                yield from _fates(fates, node.id, option.consequences)


def _ways(node: Node, option: Option) -> Iterator[Edge]:
    if option.retired:
        return
    if option.next_node is not None:
        yield Edge(node.id, option.next_node, "choice", option.id, option.text)
    outcomes = {} if option.improvisation is None else option.improvisation.outcome_nodes
    for outcome, target in outcomes.items():
        yield Edge(node.id, target, "improvisation", option.id, f"{option.text} ({outcome})")


def _fates(endings: Mapping[EndingType, str], source: str, effects: Iterable[Effect]) -> Iterator[Edge]:
    for effect in everything_in(effects):
        kind: EndingType | None = None
        if isinstance(effect, CharacterDies):
            kind = "death"
        elif isinstance(effect, CharacterDeparts):
            kind = "transcendence"
        if kind is not None and kind in endings:
            yield Edge(source, endings[kind], "fate", None, "by fate")


def everything_in(effects: Iterable[Effect]) -> Iterator[Effect]:
    """Effects and, one after the other, all that the events they schedule would do."""
    for effect in effects:
        yield effect
        if isinstance(effect, ScheduleEvent):
            yield from everything_in(effect.consequences)
