"""Several agents together: they meet in one world, or each plays alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any, Final

from kleene_client import AsyncClient

from agents import limits
from agents.playing import Played, begin_as_agent, play_game
from agents.policies.choices import Policy

VERSION: Final = "1"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is played, and by how many; `pause` counts seconds before each turn."""

    server: str
    policy: str = "explorer"
    scenario: str = ""
    games: int = 1
    agents: int = 1
    turns: int = limits.TURNS
    pause: float = 0.0
    personality: str = ""


async def play_games(plan: Plan, policy: Callable[[], Policy], *, tell: Callable[[str], object]) -> list[Played]:
    """Play the games of a plan, one after another, and tell of each. Raises Refused, httpx.TransportError."""
    async with AsyncExitStack() as stack:
        players = [await stack.enter_async_context(await _agent(plan)) for _ in range(plan.agents)]
        story = plan.scenario or (await players[0].list_scenarios())["results"][0]["id"]
        ended: list[Played] = []
        for _ in range(plan.games):
            games = await _begin(players, story)
            playing = (
                play_game(player, game, policy(), turns=plan.turns, pause=plan.pause)
                for player, game in zip(players, games, strict=True)
            )
            for played in await asyncio.gather(*playing):
                tell(told(played))
                ended.append(played)
        return ended


async def _agent(plan: Plan) -> AsyncClient:
    return await begin_as_agent(plan.server, policy=plan.policy, personality=plan.personality, version=VERSION)


async def _begin(players: list[AsyncClient], story: str) -> list[Any]:
    """A game for each: alone, or in a world that the first one makes."""
    if len(players) == 1:
        return [await players[0].start_game(scenario_id=story, game_mode="solo")]
    first = await players[0].start_game(scenario_id=story, game_mode="shared")
    world = first["world_id"]
    assert world is not None, "a shared game has a world"
    return [first, *[await player.join_world(world) for player in players[1:]]]


def told(played: Played) -> str:
    """One line about a game that is over."""
    came_to = f"came to the ending {played.ending}" if played.ending else f"stopped: {played.why}"
    return f"{played.session_id} {came_to} after {played.turns} turns."
