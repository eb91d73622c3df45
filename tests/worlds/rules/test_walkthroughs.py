"""Published scenarios, played along known paths; they stay out of the repository."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.worlds.rules.small_stories import WALKTHROUGHS, after, published_scenarios, started
from worlds.rules.commands import Choose, Command
from worlds.rules.grid import tier
from worlds.rules.loading import load_scenario
from worlds.rules.outcome import Step
from worlds.rules.scenario import Scenario

NAMES = ("basic", "dragon_quest", "intermediate", "minimal", "temporal_example", "zork1-mini")


@pytest.fixture(name="folder")
def _folder() -> Path:
    return published_scenarios()


@cache
def loaded(path: Path) -> Scenario:
    return load_scenario(path.read_bytes(), name=path.stem)


@pytest.fixture(name="dragon")
def _dragon(folder: Path) -> Scenario:
    return loaded(folder / "dragon_quest.yaml")


@pytest.mark.parametrize("name", NAMES)
def test_every_known_path_reaches_its_ending(folder: Path, name: str) -> None:
    scenario = loaded(folder / f"{name}.yaml")
    walks: dict[str, Any] = json.loads((folder / WALKTHROUGHS).read_text())[name]["endings_reached"]
    found = {
        ending: _reached(after(scenario, *(Choose(*step) for step in walk["path"]))) for ending, walk in walks.items()
    }
    assert walks
    assert found == {
        ending: (ending, walk["type"], walk["turn"], walk["time"], walk["cell"]) for ending, walk in walks.items()
    }


def _reached(step: Step) -> tuple[str, str, int, int, str | None]:
    player = step.after.player
    assert player.finish is not None
    return player.finish.id, player.finish.type, player.turn, step.after.world.time, step.cell


@pytest.mark.parametrize(
    ("path", "cell"),
    [
        (["try_blacksmith"], "rebuff"),
        (["rush_mountain"], "commitment"),
        (["rush_mountain", "flee_dragon"], "deferral"),
        (["rush_mountain", "flee_dragon", "flee_succeeds"], "escape"),
        ([Choose("ask_elder", "why does it grieve?")], "discovery"),
        ([Choose("ask_elder", "I demand to know!")], "constraint"),
        ([Choose("ask_elder", "hm")], "limbo"),
        (["seek_knowledge"], "triumph"),
    ],
)
def test_deeds_of_dragon_quest_fall_into_the_cells_of_the_rules(
    dragon: Scenario, path: list[Command | str], cell: str
) -> None:
    assert after(dragon, *path).cell == cell


def test_theft_that_names_the_key_is_a_discovery_as_permits_win(dragon: Scenario) -> None:
    assert after(dragon, Choose("notice_key", "I steal the key")).cell == "discovery"


def test_the_way_up_the_mountain_takes_its_own_time_and_the_authors(dragon: Scenario) -> None:
    assert after(dragon, "rush_mountain").time_passed == (180 + 180) * 60


def test_coming_back_to_the_crossroads_never_puts_the_dragon_off(dragon: Scenario) -> None:
    state = after(dragon, *["try_blacksmith"] * 20).after
    assert [(event.event_id, event.trigger_at) for event in state.world.scheduled] == [("dragon_descends", 8 * 3600)]
    assert state.player.turn == 21


def test_the_dragon_descends_when_eight_hours_have_passed(dragon: Scenario) -> None:
    step = after(dragon, *["try_blacksmith"] * 95, "try_blacksmith")
    assert step.fired == ("dragon_descends",)
    assert step.after.world.npc_locations["dragon"] == "village"
    assert step.after.world.local["village"].properties["morale"] == 20


def test_the_scroll_is_taken_from_its_altar_and_laid_down_where_it_is_left(dragon: Scenario) -> None:
    path: list[Command | str] = ["seek_knowledge", "enter_shrine", "take_scroll"]
    assert after(dragon, *path).after.world.items["shrine"] == []
    left = after(dragon, *path, Choose("practice_tongue", "I forget it"), "doubt_abandon")
    assert left.after.world.items["shrine"] == ["dragon_tongue_scroll"]


def test_one_game_of_dragon_quest_reaches_all_nine_cells(dragon: Scenario) -> None:
    step = after(
        dragon,
        "try_blacksmith",  # rebuff
        Choose("notice_key", "that key"),  # discovery
        "go_to_blacksmith",  # triumph
        "leave_unarmed",
        Choose("ask_elder", "I demand it"),  # constraint
        "leave_elder_angry",
        "rush_mountain",  # commitment
        Choose("observe_dragon", "hm"),  # limbo
        "flee_dragon",  # deferral
        "flee_fails",  # escape
        "accept_fate",  # fate
    )
    assert tier(step.after.player.cells) == "gold"
    assert step.kind == "ended"


def test_initial_state_lies_under_location_state(dragon: Scenario) -> None:
    local = started(dragon).world.local
    assert local["dragon_lair"].environment == {"lighting": "fire_glow", "temperature": "hot"}
    assert local["blacksmith"].environment == {"lighting": "forge_glow", "temperature": "warm"}
    assert local["village"].properties == {"population": 100, "morale": 50}
