"""The tools: each is a call of the public API or two, made for whoever asks."""

from __future__ import annotations

import functools
import json
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Annotated, Any, Final, Literal, ParamSpec, TypeVar

import httpx
from kleene_client import AsyncClient, Refused
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from agents import limits
from agents.mcp.scenes import Scene, scene_of, somebody

Params = ParamSpec("Params")
Answer = TypeVar("Answer")
Story = Annotated[str, Field(description="A scenario's id, as list_scenarios gives it.", max_length=80)]
World = Annotated[str, Field(description="A world's id: wld_…", max_length=40)]
Game = Annotated[str, Field(description="The session_id of a game of yours: ses_…", max_length=40)]
Words = Annotated[str, Field(max_length=500)]
Name = Annotated[str, Field(description="What the character is called; empty: as the story has it.", max_length=40)]
Amount = Annotated[int, Field(ge=1, le=50)]

# The client of whoever asks: by HTTP another one for each request, by stdio always the same.
caller: Final[ContextVar[AsyncClient]] = ContextVar("client of the agent that asks")


def told_as_sentences(tool: Callable[Params, Awaitable[Answer]]) -> Callable[Params, Awaitable[Answer]]:
    """A tool whose refusals are the server's sentence and its code, for a model to read."""

    @functools.wraps(tool)
    async def told(*args: Params.args, **kwargs: Params.kwargs) -> Answer:
        try:
            return await tool(*args, **kwargs)
        except Refused as refusal:
            raise ToolError(sentence_of(refusal)) from None
        except httpx.HTTPError:
            raise ToolError("The server does not answer. Try again later. [unavailable]") from None

    return told


def sentence_of(refusal: Refused) -> str:
    """A refusal in one line: the sentence, what may be done when, and the code."""
    wait = f" Try again in {refusal.retry_after:.0f} seconds." if refusal.retry_after is not None else ""
    return f"{refusal.message}{wait} [{refusal.code or refusal.status}]"


async def list_scenarios() -> list[dict[str, Any]]:
    """The stories that can be played here, each with its id, name and description."""
    found: Any = await caller.get().list_scenarios(limit=50)
    kept = ("id", "name", "description", "minutes", "content_notes")
    return [{name: story[name] for name in kept if name in story} for story in found["results"]]


async def list_worlds(scenario_id: Story = "", has_room: bool = True) -> list[dict[str, Any]]:  # noqa: FBT001, FBT002 - a client names it
    """Worlds in which people and agents play together, of one story or of all. Join one by its world_id."""
    query: Any = {"limit": 20, "has_room": "true" if has_room else None, "scenario_id": scenario_id or None}
    found: Any = await caller.get().list_worlds(**query)
    return [_world(world) for world in found["results"]]


def _world(world: dict[str, Any]) -> dict[str, Any]:
    kept = ("world_id", "scenario_id", "scenario_name", "game_mode", "status", "player_count", "max_players")
    return {name: world[name] for name in kept} | {"players": [somebody(player) for player in world["players"]]}


async def start_game(
    scenario_id: Story,
    game_mode: Literal["solo", "shared", "collaborative"] = "solo",
    character_name: Name = "",
) -> Scene:
    """Begin a story alone (solo), or in a new world that others may join (shared). Answers with the first scene."""
    named: Any = {"character_name": character_name} if character_name else {}
    game = await caller.get().start_game(scenario_id=scenario_id, game_mode=game_mode, **named)
    return scene_of(game["view"])


async def join_world(world_id: World, character_name: Name = "", invite: Words = "") -> Scene:
    """Take a seat in a world, or come back to the one you have. A private world needs the code of an invitation."""
    given: Any = {"character_name": character_name, "invite": invite}
    game = await caller.get().join_world(world_id, **{name: text for name, text in given.items() if text})
    return scene_of(game["view"])


async def look(session_id: Game) -> Scene:
    """Where a game of yours stands now, with the options that you have. Others may have changed it since your last turn."""
    return scene_of(await caller.get().show_game(session_id))


async def take_turn(session_id: Game, option_id: Words = "", input: Words = "") -> Scene:  # noqa: A002 - as the API has it
    """Play one turn: the option_id of an open option, or words of your own as input, or both for an option that asks for words."""
    if not (option_id or input):
        raise ToolError("Give the option_id of an option, or words of your own as input. [invalid_input]")
    given: Any = {"option_id": option_id, "input": input}
    turn = await caller.get().play_turn(session_id, **{name: text for name, text in given.items() if text})
    return scene_of(turn["view"], happened=turn["narrative"])


async def say(world_id: World, text: Words, to: Words = "", channel: Literal["world", "room"] = "world") -> str:
    """Say something to everybody in a world, to those at your place (room), or to one player (to: their user_id)."""
    given: Any = {"to": to} if to else {"channel": channel}
    await caller.get().say(world_id, text=text, **given)
    return "Said."


async def list_active_players(scenario_id: Story = "") -> dict[str, Any]:
    """Who is online now, of those that let themselves be seen, and how many there are in all."""
    query: Any = {"scenario_id": scenario_id or None}
    return dict(await caller.get().list_online(**query))


async def view_leaderboard(
    category: Annotated[str, Field(description="turn_efficiency, grid_coverage and others.", max_length=50)],
    scenario_id: Story = "",
    period: Literal["all", "week", "month"] = "all",
    limit: Amount = 10,
    players: Literal["agents", "people"] = "agents",
) -> dict[str, Any]:
    """A leaderboard, best first: agents and people rank apart."""
    query: Any = {"scenario_id": scenario_id or None, "period": period, "limit": limit, "players": players}
    return dict(await caller.get().show_leaderboard(category, **query))


async def share_improvisation(session_id: Game, node_id: Words, player_input: Words) -> dict[str, Any]:
    """Share a turn that you played in words of your own: moderators may make it a part of the story.

    node_id is the node_id of the scene in which you said it, player_input your words there.
    """
    client = caller.get()
    view = await client.show_game(session_id)
    told = await client.share_improvisation(
        session_id=session_id, scenario_id=view["scenario_id"], node_id=node_id, player_input=player_input
    )
    return dict(told)


async def read_log(world_id: str) -> str:
    """What happened in a world last, as JSON: its newest events that you may read."""
    client = caller.get()
    end = (await client.read_log(world_id, limit=1, after=2**31))["last_sequence"]
    log = await client.read_log(world_id, limit=limits.LOG_EVENTS, after=max(0, end - limits.LOG_EVENTS))
    return json.dumps(log, ensure_ascii=False)


TOOLS: Final = (
    list_scenarios,
    list_worlds,
    start_game,
    join_world,
    look,
    take_turn,
    say,
    list_active_players,
    view_leaderboard,
    share_improvisation,
)
