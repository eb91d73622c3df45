"""Stored states of older versions, brought to the form of this one: a registry of pure functions, one for each step.

A version is an engine and the schema of the states that it stores. A change that stores states in another way, or plays
turns to another state, makes a new one (`storage`), with a step that leads there from the one before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from worlds.rules.storage import (
    ENGINE_VERSION,
    STATE_SCHEMA,
    player_from_json,
    player_to_json,
    world_from_json,
    world_to_json,
)

Stored = dict[str, Any]  # a state as `storage` spells it, or one part of it
Change = Callable[[Stored], Stored]


class StateVersion(NamedTuple):
    engine: str
    schema: int


@dataclass(frozen=True, slots=True)
class Step:
    """Leads to the version `to`: `player` and `world` make each part anew and leave what they are given as it was."""

    to: StateVersion
    player: Change = dict
    world: Change = dict


@dataclass(frozen=True, slots=True)
class Older:
    """A row's version and state as they are stored, where they were brought up to date in memory alone."""

    version: StateVersion
    state: Stored
    state_hash: str


def without_offers(player: Stored) -> Stored:
    """Engine 1 kept in the state what a player was last shown; it stands in a column of its own since."""
    return {name: value for name, value in player.items() if name != "shown"}


def with_people_met(player: Stored) -> Stored:
    """Engine 2 did not say who was met: whoever thinks something of the player was, as the rules have it."""
    met = [person for person, regard in sorted(player["character"]["relationships"].items()) if regard]
    return player | ({"met": met} if met else {})


CURRENT: Final = StateVersion(ENGINE_VERSION, STATE_SCHEMA)
STEPS: Final[dict[StateVersion, Step]] = {
    StateVersion("1", 1): Step(StateVersion("2", 1), player=without_offers),
    StateVersion("2", 1): Step(StateVersion("3", 1), player=with_people_met),
}
# Engines whose records the rules can play again: what they did otherwise stands in the rules as a branch by
# its version. Records of others are proved by their seals alone, and a replay goes on from their migration.
REPLAYED: Final = {"3"}


def is_older(version: StateVersion) -> bool:
    """Whether steps lead from this version to the current one."""
    return version in STEPS


def migrated(stored: Stored, version: StateVersion) -> Stored:
    """A state that an older version stored, or one part of it, as the current one stores it; `stored` stays as it is.

    Raises LookupError, TypeError, ValueError or AttributeError for what that version never stored.
    """
    while version != CURRENT:
        step = STEPS[version]
        changes = {"player": step.player, "world": step.world}
        parts = {name: change(stored[name]) for name, change in changes.items() if name in stored}
        stored, version = {"schema": step.to.schema} | parts, step.to
    return _as_stored(stored)


def _as_stored(stored: Stored) -> Stored:
    """Spelt by `storage`, so that what a replay holds in its hands is spelt the same."""
    spelt: Stored = {"schema": STATE_SCHEMA}
    if "player" in stored:
        spelt["player"] = player_to_json(player_from_json(stored["player"]))
    if "world" in stored:
        spelt["world"] = world_to_json(world_from_json(stored["world"]))
    return spelt
