"""Which deeds earn what."""

from __future__ import annotations

import pytest

from profiles.rules.achievements import BY_CODE, CELLS, RULES, Deeds, FinishedStory, earned
from worlds.rules import grid

NINE = frozenset(grid.CELLS)


def finished(
    *cells: str, scenario: str = "gate", ending: str = "home", ending_type: str = "victory", company: int = 1
) -> FinishedStory:
    return FinishedStory(scenario, ending, ending_type, grid.tier(cells), frozenset(cells), company)


def codes(*stories: FinishedStory, accepted: int = 0, completed: frozenset[str] = frozenset()) -> set[str]:
    return {rule.code for rule in earned(Deeds(tuple(stories), completed, accepted))}


def test_who_has_done_nothing_has_nothing() -> None:
    assert codes() == set()


def test_codes_and_names_are_all_different() -> None:
    assert len(BY_CODE) == len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.how.endswith(".") and rule.hue in grid.ROWS for rule in RULES)


@pytest.mark.parametrize(
    ("ending_type", "code"),
    [
        ("victory", "as-hoped"),
        ("death", "without-you"),
        ("transcendence", "off-the-map"),
        ("unchanged", "as-it-was"),
    ],
)
def test_each_way_to_end_has_its_own(ending_type: str, code: str) -> None:
    assert codes(finished(ending_type=ending_type)) == {"last-page", code}


def test_an_ending_without_a_type_is_an_ending() -> None:
    assert codes(finished(ending_type="")) == {"last-page"}


def test_one_of_each_needs_all_four() -> None:
    ends = [finished(ending_type=kind) for kind in ("victory", "death", "transcendence", "unchanged")]
    assert "one-of-each" not in codes(*ends[:3])
    assert "one-of-each" in codes(*ends)


def test_each_tier_brings_those_below_it() -> None:
    corners = sorted(grid.CORNERS)
    steps = ["four-corners", "between-the-corners", "nine-in-one"]
    for cells, reached in ((corners[:3], 0), (corners, 1), ([*corners, "limbo", "deferral"], 2), (grid.CELLS, 3)):
        assert [code in codes(finished(*cells)) for code in steps] == [place < reached for place in range(3)]


def test_nine_over_many_stories_make_no_tier() -> None:
    halves = [finished(*grid.CELLS[:5]), finished(*grid.CELLS[5:], scenario="other")]
    assert "nine-in-many" in codes(*halves)
    assert not codes(*halves) & {"nine-in-one", "four-corners"}
    assert len(NINE) == CELLS


@pytest.mark.parametrize("cell", ["discovery", "limbo", "constraint"])
def test_ones_own_way_shows_in_the_middle_row(cell: str) -> None:
    assert "own-words" in codes(finished(cell))
    assert "own-words" not in codes(finished("triumph"))


@pytest.mark.parametrize(("company", "expected"), [(1, 0), (2, 1), (7, 1), (8, 2)])
def test_company_is_counted_with_oneself(company: int, expected: int) -> None:
    assert len(codes(finished(company=company)) & {"in-company", "eight-chairs"}) == expected


def test_a_shelf_holds_five_different_stories() -> None:
    assert "shelf-of-five" not in codes(*[finished()] * 9)
    assert "shelf-of-five" in codes(*[finished(scenario=str(number)) for number in range(5)])


def test_every_ending_and_the_book_come_from_outside_a_single_story() -> None:
    assert "every-ending" in codes(finished(), completed=frozenset({"gate"}))
    assert codes(accepted=1) == {"in-the-book"}
