"""Whatever several people do in The Loose Parish, each of its critical items can be had, and the story can be won."""

from __future__ import annotations

import pytest

from tests.worlds.rules.critical_items.campaign import NAMES, STORY, WAY, Game, lived, lost_in, won
from tests.worlds.scenarios import paths


def test_the_way_that_the_player_takes_is_the_shortest_that_is_known() -> None:
    game = Game(keeps=True)
    game.join("seeker")
    assert tuple(won(game, "seeker")) == paths.LOOSE_PARISH["ending_boom"]
    assert set(WAY) <= set(STORY.nodes)


@pytest.mark.slow
def test_nothing_is_lost_in_thirty_games_and_without_policies_much_is() -> None:
    assert lost_in(30, keeps=True) == {}
    assert sum(map(len, lost_in(30, keeps=False).values())) > 30


@pytest.mark.long
def test_nothing_is_lost_in_a_thousand_games() -> None:
    assert lost_in(1000, keeps=True) == {}
    assert len(lost_in(1000, keeps=False)) > 500


def test_the_games_are_full_of_what_loses_things() -> None:
    """Or nothing that holds in them would say anything."""
    games = [lived(seed, keeps=True)[0] for seed in range(30)]
    fates = {player.finish.type for game in games for player in game.players.values() if player.finish is not None}
    assert {"death", "unchanged"} <= fates
    assert any(len(game.seats) > len(NAMES) for game in games) or any(len(game.players) > len(NAMES) for game in games)
    assert any(game.world.flags["ferry_rigged"] for game in games)
    assert not all(game.world.flags["ferry_rigged"] for game in games)
