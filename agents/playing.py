"""Playing through the public API, as any program may: one agent in one game, and several in one world."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx
from kleene_client import AsyncClient, Refused

from agents import limits
from agents.policies.choices import Choice, Policy

Sleeps = Callable[[float], Any]
LONGEST_PAUSE: Final = (
    120.0  # seconds that an agent waits when it is told to; told to wait longer, it stops and says why
)
PATIENCE: Final = 5  # times that it is told to for one turn
NEWER_VIEW: Final = frozenset({"stale_turn", "option_not_available"})  # others were quicker: look again


@dataclass(frozen=True, slots=True)
class Played:
    """How a game of an agent's went; `ending` is None where it came to none, and `why` says what stopped it."""

    session_id: str
    world_id: str | None
    turns: int
    ending: str | None
    why: str = ""


async def play_game(
    client: AsyncClient,
    game: Mapping[str, Any],
    policy: Policy,
    *,
    turns: int = limits.TURNS,
    pause: float = 0.0,
) -> Played:
    """Play a game that was begun until it ends, nothing is open, or `turns` are played; `pause` seconds before each.

    Raises Refused for what waiting and looking again do not mend.
    """
    session, view, idle = game["session_id"], game["view"], 0
    for played in range(turns):
        if view["ending"] is not None:
            return _over(game, view, played)
        choice = await asyncio.to_thread(policy.choose, view)
        if choice is None:
            return Played(session, game.get("world_id"), played, None, "No option is open.")
        await asyncio.sleep(pause)
        before, view = view["state_hash"], await _take(client, session, view, choice)
        idle = idle + 1 if view["state_hash"] == before else 0
        if idle >= limits.SAME_REFUSALS * max(1, len(view["node"]["options"])):
            return Played(session, game.get("world_id"), played + 1, None, "Nothing changes any more.")
    return _over(game, view, turns)


def _over(game: Mapping[str, Any], view: Mapping[str, Any], turns: int) -> Played:
    ending = view["ending"]
    why = "" if ending else f"It has played {turns} turns."
    return Played(game["session_id"], game.get("world_id"), turns, ending["id"] if ending else None, why)


async def _take(client: AsyncClient, session: str, view: Mapping[str, Any], choice: Choice) -> Any:
    """The view after a choice, or as it stands where others closed the choice meanwhile. Raises Refused.

    A choice is made of one view, and once: under one key, whatever becomes of an answer.
    """
    key = str(uuid.uuid4())
    made: Any = {"option_id": choice.option_id, "expected_number": view["number"]}
    for _ in range(PATIENCE):
        try:
            return (await client.play_turn(session, idempotency_key=key, **made))["view"]
        except Refused as refusal:
            if refusal.code in NEWER_VIEW:
                return await client.show_game(session)
            if refusal.code == "session_over":
                return await client.show_game(session)
            if refusal.retry_after is None or refusal.retry_after > LONGEST_PAUSE:
                raise
            await asyncio.sleep(refusal.retry_after)
    return await client.show_game(session)


async def begin_as_agent(server: str, *, policy: str, personality: str = "", version: str = "") -> AsyncClient:
    """A guest account that says that it is an agent's, signed in. Raises Refused, httpx.TransportError."""
    client = AsyncClient(server)
    try:
        await client.begin_as_guest()
        about: Any = {"policy": policy} | {
            name: text for name, text in (("personality", personality), ("version", version)) if text
        }
        await client.declare_agent(**about)
    except (Refused, httpx.TransportError):
        await client.close()
        raise
    return client
