from django.template.loader import render_to_string

from tests.markup import on_one_line
from worlds.rules import grid
from worlds.rules.grid_words import MEANINGS, cell_words
from worlds.views.grid_widget import grid_explained, hue_of, meaning_of, nine_cells


def test_the_table_shows_the_cells_of_the_rules() -> None:
    drawn = nine_cells((), tier="none")
    assert {cell.name for row in drawn.rows for cell in row.cells} == set(grid.CELLS)
    assert set(MEANINGS) == set(grid.CELLS)
    assert drawn.columns == ("yes", "not yet", "no")
    assert [row.label for row in drawn.rows] == ["chose", "wondered", "let be"]


def test_a_cell_is_called_by_what_was_done_and_what_was_answered() -> None:
    assert [cell_words(cell) for cell in ("triumph", "limbo", "fate", "", "nonsense")] == [
        "chose: yes",
        "wondered: not yet",
        "let be: no",
        "",
        "",
    ]
    assert meaning_of("fate") == "You leave something alone, and it catches up with you."
    assert meaning_of(None) == ""


def test_a_cell_that_is_missing_says_whether_this_scene_can_give_it() -> None:
    drawn = nine_cells(("triumph",), tier="none", possible_here={"triumph", "limbo"})
    here = {cell.name: cell.here for row in drawn.rows for cell in row.cells}
    assert (here["triumph"], here["limbo"]) == ("", "Possible in this scene.")
    assert here["fate"] == "Not possible in this scene."
    assert {cell.here for row in nine_cells((), tier="none").rows for cell in row.cells} == {""}


def test_the_grid_explained_shows_nothing_as_reached() -> None:
    markup = on_one_line(render_to_string("worlds/parts/nine.html", {"nine": grid_explained()}))
    assert "reached" not in markup
    assert "You choose something, and it works." in markup


def test_reached_cells_and_the_one_of_this_turn_are_marked() -> None:
    drawn = nine_cells(("triumph", "fate"), tier="none", this_turn="fate")
    cells = {cell.name: cell for row in drawn.rows for cell in row.cells}
    assert {name for name, cell in cells.items() if cell.is_reached} == {"triumph", "fate"}
    assert {name for name, cell in cells.items() if cell.is_this_turn} == {"fate"}
    assert drawn.reached == 2


def test_every_cell_of_a_game_is_described_for_who_comes_to_it_by_keys() -> None:
    markup = on_one_line(render_to_string("worlds/parts/nine.html", {"nine": nine_cells(("fate",), tier="none")}))
    for cell in grid.CELLS:
        assert f'aria-describedby="cell-{cell}"' in markup
        assert f'id="cell-{cell}"' in markup


def test_the_words_below_say_what_to_aim_for() -> None:
    assert nine_cells((), tier="none").tier_words == "Reach the four corners for bronze."
    assert nine_cells((), tier="gold").tier_words.startswith("Gold")


def test_a_cell_has_the_hue_of_what_the_player_did() -> None:
    assert [hue_of(cell) for cell in ("rebuff", "limbo", "escape", "", None)] == [
        "chooses",
        "unknown",
        "avoids",
        "",
        "",
    ]
