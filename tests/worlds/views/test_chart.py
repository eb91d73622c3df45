"""The map of a game, as it is drawn and as it is told."""

from __future__ import annotations

import itertools

from worlds.rules.places import Exit, KnownPlace
from worlds.views.chart import WIDTH, Chart, Dot, map_chart

CELLS = {"hall": (0, 0), "cellar": (1, 0), "garden": (2, 1), "attic": (0, 3)}


def way(target: str, *, minutes: int | None = None, locked: bool = False) -> Exit:
    return Exit(target, target.title(), "", minutes, locked, None)


def been(place: str, *ways: Exit) -> KnownPlace:
    return KnownPlace(place, place.title(), is_seen=True, ways=ways)


def heard_of(place: str) -> KnownPlace:
    return KnownPlace(place, place.title(), is_seen=False, ways=())


HOUSE = (
    been("hall", way("cellar", locked=True), way("garden", minutes=90)),
    heard_of("cellar"),
    been("garden", way("hall", minutes=90), way("attic")),
    heard_of("attic"),
)


def drawn(*places: KnownPlace, here: str = "hall", people: tuple[Dot, ...] = ()) -> Chart:
    found = map_chart(places, CELLS, here=here, people=people)
    assert found is not None
    return found


def test_a_place_that_leads_nowhere_has_no_map() -> None:
    assert map_chart((been("hall"),), CELLS, here="hall") is None


def test_each_place_looks_as_it_is_known() -> None:
    assert [spot.look for spot in drawn(*HOUSE).spots] == ["here", "locked", "visited", "known"]


def test_a_way_is_drawn_once_and_as_new_where_it_was_not_taken() -> None:
    lines = {(line.start, line.end): line.is_new for line in drawn(*HOUSE).lines}
    at = [(spot.x, spot.y) for spot in drawn(*HOUSE).spots]
    hall, cellar, garden, attic = at
    assert lines == {(garden, hall): False, (cellar, hall): True, (attic, garden): True}


def test_only_ways_from_here_tell_how_long_they_take() -> None:
    assert [spot.way for spot in drawn(*HOUSE).spots] == ["", "locked", "1 h 30", ""]


def test_the_map_says_in_words_what_it_draws() -> None:
    told = drawn(*HOUSE).summary
    assert told == (
        "Map: you are at Hall. Ways lead to Cellar (locked) and Garden (1 h 30). You have also been at Garden."
    )


def test_every_place_has_a_line_of_its_own() -> None:
    lines = drawn(*HOUSE).places
    assert [(line.name, line.note, line.ways) for line in lines] == [
        ("Hall", "you are here", "to Cellar (locked) and Garden (1 h 30)"),
        ("Cellar", "not visited yet", "from Hall"),
        ("Garden", "", "to Hall (1 h 30) and Attic"),
        ("Attic", "not visited yet", "from Garden"),
    ]


def test_who_is_where_is_drawn_and_told_also_far_away() -> None:
    chart = drawn(
        *HOUSE, people=(Dot("hall", "#111", "Wren"), Dot("attic", "#222", "Moth"), Dot("attic", "#333", "Ada"))
    )
    assert [len(spot.pill.dots) if spot.pill else 0 for spot in chart.spots] == [1, 0, 0, 2]
    assert chart.summary.endswith("At Hall: Wren. At Attic: Moth and Ada.")
    assert chart.places[3].people == "Moth and Ada"


def test_places_stand_apart_and_inside_and_empty_rows_above_are_cut() -> None:
    chart = drawn(*HOUSE[2:], here="garden")
    _, top, width, height = map(int, chart.view_box.split())
    assert (top, width) == (0, WIDTH)
    assert all(0 < spot.x < width and 0 < spot.y < height for spot in chart.spots)
    for one, other in itertools.combinations(chart.spots, 2):
        assert abs(one.x - other.x) >= 90 or abs(one.label_y - other.label_y) >= 60
    assert min(spot.y for spot in chart.spots) < 30


def test_more_places_than_are_drawn_are_told_in_words() -> None:
    chart = map_chart(HOUSE, {}, here="hall")
    assert chart is not None
    assert (chart.spots, chart.lines) == ((), ())
    assert len(chart.places) == 4


def test_a_long_name_takes_two_lines_and_no_more() -> None:
    long = KnownPlace("attic", "The long gallery of the forgotten kings of the north", is_seen=False, ways=())
    lines = drawn(HOUSE[0], long).spots[1].lines
    assert len(lines) == 2
    assert lines[1].endswith("\u2026")
