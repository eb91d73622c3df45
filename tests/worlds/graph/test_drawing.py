import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worlds.graph import Box, Drawing, draw, highlighted
from worlds.rules.loading import scenario_from
from worlds.rules.reach import reachability

Content = dict[str, Any]


def node(*ways: str, **more: Any) -> Content:
    options = [{"id": f"o{number}", "text": f"To {way}", "next_node": way} for number, way in enumerate(ways)]
    return {"narrative": "Here.", "choice": {"prompt": "Where?", "options": options}, **more}


def story(nodes: Content, endings: Content | None = None, *, start: str = "a") -> Content:
    return {
        "name": "A story",
        "initial_character": {"name": "Wanderer"},
        "initial_world": {"current_location": "road", "locations": [{"id": "road", "name": "Road"}]},
        "start_node": start,
        "nodes": nodes,
        "endings": endings or {"end": {"narrative": "Over.", "type": "victory"}},
    }


def drawn(content: Content, *highlights: str) -> Drawing:
    scenario = scenario_from(content, name="story")
    return highlighted(draw(scenario, reachability(scenario)), highlights)


def box(drawing: Drawing, place: str) -> Box:
    return next(box for box in drawing.boxes if box.id == place)


def test_columns_follow_the_steps_from_the_start() -> None:
    drawing = drawn(story({"a": node("b", "c"), "b": node("c"), "c": node("end")}))
    assert box(drawing, "a").x < box(drawing, "b").x == box(drawing, "c").x < box(drawing, "end").x
    assert drawing.steps == 2


def test_each_box_says_what_it_is() -> None:
    gate = {"precondition": {"type": "has_item", "item": "key"}, "blocked_next_node": "a"}
    drawing = drawn(story({"a": node("a", "gate"), "gate": node("end", title="The gate", **gate)}))
    start, gated, end = drawing.boxes
    assert (start.is_start, start.loops, start.is_gated, start.ending) == (True, True, False, None)
    assert (gated.title, gated.is_gated, gated.loops) == ("The gate", True, False)
    assert (end.title, end.ending) == ("end", "victory")


def test_arrows_tell_their_kind_and_every_option_that_they_stand_for() -> None:
    way = {"id": "idea", "text": "Try", "next": "improvise", "improvise_context": {"theme": "t"}}
    nodes = {
        "a": node("b", "b"),
        "b": node("end", precondition={"type": "flag_set", "flag": "f"}, blocked_next_node="c"),
    }
    nodes |= {"c": node("end")}
    nodes["a"]["choice"]["options"].append({**way, "outcome_nodes": {"discovery": "c"}})
    arrows = {(arrow.source, arrow.target): arrow for arrow in drawn(story(nodes)).arrows}
    assert arrows["a", "b"].kind == "choice"
    assert arrows["a", "b"].labels == ("To b",)
    assert arrows["b", "c"].kind == "redirect"
    assert arrows["a", "c"].kind == "improvisation"


def test_what_only_an_improvisation_reaches_is_marked_as_such() -> None:
    nodes = {"a": node("end"), "b": node("end")}
    idea = {"id": "idea", "text": "Try", "next": "improvise", "outcome_nodes": {"discovery": "b"}}
    nodes["a"]["choice"]["options"].append(idea)
    assert box(drawn(story(nodes)), "b").standing == "improvised"


def test_there_and_back_is_one_arrow_with_two_heads() -> None:
    drawing = drawn(story({"a": node("b"), "b": node("a", "end")}))
    (between,) = (arrow for arrow in drawing.arrows if {arrow.source, arrow.target} == {"a", "b"})
    assert between.is_mutual
    assert between.labels == ("To b", "To a")


def test_ways_back_are_told_from_ways_on() -> None:
    drawing = drawn(story({"a": node("b"), "b": node("c"), "c": node("a", "end")}))
    assert [(arrow.source, arrow.target) for arrow in drawing.arrows if arrow.goes_back] == [("c", "a")]


def test_what_cannot_be_reached_stands_in_a_band_of_its_own_below() -> None:
    drawing = drawn(story({"a": node("end"), "lost": node("isle", "a"), "isle": node("lost")}))
    assert drawing.unreachable_from is not None
    assert box(drawing, "end").y < drawing.unreachable_from < box(drawing, "lost").y
    assert box(drawing, "lost").standing == box(drawing, "isle").standing == "unreachable"
    assert next(arrow for arrow in drawing.arrows if arrow.target == "a").goes_back
    assert drawn(story({"a": node("end")})).unreachable_from is None


def test_highlights_mark_places_and_the_ways_between_them() -> None:
    drawing = drawn(story({"a": node("b", "c"), "b": node("end"), "c": node("end")}), "a", "b", "no such place")
    assert [box.id for box in drawing.boxes if box.is_highlighted] == ["a", "b"]
    assert [(arrow.source, arrow.target) for arrow in drawing.arrows if arrow.is_highlighted] == [("a", "b")]


def test_the_same_story_is_drawn_the_same_every_time() -> None:
    content = story({"a": node("b", "c"), "b": node("c", "end"), "c": node("a")})
    assert drawn(content) == drawn(content)


@given(st.lists(st.lists(st.integers(0, 15), max_size=5), min_size=16, max_size=16))
def test_no_two_boxes_meet_and_all_lie_inside(ways: list[list[int]]) -> None:
    drawing = drawn(
        story({f"n{at}": node("end", *(f"n{end}" for end in ends)) for at, ends in enumerate(ways)}, start="n0")
    )
    for at, one in enumerate(drawing.boxes):
        assert 0 <= one.x <= drawing.width - one.width
        assert 0 <= one.y <= drawing.height - one.height
        for other in drawing.boxes[at + 1 :]:
            assert one.x != other.x or abs(one.y - other.y) >= one.height


@pytest.mark.parametrize("size", [1, 600])
def test_paths_are_curves_in_whole_pixels_however_large_the_story(size: int) -> None:
    chain = {f"n{at}": node(f"n{(at * 7 + 1) % size}", f"n{(at + 1) % size}", "end") for at in range(size)}
    drawing = drawn(story(chain, start="n0"))
    assert len(drawing.boxes) == size + 1
    assert all(re.fullmatch(r"M-?\d+ -?\d+C(-?\d+ -?\d+ ?){3}", arrow.path) for arrow in drawing.arrows)
