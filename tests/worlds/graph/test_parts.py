import pytest

from tests.worlds.graph.test_drawing import Content, node, story
from worlds.graph import draw, is_drawn_whole, parts, places_of
from worlds.graph.parts import MOST_DRAWN
from worlds.rules.loading import scenario_from
from worlds.rules.reach import Reach, reachability
from worlds.rules.scenario import Scenario


def long(length: int) -> Content:
    """A chain of nodes, each with a side room, told backwards in the file."""
    rooms = {f"side_{at}": node(f"n{at}") for at in range(length)}
    chain = {f"n{at}": node(f"n{at + 1}" if at + 1 < length else "end", f"side_{at}") for at in reversed(range(length))}
    return story({**rooms, **chain}, start="n0")


def read(content: Content) -> tuple[Scenario, Reach]:
    scenario = scenario_from(content, name="long")
    return scenario, reachability(scenario)


def test_a_small_story_is_one_part_in_file_order() -> None:
    scenario, reach = read(long(20))
    assert is_drawn_whole(scenario)
    assert parts(scenario, reach) == [places_of(scenario)]


@pytest.mark.parametrize("length", [75, 80, 400, 1000])
def test_a_large_story_is_parted_so_that_each_place_stands_in_one_part(length: int) -> None:
    scenario, reach = read(long(length))
    divided = parts(scenario, reach)
    assert sorted(place for part in divided for place in part) == sorted(places_of(scenario))
    assert all(0 < len(part) <= MOST_DRAWN for part in divided)
    assert len(divided) <= 2 * length // MOST_DRAWN + 2
    assert divided[0][0] == "n0"


def test_neighbours_stand_together() -> None:
    scenario, reach = read(long(400))
    divided = parts(scenario, reach)
    assert set(divided[0]) >= {"n0", "side_0", "n1", "side_1", "n30"}
    joined_within = sum(len(draw(scenario, reach, only=frozenset(part)).arrows) for part in divided)
    assert joined_within >= 0.9 * len(draw(scenario, reach).arrows)


def test_places_that_hang_together_with_nothing_share_a_part() -> None:
    alone = {f"alone_{at}": node(f"alone_{at}") for at in range(300)}
    scenario, reach = read(story({"a": node("end"), **alone}))
    assert len(parts(scenario, reach)) == 4


def test_of_a_part_nothing_else_is_drawn() -> None:
    scenario, reach = read(long(400))
    part = parts(scenario, reach)[1]
    drawing = draw(scenario, reach, only=frozenset(part))
    assert {box.id for box in drawing.boxes} == set(part)
    assert {end for arrow in drawing.arrows for end in (arrow.source, arrow.target)} <= set(part)


def test_a_part_that_cannot_be_reached_is_drawn_too() -> None:
    scenario, reach = read(story({"a": node("end"), "lost": node("a"), "far": node("lost")}))
    drawing = draw(scenario, reach, only={"lost", "far"})
    assert [box.standing for box in drawing.boxes] == ["unreachable", "unreachable"]
    assert len(drawing.arrows) == 1
