"""Whatever is played, in whatever story, some things always hold."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds.rules.small_stories import published_scenarios, story
from tests.worlds.rules.strange_stories import WORDS, strange_scenarios
from worlds.rules.canonical import state_hash
from worlds.rules.commands import Choose, Command, Say
from worlds.rules.effects import AddHistory, CharacterDies, GainItem, ModifyTrait, SetFlag
from worlds.rules.errors import OptionNotAvailable, SessionOver
from worlds.rules.grid import CELLS
from worlds.rules.improvise import judge
from worlds.rules.loading import load_scenario
from worlds.rules.meaning import gist, read
from worlds.rules.offering import BONUS, HELP, INVENTORY, LOOK, offers, standing
from worlds.rules.opening import begin
from worlds.rules.outcome import Step
from worlds.rules.quantities import LIMIT
from worlds.rules.rulings import Ruling
from worlds.rules.scenario import Scenario
from worlds.rules.scene import scene
from worlds.rules.situation import Situation
from worlds.rules.state import Preferences, State
from worlds.rules.storage import state_from_json, state_to_json
from worlds.rules.turns import play

BUNDLED = Path(__file__).resolve().parents[3] / "worlds" / "scenarios"
PUBLISHED = ("basic", "dragon_quest", "intermediate", "minimal", "temporal_example", "zork1-mini")

texts = st.one_of(st.sampled_from(WORDS), st.text(max_size=40))
# A number stands for whatever it picks out at that moment: an offer, or any option of the node, offered or not.
picks = st.tuples(st.sampled_from(["offered", "offered", "any"]), st.integers(0, 30), st.none() | texts)
rulings = st.none() | st.builds(
    Ruling,
    st.sampled_from(["discovery", "constraint", "limbo"]),
    st.lists(
        st.sampled_from(
            [
                ModifyTrait("courage", 9),
                SetFlag("improv_x"),
                SetFlag("won"),
                GainItem("crown"),
                CharacterDies(),
                AddHistory("Hm."),
            ]
        ),
        max_size=4,
    ).map(tuple),
    st.sampled_from(["", "So be it."]),
    st.just("test"),
    st.just("1"),
)
moves = st.lists(st.tuples(st.one_of(picks, texts), rulings), max_size=12)
modes = st.builds(Preferences, st.booleans(), st.integers(0, 10))

Move = tuple[tuple[str, int, str | None] | str, Ruling | None]


@cache
def loaded(path: Path) -> Scenario:
    return load_scenario(path.read_bytes(), name=path.stem)


@given(strange_scenarios, modes, moves)
def test_any_play_of_any_story_keeps_the_rules(scenario: Scenario, mode: Preferences, played: list[Move]) -> None:
    check_play(scenario, mode, played)


@pytest.mark.parametrize("path", sorted(BUNDLED.glob("*.yaml")), ids=lambda path: path.stem)
@given(mode=modes, played=moves)
def test_any_play_of_a_bundled_story_keeps_the_rules(path: Path, mode: Preferences, played: list[Move]) -> None:
    check_play(loaded(path), mode, played)


@pytest.mark.parametrize("name", PUBLISHED)
@given(mode=modes, played=moves)
def test_any_play_of_a_published_story_keeps_the_rules(name: str, mode: Preferences, played: list[Move]) -> None:
    check_play(loaded(published_scenarios() / f"{name}.yaml"), mode, played)


def check_play(scenario: Scenario, mode: Preferences, played: list[Move]) -> None:
    """Play, and check at each step what must hold; then play what was played once more."""
    state = begun(scenario, mode)
    log: list[tuple[Command, Ruling | None, str]] = []
    check_state(scenario, state)
    for move, ruling in played:
        command = command_of(scenario, state, move)
        before = state_hash(state)
        step = try_to_play(scenario, state, command, ruling)
        assert state_hash(state) == before
        if step is None:
            continue
        check_step(scenario, step)
        check_state(scenario, step.after)
        check_recalled(scenario, step, command, ruling)
        log.append((command, ruling, state_hash(step.after)))
        state = step.after
    check_replay(scenario, mode, log)


def begun(scenario: Scenario, mode: Preferences) -> State:
    state = begin(scenario).after
    state.player.preferences = mode
    return state


def command_of(scenario: Scenario, state: State, move: tuple[str, int, str | None] | str) -> Command:
    if isinstance(move, str):
        return Say(move)
    kind, number, text = move
    listed = [offer.option.id for offer in offers(scenario, state)]
    every = [option.id for option in scenario.nodes[state.player.node].options]
    ids = listed if kind == "offered" and listed else [*every, BONUS, LOOK, INVENTORY, HELP, "unheard_of"]
    return Choose(ids[number % len(ids)], text)


def try_to_play(scenario: Scenario, state: State, command: Command, ruling: Ruling | None) -> Step | None:
    """The step, or None when the rules refuse; anything else that is raised is a mistake of ours."""
    judgement = judge(scenario, state, command)
    try:
        step = play(scenario, state, command, ruling)
    except SessionOver:
        assert (state.player.finish is not None, judgement) == (True, None)
        return None
    except OptionNotAvailable:
        assert (may_be_unavailable(scenario, state, command), judgement) == (True, None)
        return None
    assert state.player.finish is None
    assert (judgement is None) is (step.judgement is None)
    return step


def may_be_unavailable(scenario: Scenario, state: State, command: Command) -> bool:
    """What is offered can be picked, and text can always be typed."""
    offered = {offer.option.id for offer in offers(scenario, state)}
    return isinstance(command, Choose) and command.option_id not in offered


def check_step(scenario: Scenario, step: Step) -> None:
    before, after = step.before.player, step.after.player
    assert step.narrative.strip()
    assert step.narrative.endswith(step.arrival)
    assert after.turn - before.turn in (0, 1)
    assert (after.finish is not None) is (step.kind == "ended")
    assert (step.cell is None) is (step.kind in {"prompt", "meta"})
    assert step.cell is None or (step.cell in CELLS and step.cell in after.cells)
    assert set(before.cells) <= set(after.cells)
    assert step.time_passed == step.after.world.time - step.before.world.time
    assert set(step.fired) <= set(step.after.world.triggered)
    check_refusal(scenario, step)
    check_changes(step)


def check_refusal(scenario: Scenario, step: Step) -> None:
    """What is hidden is never played, and what is refused leaves nothing but its cell."""
    option = scenario.nodes[step.before.player.node].option(step.option_id or "")
    if step.kind != "refused":
        assert option is None or standing(option, Situation(scenario, step.before)).open
        return
    unmarked = step.after.copy()
    unmarked.player.cells = list(step.before.player.cells)
    assert unmarked == step.before


def check_changes(step: Step) -> None:
    """Folding the changes over the values before gives the values after."""
    for path, before, after in (
        ("character.traits.", step.before.player.character.traits, step.after.player.character.traits),
        (
            "character.relationships.",
            step.before.player.character.relationships,
            step.after.player.character.relationships,
        ),
        ("world.flags.", step.before.world.flags, step.after.world.flags),
        ("world.npc_locations.", step.before.world.npc_locations, step.after.world.npc_locations),
    ):
        told = {change.path.removeprefix(path): change.value for change in step.changes if change.path.startswith(path)}
        assert {**before, **told} == after
    for path, listed, left in (
        ("character.inventory", step.before.player.character.inventory, step.after.player.character.inventory),
        ("world.triggered_events", step.before.world.triggered, step.after.world.triggered),
        ("world.scheduled_events", pending(step.before), pending(step.after)),
    ):
        folded = list(listed)
        for change in step.changes:
            if change.path == path and change.item is not None:
                (folded.append if change.action == "added" else folded.remove)(change.item)
        assert folded == left


def pending(state: State) -> list[str]:
    return [event.event_id for event in state.world.scheduled]


def check_state(scenario: Scenario, state: State) -> None:
    player, world = state.player, state.world
    assert len(set(player.character.inventory)) == len(player.character.inventory)
    assert min(player.turn, player.scene, player.beat) >= 1
    assert len(set(player.cells)) == len(player.cells)
    assert len(player.history) <= 5
    assert len(player.character.improvised) <= 64
    assert {flag for flag in player.character.flags if flag.startswith("improv_")} == set(player.character.improvised)
    assert len(set(pending(state))) == len(world.scheduled)
    assert player.character.exists or player.finish is not None
    assert all(abs(value) <= LIMIT for value in (*player.character.traits.values(), world.time))
    for item in scenario.placed_items:
        copies = sum(list(place.items).count(item) for place in scenario.locations.values())
        lying = sum(items.count(item) for items in world.items.values())
        assert lying <= copies + (item in scenario.protagonist.inventory)
    assert scene(scenario, state).stuck is (player.finish is None and not listed_in_node(scenario, state))
    assert state_hash(stored(state)) == state_hash(state)
    assert stored(state) == state


def listed_in_node(scenario: Scenario, state: State) -> bool:
    now = Situation(scenario, state)
    return any(not standing(option, now).hidden for option in scenario.nodes[state.player.node].options)


def stored(state: State) -> State:
    """The state as it comes back from a database that does not keep the order of keys."""
    return state_from_json(json.loads(json.dumps(state_to_json(state), sort_keys=True)))


def check_recalled(scenario: Scenario, step: Step, command: Command, ruling: Ruling | None) -> None:
    """What is kept of a player's words leads to the same state once the words are erased."""
    recalled = gist(read(command, Situation(scenario, step.before)))
    again = play(scenario, step.before, recalled, ruling)
    assert (state_hash(again.after), again.kind, again.cell) == (state_hash(step.after), step.kind, step.cell)


def check_replay(scenario: Scenario, mode: Preferences, log: list[tuple[Command, Ruling | None, str]]) -> None:
    """The same commands and rulings give the same hashes, also when every state is stored and read back between."""
    state = stored(begun(scenario, mode))
    for command, ruling, expected in log:
        state = stored(play(scenario, state, command, ruling).after)
        assert state_hash(state) == expected


def test_the_oldest_improvised_deed_is_forgotten_first_also_after_storage() -> None:
    scenario = story("nodes: {start: {narrative: A yard.}}")
    state = begin(scenario).after
    flags: list[str] = []
    for number in range(70):
        step = play(scenario, state, Say(f"look at the yard {number}"))
        assert step.meaning is not None
        flags.append(step.meaning.flag)
        state = stored(step.after)
    assert state.player.character.improvised == flags[-64:]
    assert state.player.deeds == [flag.removeprefix("improv_explore_") for flag in flags[-64:]]
