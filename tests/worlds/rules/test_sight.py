"""Who is told of whom in a shared world."""

from __future__ import annotations

import pytest

from worlds.rules.sight import Sight, sight_of_outsiders


@pytest.mark.parametrize("is_named", [True, False])
def test_whoever_hides_the_character_is_someone(*, is_named: bool) -> None:
    for visible in (True, False):
        sight = sight_of_outsiders(shows_character=False, has_character_name=is_named, account_is_visible=visible)
        assert sight is Sight.NOTHING


def test_of_a_hidden_account_the_characters_own_name_alone_is_told() -> None:
    assert (
        sight_of_outsiders(shows_character=True, has_character_name=True, account_is_visible=False) is Sight.CHARACTER
    )
    assert sight_of_outsiders(shows_character=True, has_character_name=False, account_is_visible=False) is Sight.NOTHING


def test_of_a_visible_account_all_is_told() -> None:
    assert sight_of_outsiders(shows_character=True, has_character_name=False, account_is_visible=True) is Sight.ALL


@pytest.mark.parametrize(("is_visible", "sight"), [(True, Sight.ALL), (False, Sight.NOTHING)])
def test_without_a_choice_it_is_as_with_the_account(*, is_visible: bool, sight: Sight) -> None:
    found = sight_of_outsiders(shows_character=None, has_character_name=True, account_is_visible=is_visible)
    assert found is sight
