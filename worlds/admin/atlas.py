"""A revision's graph, and its nodes in words, as the page of the revision shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from worlds.admin.wording import done, needed
from worlds.graph import Arrow, Box, Drawing, draw
from worlds.rules.reach import reachability
from worlds.rules.scenario import Credit, Ending, Node, Option, Scenario
from worlds.services.crediting import names_today

LETTERS: Final = 24  # that fit into a line of a box
LINE: Final = 15  # pixels from one line to the next


@dataclass(frozen=True, slots=True)
class Line:
    """Words of a box; `y` is their base line."""

    y: int
    text: str
    is_note: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    box: Box
    key: int  # which place of the file: ids may hold anything, so anchors are made of this
    lines: tuple[Line, ...]

    @property
    def middle(self) -> int:
        return self.box.x + self.box.width // 2


@dataclass(frozen=True, slots=True)
class Drift:
    """An arrow with the keys of its ends."""

    arrow: Arrow
    source: int
    target: int


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a node: an option, or one outcome of an improvisation, or a redirect."""

    target: str
    key: int | None  # None: there is no such place
    by: str


@dataclass(frozen=True, slots=True)
class Choice:
    option: Option
    needs: str
    does: tuple[str, ...]
    ways: tuple[Way, ...]
    idea_of: str  # by today's name; empty: the author's own


@dataclass(frozen=True, slots=True)
class Card:
    """A node or an ending in words."""

    key: int
    box: Box
    node: Node | None
    ending: Ending | None
    needs: str
    does: tuple[str, ...]
    choices: tuple[Choice, ...]
    redirect: Way | None


@dataclass(frozen=True, slots=True)
class Atlas:
    drawing: Drawing
    boxes: tuple[Drawn, ...]
    arrows: tuple[Drift, ...]
    cards: tuple[Card, ...]
    anchors: Mapping[str, int]
    told: str  # the graph in a sentence


def atlas(scenario: Scenario, *, highlights: Collection[str] = ()) -> Atlas:
    drawing = draw(scenario, reachability(scenario), highlights=highlights)
    keys = {box.id: key for key, box in enumerate(drawing.boxes)}
    names = names_today(option.credit for node in scenario.nodes.values() for option in node.options)
    return Atlas(
        drawing=drawing,
        boxes=tuple(Drawn(box, keys[box.id], tuple(_lines(box))) for box in drawing.boxes),
        arrows=tuple(Drift(arrow, keys[arrow.source], keys[arrow.target]) for arrow in drawing.arrows),
        cards=tuple(_card(scenario, box, keys, names) for box in drawing.boxes),
        anchors=keys,
        told=_told(scenario, drawing),
    )


def _lines(box: Box) -> Iterator[Line]:
    """Up to two lines of title and one of notes, in the middle of the box."""
    title = wrap(box.title, LETTERS, max_lines=2, placeholder="\u2026", break_long_words=True) or [""]
    notes = " \u00b7 ".join(_notes(box))
    texts = [(line, False) for line in title] + ([(notes, True)] if notes else [])
    first = box.y + (box.height - LINE * len(texts)) // 2 + LINE - 4
    for index, (text, is_note) in enumerate(texts):
        yield Line(first + LINE * index, text, is_note)


def _notes(box: Box) -> Iterator[str]:
    if box.is_start:
        yield "start"
    if box.ending:
        yield box.ending
    if box.is_gated:
        yield "gated"
    if box.loops:
        yield "loops"
    if box.standing == "unreachable":
        yield "unreachable"


def _card(scenario: Scenario, box: Box, keys: Mapping[str, int], names: Mapping[Credit, str]) -> Card:
    node = scenario.nodes.get(box.id)
    redirect = node.blocked_next_node if node else None
    return Card(
        key=keys[box.id],
        box=box,
        node=node,
        ending=None if node else scenario.endings[box.id],
        needs=needed(node.precondition) if node else "",
        does=done(node.on_enter) if node else (),
        choices=tuple(_choice(option, keys, names) for option in node.options) if node else (),
        redirect=Way(redirect, keys.get(redirect), "") if redirect else None,
    )


def _choice(option: Option, keys: Mapping[str, int], names: Mapping[Credit, str]) -> Choice:
    targets = {"": option.next_node} if option.next_node else {}
    outcomes = option.improvisation.outcome_nodes if option.improvisation else {}
    return Choice(
        option=option,
        needs=needed(option.precondition),
        does=done(option.consequences),
        ways=tuple(Way(target, keys.get(target), by) for by, target in {**targets, **outcomes}.items()),
        idea_of=names[option.credit] if option.credit else "",
    )


def _told(scenario: Scenario, drawing: Drawing) -> str:
    lost = sum(box.standing == "unreachable" for box in drawing.boxes)
    return (
        f"{len(scenario.nodes)} nodes and {len(scenario.endings)} endings, joined by {len(drawing.arrows)} arrows. "
        f"What is farthest from the start is {drawing.steps} steps away. "
        f"{'Everything can be reached.' if not lost else f'{lost} of them cannot be reached.'}"
    )
