"""A scenario's graph as boxes and arrows with coordinates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from worlds.graph.routes import HEIGHT, MARGIN, WIDTH, Spot, placed, route
from worlds.graph.ways import Joined, joined

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from worlds.rules.reach import Reach, Way
    from worlds.rules.scenario import EndingType, Scenario

Standing = Literal["reached", "improvised", "unreachable"]

BAND: Final = 72  # between what can be reached and what cannot: a line of text stands there


@dataclass(frozen=True, slots=True)
class Box:
    """A node, or an ending, which alone has an `ending` type; x and y are those of its upper left corner."""

    id: str
    title: str
    ending: EndingType | None
    standing: Standing
    is_start: bool
    is_gated: bool
    is_highlighted: bool
    loops: bool  # a way leads back to itself
    x: int
    y: int
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Arrow:
    """All ways between two boxes; `path` is SVG path data. One that `goes_back` leads no further from its band's start."""

    source: str
    target: str
    kind: Way
    labels: tuple[str, ...]
    is_mutual: bool
    goes_back: bool
    is_highlighted: bool
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    boxes: tuple[Box, ...]  # in file order
    arrows: tuple[Arrow, ...]
    unreachable_from: int | None  # y where the band of what cannot be reached begins, if anything is in it
    steps: int  # from the start to what is farthest from it


def draw(scenario: Scenario, reach: Reach, *, only: Collection[str] | None = None) -> Drawing:
    """Lay the graph out from left to right by the number of steps from the start node.

    What the graph never leads to stands in a band of its own below. Of a part, the places of which are `only` these,
    nothing else is drawn.
    """
    places = [place for place in places_of(scenario) if only is None or place in only]
    ways = _between(joined(reach.edges), frozenset(places))
    inside = [place for place in places if reach.has(place)]
    outside = [place for place in places if not reach.has(place)]
    starts = [scenario.start_node] if scenario.start_node in inside else inside[:1]
    spots = placed(inside, starts, ways, top=MARGIN)
    steps, bottom = max((spot.column for spot in spots.values()), default=0), _bottom(spots)
    spots |= placed(outside, _unentered(outside, ways), ways, top=bottom + BAND)
    boxes = tuple(_box(scenario, reach, place, spots[place]) for place in places)
    return Drawing(
        width=max(box.x for box in boxes) + WIDTH + MARGIN,
        height=_bottom(spots) + MARGIN,
        boxes=boxes,
        arrows=tuple(_arrow(way, reach, spots) for way in ways if way.source != way.target),
        unreachable_from=bottom + MARGIN if outside else None,
        steps=steps,
    )


def places_of(scenario: Scenario) -> list[str]:
    """Nodes and endings, in file order."""
    return [*scenario.nodes, *(ending for ending in scenario.endings if ending not in scenario.nodes)]


def _between(ways: Sequence[Joined], places: Collection[str]) -> list[Joined]:
    return [way for way in ways if way.source in places and way.target in places]


def _bottom(spots: Mapping[str, Spot]) -> int:
    return max((spot.y + HEIGHT for spot in spots.values()), default=MARGIN)


def highlighted(drawing: Drawing, highlights: Collection[str]) -> Drawing:
    """The same drawing with these nodes and endings marked, and the ways between them."""
    if not highlights:
        return drawing
    boxes = (replace(box, is_highlighted=box.id in highlights) for box in drawing.boxes)
    arrows = (
        replace(arrow, is_highlighted=arrow.source in highlights and arrow.target in highlights)
        for arrow in drawing.arrows
    )
    return replace(drawing, boxes=tuple(boxes), arrows=tuple(arrows))


def from_json(stored: Mapping[str, Any]) -> Drawing:
    """The drawing whose `asdict` was stored."""
    boxes = (Box(**box) for box in stored["boxes"])
    arrows = (Arrow(**{**arrow, "labels": tuple(arrow["labels"])}) for arrow in stored["arrows"])
    return Drawing(**{**stored, "boxes": tuple(boxes), "arrows": tuple(arrows)})


def _unentered(places: Sequence[str], ways: Sequence[Joined]) -> list[str]:
    entered = {way.target for way in ways if way.source != way.target}
    return [place for place in places if place not in entered]


def _box(scenario: Scenario, reach: Reach, place: str, spot: Spot) -> Box:
    node, ending = scenario.nodes.get(place), scenario.endings.get(place)
    return Box(
        id=place,
        title=(node.title if node else ending.title if ending else "") or place.replace("_", " "),
        ending=ending.type if ending and not node else None,
        standing=_standing(reach, place),
        is_start=place == scenario.start_node,
        is_gated=node is not None and node.precondition is not None,
        is_highlighted=False,
        loops=node is not None and any(way.next_node == place and not way.retired for way in node.options),
        x=spot.x,
        y=spot.y,
    )


def _standing(reach: Reach, place: str) -> Standing:
    if place in reach.reached:
        return "reached"
    return "improvised" if place in reach.by_improvisation else "unreachable"


def _arrow(way: Joined, reach: Reach, spots: Mapping[str, Spot]) -> Arrow:
    source, target = spots[way.source], spots[way.target]
    leaves_band = reach.has(way.source) != reach.has(way.target)
    return Arrow(
        source=way.source,
        target=way.target,
        kind=way.kind,
        labels=way.labels,
        is_mutual=way.is_mutual,
        goes_back=leaves_band or target.column <= source.column,
        is_highlighted=False,
        path=route(source, target),
    )
