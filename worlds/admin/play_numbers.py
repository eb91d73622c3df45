"""What was played of a story, by ending, node and option, as its page in the admin shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from worlds.rules.scenario import Node, Scenario
from worlds.services.stories.play_counts import Plays


@dataclass(frozen=True, slots=True)
class Number:
    """How often a part was played; `percent` of what it is a part of, None where that was never played."""

    id: str
    title: str
    amount: int
    percent: int | None


@dataclass(frozen=True, slots=True)
class NodeNumbers:
    turns: Number
    words: int  # of these turns in the player's own words
    options: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class StoryNumbers:
    games: int
    finished: Number
    endings: tuple[Number, ...]  # the most frequent first
    nodes: tuple[NodeNumbers, ...]  # in the order of the file
    unplayed: int  # nodes where no turn was ever played
    counted_until: datetime | None


def numbers_of(scenario: Scenario, plays: Plays) -> StoryNumbers:
    """The counts of the places and options that this revision has."""
    endings = [
        _number(ending.id, ending.title or ending.id, plays.endings.get(ending.id, 0), plays.finished)
        for ending in scenario.endings.values()
    ]
    nodes = tuple(_node(node, plays) for node in scenario.nodes.values())
    return StoryNumbers(
        games=plays.games,
        finished=_number("", "", plays.finished, plays.games),
        endings=tuple(sorted(endings, key=lambda number: -number.amount)),
        nodes=nodes,
        unplayed=sum(not node.turns.amount for node in nodes),
        counted_until=plays.counted_until,
    )


def plays_by_place(plays: Plays) -> Mapping[str, str]:
    """What the graph says in the box of each node and ending that was played."""
    return {place: f"{amount:,}\u00d7" for place, amount in {**plays.turns, **plays.endings}.items()}


def _node(node: Node, plays: Plays) -> NodeNumbers:
    played = plays.turns.get(node.id, 0)
    return NodeNumbers(
        turns=_number(node.id, node.title or node.id, played, sum(plays.turns.values())),
        words=plays.words.get(node.id, 0),
        options=tuple(
            _number(option.id, option.text, plays.options.get((node.id, option.id), 0), played)
            for option in node.options
        ),
    )


def _number(part_id: str, title: str, amount: int, whole: int) -> Number:
    return Number(part_id, title, amount, round(100 * amount / whole) if whole else None)
