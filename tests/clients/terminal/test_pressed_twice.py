"""A number that is entered twice plays one turn: the second was for the scene that was shown."""

from __future__ import annotations

import asyncio

import pytest
from kleene_client import AsyncClient
from kleene_play.game import MOVED_ON, Game

from tests.worlds.consumers.served import Site

pytestmark = pytest.mark.usefixtures("living")  # the stories


async def test_two_numbers_at_once_play_one_turn(site: Site) -> None:
    async with AsyncClient(site.url("")) as client:
        await client.begin_as_guest()
        game = Game(client, (await client.start_game(scenario_id="gate"))["view"], "")
        before = game.view["turn"]
        _, second = await asyncio.gather(game.entered("1"), game.entered("1"))
        assert [each.text for each in second] == [MOVED_ON]
        assert game.view["turn"] == before + 1
