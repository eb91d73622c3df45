"""What a tool answers of a game: the view of it, without what an agent has no use for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12


class Option(TypedDict):
    """`kind` is `scripted`, or `improvise` for one that asks for words of one's own (`input`)."""

    id: str
    text: str
    kind: str
    locked: bool
    locked_reason: str | None


class Somebody(TypedDict):
    user_id: str
    name: str
    is_agent: bool


class Scene(TypedDict):
    """Where a game stands. `ending` is null while it goes on; `happened` is what the last turn told."""

    session_id: str
    world_id: str | None
    scenario_id: str
    turn: int
    node_id: str
    happened: str
    narrative: str
    prompt: str
    options: list[Option]
    place: str
    place_description: str
    exits: list[str]
    items_here: list[str]
    people_here: list[str]
    players_here: list[Somebody]
    carried: list[str]
    ending: str | None


def scene_of(view: Mapping[str, Any], *, happened: str = "") -> Scene:
    """A view as a scene; names in place of ids where the view has them."""
    node, place, names = view["node"], view["location"], view["names"]
    return {
        "session_id": view["session_id"],
        "world_id": view["world_id"],
        "scenario_id": view["scenario_id"],
        "turn": view["turn"],
        "node_id": node["id"],
        "happened": happened,
        "narrative": node["narrative"],
        "prompt": node["prompt"],
        "options": [_option(option) for option in node["options"]],
        "place": place["name"],
        "place_description": place["description"],
        "exits": [way["name"] for way in place["exits"]],
        "items_here": [names["items"].get(item, item) for item in place["items"]],
        "people_here": [names["npcs"].get(person, person) for person in place["npcs"]],
        "players_here": [somebody(player) for player in place["players"]],
        "carried": [names["items"].get(item, item) for item in view["character"]["inventory"]],
        "ending": None if view["ending"] is None else view["ending"]["narrative"],
    }


def _option(option: Mapping[str, Any]) -> Option:
    return {
        "id": option["id"],
        "text": option["text"],
        "kind": option["kind"],
        "locked": option["locked"],
        "locked_reason": option["locked_reason"],
    }


def somebody(player: Mapping[str, Any]) -> Somebody:
    name = player.get("character_name") or player["display_name"]
    return {"user_id": player["user_id"] or "", "name": name, "is_agent": player["is_agent"]}
