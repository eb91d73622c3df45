import itertools

import pytest

from worlds.services.games.view import ExitView, LocationView
from worlds.views.chart import MOST, WIDTH, Chart, map_chart


def location(*ways: ExitView) -> LocationView:
    return {
        "id": "hall",
        "name": "The hall",
        "description": "",
        "exits": list(ways),
        "items": [],
        "npcs": [],
        "environment": {},
        "players": [],
    }


def way(name: str, *, minutes: int = 0, locked: bool = False) -> ExitView:
    return {
        "target": name,
        "name": name,
        "description": "",
        "travel_minutes": minutes,
        "locked": locked,
        "locked_reason": None,
    }


def drawn(*ways: ExitView) -> Chart:
    found = map_chart(location(*ways))
    assert found is not None
    return found


def test_a_place_without_ways_has_no_map() -> None:
    assert map_chart(location()) is None


def test_too_many_ways_are_left_to_the_list() -> None:
    assert map_chart(location(*(way(f"Way {number}") for number in range(MOST + 1)))) is None


def test_the_map_says_in_words_what_it_draws() -> None:
    told = drawn(way("Cellar", locked=True), way("Garden", minutes=90)).summary
    assert told == "Map: you are at the hall. Ways lead to Cellar (locked) and Garden (1 h 30)."


@pytest.mark.parametrize("amount", range(1, MOST + 1))
def test_places_stand_apart_and_inside(amount: int) -> None:
    map_ = drawn(*(way(f"Way {number}", minutes=5) for number in range(amount)))
    left, top, width, height = map(float, map_.view_box.split())
    assert all(left < spot.x < left + width and top < spot.y < top + height for spot in map_.spots)
    assert width == WIDTH
    for one, other in itertools.combinations(map_.spots, 2):
        assert abs(one.x - other.x) > 60 or abs(one.label_y - other.label_y) > 30


def test_a_long_name_takes_two_lines_and_no_more() -> None:
    lines = drawn(way("The long gallery of the forgotten kings of the north")).spots[0].lines
    assert len(lines) == 2
    assert lines[1].endswith("\u2026")
