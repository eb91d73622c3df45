"""One player alone in a shared world plays the very game that they would play without it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds.rules.shared_play.party import Party
from tests.worlds.rules.small_stories import published_scenarios
from tests.worlds.rules.strange_stories import strange_scenarios
from tests.worlds.rules.test_play_properties import (
    BUNDLED,
    PUBLISHED,
    Move,
    begun,
    command_of,
    loaded,
    modes,
    moves,
    try_to_play,
)
from worlds.rules.commands import Command
from worlds.rules.errors import RuleError
from worlds.rules.offering import offers
from worlds.rules.outcome import Step
from worlds.rules.party import TimePolicy
from worlds.rules.rulings import Ruling
from worlds.rules.scenario import Scenario
from worlds.rules.scene import scene
from worlds.rules.state import Preferences, State
from worlds.rules.turns import play

policies: st.SearchStrategy[TimePolicy] = st.sampled_from(["furthest", "sum"])


@given(strange_scenarios, policies, modes, moves)
def test_any_story_goes_as_it_goes_alone(
    scenario: Scenario, policy: TimePolicy, mode: Preferences, played: list[Move]
) -> None:
    check_alone(scenario, policy, mode, played)


@pytest.mark.parametrize("path", sorted(BUNDLED.glob("*.yaml")), ids=lambda path: path.stem)
@given(policy=policies, mode=modes, played=moves)
def test_a_bundled_story_goes_as_it_goes_alone(
    path: Path, policy: TimePolicy, mode: Preferences, played: list[Move]
) -> None:
    check_alone(loaded(path), policy, mode, played)


@pytest.mark.parametrize("name", PUBLISHED)
@given(policy=policies, mode=modes, played=moves)
def test_a_published_story_goes_as_it_goes_alone(
    name: str, policy: TimePolicy, mode: Preferences, played: list[Move]
) -> None:
    check_alone(loaded(published_scenarios() / f"{name}.yaml"), policy, mode, played)


def check_alone(scenario: Scenario, policy: TimePolicy, mode: Preferences, played: list[Move]) -> None:
    alone = begun(scenario, mode)
    party = Party(scenario, policy, mode=mode)
    started = party.join("Ada")
    assert started.narrative.strip()
    check_alike(scenario, alone, party)
    for move, ruling in played:
        command = command_of(scenario, alone, move)
        step = try_to_play(scenario, alone, command, ruling)
        shared = try_in_company(party, command, ruling)
        assert (step is None) is (shared is None)
        if step is not None and shared is not None:
            assert outline(shared) == outline(step)
            alone = step.after
            check_alike(scenario, alone, party)


def try_in_company(party: Party, command: Command, ruling: Ruling | None) -> Step | None:
    try:
        step = play(party.scenario, party.state("Ada"), command, ruling, party.company("Ada"))
    except RuleError:
        return None
    return party._take("Ada", step)


def outline(step: Step) -> tuple[object, ...]:
    """A step but for its states and for where things lie; what an ending lets fall, nobody picks up alone."""
    lasting = [change for change in step.changes if not change.path.startswith("world.locations.")]
    return (
        (step.kind, step.cell, step.narrative, step.arrival, step.new_scene, step.option_id),
        (step.fired, step.time_passed, step.judgement, step.moved),
        [] if step.kind == "ended" else lasting,
    )


def check_alike(scenario: Scenario, alone: State, party: Party) -> None:
    together = party.state("Ada").copy()
    assert together.player.clock == together.world.time
    together.player.clock = None
    together.world.holders = {}
    together.world.scheduled = [replace(event, owner=None) for event in together.world.scheduled]
    if alone.player.finish is not None:  # what was held has been laid down
        together.player.character.inventory = list(alone.player.character.inventory)
        together.world.items = alone.copy().world.items
    assert together == alone
    check_seen_alike(scenario, alone, party)
    assert party.inbox == []


def check_seen_alike(scenario: Scenario, alone: State, party: Party) -> None:
    company = party.company("Ada")
    assert offers(scenario, party.state("Ada"), company) == offers(scenario, alone)
    if alone.player.finish is None:
        assert scene(scenario, party.state("Ada"), company) == scene(scenario, alone)
