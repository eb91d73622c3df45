from worlds.rules import grid
from worlds.views.grid_widget import SHOWN, hue_of, nine_cells


def test_the_table_shows_the_cells_of_the_rules() -> None:
    drawn = nine_cells((), tier="none")
    assert {cell.name for row in drawn.rows for cell in row.cells} == set(grid.CELLS)
    assert set(SHOWN) == set(grid.CELLS)


def test_reached_cells_and_the_one_of_this_turn_are_marked() -> None:
    drawn = nine_cells(("triumph", "fate"), tier="none", this_turn="fate")
    cells = {cell.name: cell for row in drawn.rows for cell in row.cells}
    assert {name for name, cell in cells.items() if cell.is_reached} == {"triumph", "fate"}
    assert {name for name, cell in cells.items() if cell.is_this_turn} == {"fate"}
    assert drawn.reached == 2


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
