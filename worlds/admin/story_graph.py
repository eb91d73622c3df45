"""A revision's graph, and its nodes in words, as the page of the revision shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from textwrap import wrap
from typing import Final

from worlds.admin import further_words
from worlds.admin.further_words import Further
from worlds.admin.wording import effect_words, needed_words
from worlds.graph import Arrow, Box, Drawing, draw, from_json, highlighted, is_drawn_whole, parts, places_of
from worlds.models import ScenarioRevision
from worlds.models.compiled import compiled_scenario
from worlds.rules.reach import reachability
from worlds.rules.scenario import Credit, Ending, Node, Option, Scenario
from worlds.services.stories.credit_names import names_today
from worlds.services.stories.drawings import kept_drawing

LETTERS: Final = 24  # that fit into a line of a box
LINE: Final = 15  # pixels from one line to the next
NONE: Final[Mapping[str, str]] = {}


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
    href: str | None  # None: there is no such place
    by: str


@dataclass(frozen=True, slots=True)
class Choice:
    option: Option
    needs: str
    does: tuple[str, ...]
    ways: tuple[Way, ...]
    idea_of: str  # by today's name; empty: the author's own
    further: tuple[Further, ...]


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
    further: tuple[Further, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts that a large graph is drawn in."""

    number: int  # from 1
    first: str  # id of the place that it begins with
    size: int


@dataclass(frozen=True, slots=True)
class StoryGraph:
    """One part of a story, with its cards; a small story is one part."""

    number: int
    parts: tuple[Part, ...]
    drawing: Drawing
    boxes: tuple[Drawn, ...]
    arrows: tuple[Drift, ...]
    cards: tuple[Card, ...]
    anchors: Mapping[str, int]  # of every place of the story
    hrefs: Mapping[str, str]  # where the words of every place stand, in this part or another
    summary: str  # the graph in a sentence


def graph_of_story(scenario: Scenario, *, highlights: Collection[str] = ()) -> StoryGraph:
    """Of a story that is stored nowhere yet: the part with the first of the highlights in it."""
    reach = reachability(scenario)
    divided = parts(scenario, reach)
    number = _part_with(divided, highlights)
    drawing = highlighted(draw(scenario, reach, only=_only(divided, number)), highlights)
    return _story_graph(scenario, divided, number, drawing)


def graph_of(
    revision: ScenarioRevision,
    *,
    number: int | None,
    highlights: Collection[str] = (),
    notes: Mapping[str, str] = NONE,
) -> StoryGraph:
    """Of a revision, with the drawing that is kept: the part of this number, else the one with the first highlight.

    `notes` are written into the boxes of these places.
    """
    scenario = compiled_scenario(revision)
    divided = _divided(revision, scenario)
    if number is None or not 1 <= number <= len(divided):
        number = _part_with(divided, highlights)
    only = _only(divided, number)
    stored = kept_drawing(revision, number, lambda: asdict(draw(scenario, reachability(scenario), only=only)))
    return _story_graph(scenario, divided, number, highlighted(from_json(stored), highlights), notes)


def _divided(revision: ScenarioRevision, scenario: Scenario) -> list[list[str]]:
    if is_drawn_whole(scenario):
        return [places_of(scenario)]
    found: list[list[str]] = kept_drawing(revision, 0, lambda: parts(scenario, reachability(scenario)))
    return found


def _part_with(divided: Sequence[Collection[str]], highlights: Collection[str]) -> int:
    wanted = next(iter(highlights), None)
    return next((number for number, places in enumerate(divided, 1) if wanted in places), 1)


def _only(divided: Sequence[Collection[str]], number: int) -> frozenset[str] | None:
    return frozenset(divided[number - 1]) if len(divided) > 1 else None


def _story_graph(
    scenario: Scenario,
    divided: Sequence[Sequence[str]],
    number: int,
    drawing: Drawing,
    told: Mapping[str, str] = NONE,
) -> StoryGraph:
    keys = {place: key for key, place in enumerate(places_of(scenario))}
    pages = {place: page for page, places in enumerate(divided, 1) for place in places}
    hrefs = {
        place: f"{'' if pages[place] == number else f'?part={pages[place]}'}#place-{keys[place]}" for place in keys
    }
    shown = [scenario.nodes[box.id] for box in drawing.boxes if box.id in scenario.nodes]
    names = names_today(option.credit for node in shown for option in node.options)
    return StoryGraph(
        number=number,
        parts=tuple(Part(page, places[0], len(places)) for page, places in enumerate(divided, 1)),
        drawing=drawing,
        boxes=tuple(Drawn(box, keys[box.id], tuple(_lines(box, told.get(box.id, "")))) for box in drawing.boxes),
        arrows=tuple(Drift(arrow, keys[arrow.source], keys[arrow.target]) for arrow in drawing.arrows),
        cards=tuple(_card(scenario, box, keys[box.id], hrefs, names) for box in drawing.boxes),
        anchors=keys,
        hrefs=hrefs,
        summary=_summary(scenario, drawing),
    )


def _lines(box: Box, told: str) -> Iterator[Line]:
    """Up to two lines of title and one of notes, in the middle of the box."""
    title = wrap(box.title, LETTERS, max_lines=2, placeholder="\u2026", break_long_words=True) or [""]
    notes = " \u00b7 ".join([*_notes(box), *filter(None, [told])])
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


def _card(scenario: Scenario, box: Box, key: int, hrefs: Mapping[str, str], names: Mapping[Credit, str]) -> Card:
    node = scenario.nodes.get(box.id)
    redirect = node.blocked_next_node if node else None
    return Card(
        key=key,
        box=box,
        node=node,
        ending=None if node else scenario.endings[box.id],
        needs=needed_words(node.precondition) if node else "",
        does=effect_words(node.on_enter) if node else (),
        choices=tuple(_choice(option, hrefs, names) for option in node.options) if node else (),
        redirect=Way(redirect, hrefs.get(redirect), "") if redirect else None,
        further=further_words.of_node(node) if node else (),
    )


def _choice(option: Option, hrefs: Mapping[str, str], names: Mapping[Credit, str]) -> Choice:
    targets = {"": option.next_node} if option.next_node else {}
    outcomes = option.improvisation.outcome_nodes if option.improvisation else {}
    return Choice(
        option=option,
        needs=needed_words(option.precondition),
        does=effect_words(option.consequences),
        ways=tuple(Way(target, hrefs.get(target), by) for by, target in {**targets, **outcomes}.items()),
        idea_of=names[option.credit] if option.credit else "",
        further=further_words.of_option(option),
    )


def _summary(scenario: Scenario, drawing: Drawing) -> str:
    size = len(scenario.nodes) + len(scenario.endings)
    if len(drawing.boxes) < size:
        return f"{len(drawing.boxes)} of {size} nodes and endings, connected by {len(drawing.arrows)} arrows."
    lost = sum(box.standing == "unreachable" for box in drawing.boxes)
    return (
        f"{len(scenario.nodes)} nodes and {len(scenario.endings)} endings, connected by {len(drawing.arrows)} arrows. "
        f"The farthest node is {drawing.steps} steps from the start. "
        f"{'Everything can be reached.' if not lost else f'{lost} of them cannot be reached.'}"
    )
