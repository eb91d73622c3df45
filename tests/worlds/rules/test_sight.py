"""Who is told of whom in a shared world."""

from __future__ import annotations

import pytest

from worlds.rules.sight import SOMEONE, Sight, outsiders_name, sight_of_outsiders


@pytest.mark.parametrize("is_visible", [True, False])
def test_whoever_hides_the_character_is_someone(*, is_visible: bool) -> None:
    assert sight_of_outsiders(shows_character=False, account_is_visible=is_visible) is Sight.NOTHING


def test_of_a_hidden_account_the_character_alone_is_told() -> None:
    assert sight_of_outsiders(shows_character=True, account_is_visible=False) is Sight.CHARACTER


def test_of_a_visible_account_all_is_told() -> None:
    assert sight_of_outsiders(shows_character=True, account_is_visible=True) is Sight.ALL


@pytest.mark.parametrize(("is_visible", "sight"), [(True, Sight.ALL), (False, Sight.NOTHING)])
def test_without_a_choice_it_is_as_with_the_account(*, is_visible: bool, sight: Sight) -> None:
    assert sight_of_outsiders(shows_character=None, account_is_visible=is_visible) is sight


def test_a_shown_character_without_a_name_of_its_own_goes_by_the_storys() -> None:
    assert outsiders_name(given="Wren", by_story="Wanderer") == "Wren"
    assert outsiders_name(given="", by_story="Wanderer") == "Wanderer"
    assert outsiders_name(given="", by_story="") == SOMEONE
