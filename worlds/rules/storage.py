"""States as JSON values and back, by hand: this runs in every turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from worlds.rules.critical_items.policies import maintenance_from_json, maintenance_to_json
from worlds.rules.messages import (
    command_from_json,
    command_to_json,
    effect_from_json,
    effect_to_json,
    errand_from_json,
    errand_to_json,
    judgement_from_json,
    judgement_to_json,
    roaming_from_json,
    roaming_to_json,
    ruling_from_json,
    ruling_to_json,
)
from worlds.rules.state import Character, Finish, Local, Pending, Player, Preferences, State, Tried, World

if TYPE_CHECKING:
    from collections.abc import Mapping

    from worlds.rules.state import Memory

__all__ = [
    "ENGINE_VERSION",
    "STATE_SCHEMA",
    "command_from_json",
    "command_to_json",
    "effect_from_json",
    "effect_to_json",
    "errand_from_json",
    "errand_to_json",
    "judgement_from_json",
    "judgement_to_json",
    "memory_to_json",
    "player_from_json",
    "player_to_json",
    "roaming_from_json",
    "roaming_to_json",
    "ruling_from_json",
    "ruling_to_json",
    "state_from_json",
    "state_to_json",
    "world_from_json",
    "world_to_json",
]

# Raised when a stored state would be read differently; replay needs the version of the engine that wrote a record.
STATE_SCHEMA: Final = 1
ENGINE_VERSION: Final = "3"


def state_to_json(state: State) -> dict[str, object]:
    """A state as plain JSON values, sharing nothing with it that a turn would edit."""
    return {"schema": STATE_SCHEMA, "player": player_to_json(state.player), "world": world_to_json(state.world)}


def state_from_json(stored: Mapping[str, Any]) -> State:
    """The state that `state_to_json` was given. Raises ValueError for a schema that this engine does not know."""
    if stored["schema"] != STATE_SCHEMA:
        raise ValueError(f"The state has schema {stored['schema']}, but {STATE_SCHEMA} is expected.")
    return State(player_from_json(stored["player"]), world_from_json(stored["world"]))


def player_to_json(player: Player) -> dict[str, object]:
    """The private part; `clock` stands in it in shared play alone, what follows it only where there is any."""
    shared = {} if player.clock is None else {"clock": player.clock}
    done: dict[str, object] = {"deeds": list(player.deeds)} if player.deeds else {}
    done |= {"answers": player.answers} if player.answers else {}
    done |= {"visits": dict(player.visits)} if player.visits else {}
    done |= {"met": list(player.met)} if player.met else {}
    return (
        shared
        | done
        | {
            "character": _character_to_json(player.character),
            "location": player.location,
            "node": player.node,
            "previous_node": player.previous_node,
            "turn": player.turn,
            "scene": player.scene,
            "beat": player.beat,
            "scene_location": player.scene_location,
            "history": [memory_to_json(memory) for memory in player.history],
            "cells": list(player.cells),
            "finish": None if player.finish is None else _finish_to_json(player.finish),
            "preferences": {
                "parser_mode": player.preferences.parser_mode,
                "improvisation_temperature": player.preferences.improvisation_temperature,
            },
        }
    )


def player_from_json(stored: Mapping[str, Any]) -> Player:
    finish = stored["finish"]
    return Player(
        _character_from_json(stored["character"]),
        stored["location"],
        stored["node"],
        stored["previous_node"],
        stored["turn"],
        stored["scene"],
        stored["beat"],
        stored["scene_location"],
        [_memory_from_json(memory) for memory in stored["history"]],
        list(stored["cells"]),
        None if finish is None else Finish(finish["id"], finish["type"], finish["method"], finish["tone"]),
        Preferences(stored["preferences"]["parser_mode"], stored["preferences"]["improvisation_temperature"]),
        stored.get("clock"),
        list(stored.get("deeds", ())),
        stored.get("answers", 0),
        dict(stored.get("visits", {})),
        list(stored.get("met", ())),
    )


def memory_to_json(memory: Memory) -> str | dict[str, object]:
    return memory if isinstance(memory, str) else {"number": memory.number, "kind": memory.kind}


def _memory_from_json(stored: Any) -> Memory:
    return stored if isinstance(stored, str) else Tried(stored["number"], stored["kind"])


def world_to_json(world: World) -> dict[str, object]:
    """The shared part; `holders`, `maintenance`, and the owner of a scheduled event, stand in it only where there are any."""
    some: dict[str, object] = {}
    if world.holders:
        some["holders"] = {item: list(players) for item, players in world.holders.items()}
    if world.maintenance is not None:
        some["maintenance"] = maintenance_to_json(world.maintenance)
    return some | {
        "time": world.time,
        "start_time": world.start_time,
        "flags": dict(world.flags),
        "local": {place: _local_to_json(local) for place, local in world.local.items()},
        "items": {place: list(items) for place, items in world.items.items()},
        "npc_locations": dict(world.npc_locations),
        "scheduled": [_pending_to_json(event) for event in world.scheduled],
        "triggered": list(world.triggered),
        "event_times": dict(world.event_times),
    }


def world_from_json(stored: Mapping[str, Any]) -> World:
    kept = stored.get("maintenance")
    return World(
        stored["time"],
        stored["start_time"],
        dict(stored["flags"]),
        {place: _local_from_json(local) for place, local in stored["local"].items()},
        {place: list(items) for place, items in stored["items"].items()},
        dict(stored["npc_locations"]),
        [Pending(*event) for event in stored["scheduled"]],
        list(stored["triggered"]),
        dict(stored["event_times"]),
        {item: list(players) for item, players in stored.get("holders", {}).items()},
        None if kept is None else maintenance_from_json(kept),
    )


def _character_to_json(character: Character) -> dict[str, object]:
    return {
        "name": character.name,
        "exists": character.exists,
        "traits": dict(character.traits),
        "inventory": list(character.inventory),
        "relationships": dict(character.relationships),
        "flags": dict(character.flags),
        "fate": character.fate,
        "improvised": list(character.improvised),
    }


def _character_from_json(stored: Mapping[str, Any]) -> Character:
    return Character(
        stored["name"],
        stored["exists"],
        dict(stored["traits"]),
        list(stored["inventory"]),
        dict(stored["relationships"]),
        dict(stored["flags"]),
        stored["fate"],
        list(stored["improvised"]),
    )


def _pending_to_json(event: Pending) -> list[object]:
    owner = [] if event.owner is None else [event.owner]
    return [event.event_id, event.trigger_at, event.schedule, *owner]


def _finish_to_json(finish: Finish) -> dict[str, object]:
    return {"id": finish.id, "type": finish.type, "method": finish.method, "tone": finish.tone}


def _local_to_json(local: Local) -> dict[str, object]:
    return {
        "flags": dict(local.flags),
        "properties": dict(local.properties),
        "environment": dict(local.environment),
    }


def _local_from_json(stored: Mapping[str, Any]) -> Local:
    return Local(dict(stored["flags"]), dict(stored["properties"]), dict(stored["environment"]))
