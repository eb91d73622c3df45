"""Whatever several players do in whatever story, some things always hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds.rules.shared_play.party import Party
from tests.worlds.rules.small_stories import published_scenarios
from tests.worlds.rules.strange_stories import DECLARED, ITEMS, strange_scenarios
from tests.worlds.rules.test_play_properties import (
    BUNDLED,
    PUBLISHED,
    check_changes,
    command_of,
    loaded,
    modes,
    picks,
    texts,
)
from worlds.rules import projection
from worlds.rules.commands import Drop, Get, Give, Go, Roaming
from worlds.rules.effects import is_private
from worlds.rules.errors import RuleError
from worlds.rules.offering import offers
from worlds.rules.outcome import Step
from worlds.rules.party import TimePolicy
from worlds.rules.scenario import Scenario
from worlds.rules.situation import Situation
from worlds.rules.state import Preferences

NAMES = ("ann", "bo", "cy", "di")
Deed = tuple[str, str, Any]

PLACES = st.sampled_from([*DECLARED, "undeclared", "village", "green", "north_of_house"])
THINGS = st.sampled_from([*ITEMS, "steel_sword", "weir_key", "nothing"])
roamings = st.one_of(
    st.builds(Go, PLACES),
    st.builds(Get, THINGS),
    st.builds(Drop, THINGS),
    st.builds(Give, THINGS, st.sampled_from(NAMES)),
)
policies: st.SearchStrategy[TimePolicy] = st.sampled_from(["furthest", "sum"])
deeds = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(["play", "play", "play", "play", "play", "leave", "rejoin", "settle", "begin again"]),
        st.one_of(picks, texts, roamings),
    ),
    max_size=25,
)


@given(strange_scenarios, policies, modes, deeds)
def test_any_party_in_any_story_keeps_the_rules(
    scenario: Scenario, policy: TimePolicy, mode: Preferences, done: list[Deed]
) -> None:
    check_party(Party(scenario, policy, mode=mode), done)


@pytest.mark.parametrize("path", sorted(BUNDLED.glob("*.yaml")), ids=lambda path: path.stem)
@given(policy=policies, mode=modes, done=deeds)
def test_any_party_in_a_bundled_story_keeps_the_rules(
    path: Path, policy: TimePolicy, mode: Preferences, done: list[Deed]
) -> None:
    check_party(Party(loaded(path), policy, mode=mode), done)


@pytest.mark.parametrize("name", PUBLISHED)
@given(policy=policies, mode=modes, done=deeds)
def test_any_party_in_a_published_story_keeps_the_rules(
    name: str, policy: TimePolicy, mode: Preferences, done: list[Deed]
) -> None:
    check_party(Party(loaded(published_scenarios() / f"{name}.yaml"), policy, mode=mode), done)


def check_party(party: Party, done: list[Deed]) -> None:
    check_world(party)
    for me, deed, move in done:
        time = party.world.time
        step = do(party, me, deed, move)
        assert party.world.time >= time
        check_world(party)
        if step is not None:
            check_told(party, me, step)
    party.settle()
    check_world(party)


def do(party: Party, me: str, deed: str, move: Any) -> Step | None:
    """One deed as a service would let it happen, or nothing: who is not there joins."""
    if me not in party.players:
        return party.join(me)
    if me in party.gone:
        return party.rejoin(me)
    if deed == "settle":
        party.settle()
    elif deed == "leave":
        return party.leave(me)
    elif party.players[me].finish is None:
        return play(party, me, move)
    elif deed == "begin again":
        return party.join(me)
    return None


def play(party: Party, me: str, move: Any) -> Step | None:
    command = move if isinstance(move, Roaming) else command_of(party.scenario, party.state(me), move)
    listed = {offer.option.id: offer for offer in offers(party.scenario, party.state(me), party.company(me))}
    try:
        step = party.play(me, command)
    except RuleError:
        assert getattr(command, "option_id", None) not in listed
        return None
    if isinstance(command, Roaming):
        check_roaming(step)
    offer = listed.get(getattr(command, "option_id", ""))
    assert offer is None or not offer.locked or (step.kind, step.narrative) == ("refused", offer.reason)
    return step


def check_roaming(step: Step) -> None:
    """Roaming has no cell and never leaves the node; what it cannot do leaves no trace."""
    assert step.cell is None
    assert step.kind in {"go", "get", "drop", "give", "meta", "ended"}
    assert (step.after is step.before) is (step.kind == "meta")
    assert step.after.player.node == step.before.player.node
    assert step.kind == "ended" or step.after.player.turn == step.before.player.turn


def check_told(party: Party, me: str, step: Step) -> None:
    check_changes(step)
    assert all((change.caused_by == me) is (change.event_id is None) for change in step.shared)
    assert all(change.path.startswith("world.") for change in step.shared)
    now = Situation(party.scenario, step.after)
    for errand in step.errands:
        assert errand.player != me
        assert errand.player in party.players
        assert errand.event_id in step.fired
        assert errand.effects
        assert all(is_private(effect, now) for effect in errand.effects)


def check_world(party: Party) -> None:
    world = party.world
    assert party.told == projection.public(world)
    assert len(set(world.triggered)) == len(world.triggered)
    assert all((player.clock or 0) <= world.time for player in party.players.values())
    for item, holders in world.holders.items():
        assert item in party.scenario.placed_items
        assert holders
        assert len(set(holders)) == len(holders)
        assert set(holders) <= set(party.active())
    for item in party.scenario.placed_items:
        check_copies(party, item)


def check_copies(party: Party, item: str) -> None:
    """No copy of a placed item is ever lost or made, but those that characters begin with."""
    listed = sum(location.items.count(item) for location in party.scenario.locations.values())
    lying = sum(items.count(item) for items in party.world.items.values())
    if item in party.scenario.protagonist.inventory:
        assert lying <= listed + 1
    else:
        assert lying + len(party.world.holders.get(item, ())) == listed
