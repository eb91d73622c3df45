from datetime import UTC, datetime, timedelta

from leaderboards.rules.scoring import Approval, Finish, Scope, standings
from worlds.rules.grid import CELLS

NOON = datetime(2026, 2, 10, 12, tzinfo=UTC)
CORNERS = ("triumph", "rebuff", "escape", "fate")


def at(hours: int) -> datetime:
    return NOON + timedelta(hours=hours)


def finish(
    hours: int, *cells: str, story: int = 1, ending: str = "home", turns: int = 10, was_rewound: bool = False
) -> Finish:
    return Finish(story, ending, turns, was_rewound, cells, at(hours))


def test_cells_of_several_games_are_united_and_repeats_add_nothing() -> None:
    games = [finish(0, "triumph"), finish(1, "triumph", "fate"), finish(2, "fate")]
    found = standings(games)[Scope("grid_coverage", 1)]
    assert (found.score, found.cells, found.achieved_at) == (2, ("triumph", "fate"), at(1))


def test_the_same_cell_counts_once_in_each_story_on_the_board_of_all() -> None:
    found = standings([finish(0, "triumph"), finish(1, "triumph", "fate", story=2)])[Scope("grid_coverage", None)]
    assert (found.score, found.cells) == (3, ("triumph", "fate"))


def test_a_tier_is_that_of_one_story_never_of_several_together() -> None:
    games = [finish(0, "triumph", "rebuff"), finish(1, "escape", "fate", story=2)]
    assert standings(games)[Scope("grid_coverage", None)].tier == "none"
    games.append(finish(2, *CORNERS))
    assert standings(games)[Scope("grid_coverage", None)].tier == "bronze"


def test_different_endings_count_and_the_same_one_counts_once() -> None:
    games = [finish(0), finish(1), finish(2, ending="broken"), finish(3, story=2)]
    found = standings(games)
    assert found[Scope("scenario_completion", 1)].score == 2
    assert found[Scope("scenario_completion", None)].score == 3
    assert found[Scope("scenario_completion", None)].achieved_at == at(3)


def test_an_end_that_the_story_has_no_name_for_is_no_ending_and_no_quick_way() -> None:
    found = standings([finish(0, "rebuff", ending="", turns=1)])
    assert set(found) == {Scope("grid_coverage", 1), Scope("grid_coverage", None)}


def test_fewest_turns_are_kept_with_their_first_date() -> None:
    games = [finish(0, turns=9), finish(1, "fate", turns=5), finish(2, "triumph", turns=5), finish(3, turns=7)]
    found = standings(games)[Scope("turn_efficiency", 1)]
    assert (found.score, found.achieved_at, found.cells) == (5, at(1), ("fate",))


def test_a_game_that_was_taken_back_is_no_quick_way_but_counts_for_the_rest() -> None:
    found = standings([finish(0, "fate", turns=2, was_rewound=True)])
    assert Scope("turn_efficiency", 1) not in found
    assert found[Scope("grid_coverage", 1)].score == 1


def test_turns_are_compared_within_a_story_only() -> None:
    assert not [scope for scope in standings([finish(0)]) if scope == Scope("turn_efficiency", None)]


def test_gold_is_counted_by_story_and_needs_all_nine_cells_in_one_game() -> None:
    halves = [finish(0, *CELLS[:5]), finish(1, *CELLS[5:])]
    assert Scope("gold_achiever", None) not in standings(halves)
    golden = [*halves, finish(2, *CELLS), finish(3, *CELLS), finish(4, *CELLS, story=2)]
    assert standings(golden)[Scope("gold_achiever", None)].score == 2
    assert standings(golden)[Scope("gold_achiever", 1)].achieved_at == at(2)


def test_approved_improvisations_are_counted_each() -> None:
    found = standings([], [Approval(1, at(0)), Approval(1, at(1)), Approval(2, at(2))])
    assert found[Scope("improvisation_accepted", 1)].score == 2
    assert found[Scope("improvisation_accepted", None)].achieved_at == at(2)


def test_who_reached_nothing_stands_nowhere() -> None:
    assert standings([]) == {}
