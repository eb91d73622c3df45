from hypothesis import given
from hypothesis import strategies as st

from worlds.graph.ranks import by_distance, crossings, untangled

PLACES = [f"n{number}" for number in range(12)]
WAYS = st.dictionaries(st.sampled_from(PLACES), st.lists(st.sampled_from(PLACES), max_size=4))


def test_a_place_stands_in_the_column_of_its_shortest_way() -> None:
    ways = {"a": ["b", "c"], "b": ["d"], "c": ["d", "b"], "d": ["a"]}
    assert by_distance(["a", "b", "c", "d"], ways, ["a"]) == [["a"], ["b", "c"], ["d"]]


def test_what_no_start_reaches_begins_anew() -> None:
    assert by_distance(["a", "x", "y"], {"x": ["y"]}, ["a"]) == [["a", "x"], ["y"]]


def test_no_places_make_no_columns() -> None:
    assert by_distance([], {}, []) == []


def test_ways_to_places_of_another_band_are_left_out() -> None:
    assert by_distance(["a"], {"a": ["elsewhere"]}, ["a"]) == [["a"]]


def test_crossed_ways_are_untangled() -> None:
    columns = [["a", "b"], ["c", "d"]]
    near = {"a": ["d"], "b": ["c"], "c": ["b"], "d": ["a"]}
    assert crossings(columns, near) == 1
    assert crossings(untangled(columns, near), near) == 0


def test_ways_that_share_an_end_do_not_cross() -> None:
    assert crossings([["a", "b"], ["c"]], {"a": ["c"], "b": ["c"]}) == 0


@given(WAYS)
def test_every_place_stands_once_and_no_way_skips_a_column(ways: dict[str, list[str]]) -> None:
    columns = by_distance(PLACES, ways, ["n0"])
    assert sorted(place for column in columns for place in column) == sorted(PLACES)
    depth = {place: index for index, column in enumerate(columns) for place in column}
    reached = {"n0"}
    while more := {target for place in reached for target in ways.get(place, [])} - reached:
        reached |= more
    assert all(depth[end] <= depth[place] + 1 for place in reached for end in ways.get(place, []))


@given(WAYS)
def test_untangling_keeps_each_column_and_never_adds_a_crossing(ways: dict[str, list[str]]) -> None:
    columns = by_distance(PLACES, ways, ["n0"])
    better = untangled(columns, ways)
    assert [sorted(column) for column in better] == [sorted(column) for column in columns]
    assert crossings(better, ways) <= crossings(columns, ways)
