"""What is stored of a game reads back as the same value."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds.rules.small_stories import started, story
from tests.worlds.rules.states import IDS, LINES, NUMBERS, states
from worlds.rules import effects
from worlds.rules.commands import Choose, Recalled, Say
from worlds.rules.effects import EFFECTS, Effect
from worlds.rules.messages import recalled_from_json, recalled_to_json
from worlds.rules.outcome import Errand
from worlds.rules.quantities import SECONDS, Span
from worlds.rules.rulings import Intention, Judgement, Ruling, Verdict
from worlds.rules.state import State
from worlds.rules.storage import (
    command_from_json,
    command_to_json,
    effect_from_json,
    effect_to_json,
    errand_from_json,
    errand_to_json,
    judgement_from_json,
    judgement_to_json,
    player_from_json,
    player_to_json,
    ruling_from_json,
    ruling_to_json,
    state_from_json,
    state_to_json,
    world_from_json,
    world_to_json,
)

SPANS = st.builds(Span, NUMBERS, st.sampled_from(list(SECONDS)))
SIMPLE = [kind for kind in EFFECTS.values() if kind is not effects.ScheduleEvent]
COMMANDS: st.SearchStrategy[Choose | Say] = st.builds(Choose, IDS, st.none() | LINES) | st.builds(Say, LINES)


@st.composite
def any_effects(draw: st.DrawFn) -> Effect:
    given = {
        "str": IDS,
        "str | None": st.none() | IDS,
        "int": NUMBERS,
        "bool": st.booleans(),
        "str | int": LINES | NUMBERS,
    }
    kind = draw(st.sampled_from(SIMPLE))
    values: dict[str, Any] = {
        name: draw(given.get(str(field.type), st.sampled_from(list(SECONDS))))
        for name, field in kind.__dataclass_fields__.items()
    }
    inner: Effect = kind(**values)
    if draw(st.booleans()):
        return effects.ScheduleEvent(draw(IDS), draw(SPANS), (inner,), draw(IDS))
    return inner


def through_json(value: object) -> dict[str, object]:
    read: dict[str, object] = json.loads(json.dumps(value))
    return read


@given(states())
def test_a_state_reads_back_as_itself(state: State) -> None:
    assert state_from_json(through_json(state_to_json(state))) == state


@given(states())
def test_the_private_and_the_shared_part_read_back_alone(state: State) -> None:
    assert player_from_json(through_json(player_to_json(state.player))) == state.player
    assert world_from_json(through_json(world_to_json(state.world))) == state.world


@given(states())
def test_what_is_stored_shares_nothing_with_the_state(state: State) -> None:
    stored = state_to_json(state)
    before = json.dumps(stored)
    state.player.character.flags["new"] = True
    state.player.history.append("new")
    state.world.npc_locations["new"] = "here"
    for local in state.world.local.values():
        local.flags["new"] = True
    assert json.dumps(stored) == before


@given(states())
def test_a_state_read_back_shares_nothing_with_what_is_stored(state: State) -> None:
    stored = state_to_json(state)
    before = json.dumps(stored)
    read = state_from_json(stored)
    read.player.character.inventory.append("new")
    read.world.flags["new"] = True
    read.world.triggered.append("new")
    assert json.dumps(stored) == before


def test_what_only_shared_play_needs_is_not_stored_of_a_game_alone() -> None:
    state = started(story("nodes: {start: {narrative: A yard.}}"))
    assert "clock" not in player_to_json(state.player)
    assert "holders" not in world_to_json(state.world)


@given(st.builds(Errand, IDS, IDS, st.lists(any_effects(), max_size=3).map(tuple)))
def test_an_errand_reads_back_as_itself(errand: Errand) -> None:
    assert errand_from_json(through_json(errand_to_json(errand))) == errand


def test_a_schema_that_is_not_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="schema 99"):
        state_from_json({"schema": 99})


@given(COMMANDS)
def test_a_command_reads_back_as_itself(command: Choose | Say) -> None:
    assert command_from_json(through_json(command_to_json(command))) == command


@given(any_effects())
def test_an_effect_reads_back_as_itself(effect: Effect) -> None:
    assert effect_from_json(through_json(effect_to_json(effect))) == effect


@given(
    st.builds(
        Ruling, st.sampled_from(get_args(Verdict)), st.lists(any_effects(), max_size=3).map(tuple), LINES, IDS, IDS
    )
)
def test_a_ruling_reads_back_as_itself(ruling: Ruling) -> None:
    assert ruling_from_json(through_json(ruling_to_json(ruling))) == ruling


JUDGEMENTS = st.builds(
    Judgement,
    st.sampled_from(get_args(Verdict)),
    st.sampled_from(get_args(Intention)),
    st.none() | IDS,
    LINES,
    LINES,
    LINES,
    st.none() | LINES,
)


@given(JUDGEMENTS)
def test_a_judgement_reads_back_as_itself(judgement: Judgement) -> None:
    assert judgement_from_json(through_json(judgement_to_json(judgement))) == judgement


@given(st.builds(Recalled, st.none() | IDS, st.none() | IDS, st.booleans(), st.none() | JUDGEMENTS, IDS, st.booleans()))
def test_what_words_were_found_to_mean_reads_back_as_itself(recalled: Recalled) -> None:
    assert recalled_from_json(through_json(recalled_to_json(recalled))) == recalled
