"""One spelling for every value, held against an independent writing of RFC 8785."""

from __future__ import annotations

import hashlib
import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds.rules.states import states
from worlds.rules.canonical import canonical, chain, digest, state_hash
from worlds.rules.quantities import LIMIT
from worlds.rules.state import State
from worlds.rules.storage import state_to_json

NUMBERS = st.integers(-LIMIT, LIMIT)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = st.text(st.characters(max_codepoint=127))
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
    max_leaves=20,
)


@given(VALUES)
def test_every_value_of_our_kind_is_spelt_as_rfc_8785_says(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@given(VALUES)
def test_a_spelling_reads_as_the_value_it_was_made_of(value: object) -> None:
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(KEYS, NUMBERS))
def test_the_order_of_keys_makes_no_difference(value: dict[str, int]) -> None:
    backwards = dict(reversed(list(value.items())))
    assert canonical(backwards) == canonical(value)
    assert digest(backwards) == digest(value)


@pytest.mark.parametrize(
    "foreign", [1.0, float("nan"), LIMIT + 1, -LIMIT - 1, {"é": 1}, {1: 2}, b"x", {1}, [[1.5]], {"a": {"b": 2.5}}]
)
def test_what_has_no_single_spelling_is_refused(foreign: object) -> None:
    with pytest.raises(TypeError):
        canonical(foreign)


def test_depth_is_no_danger_before_the_encoder_refuses_it() -> None:
    deep: object = 1
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(TypeError):
        canonical(deep)


@given(states())
def test_a_states_hash_is_that_of_its_stored_form(state: State) -> None:
    assert state_hash(state) == hashlib.sha256(rfc8785.dumps(state_to_json(state))).hexdigest()  # type: ignore[arg-type]


@given(states())
def test_an_equal_state_has_an_equal_hash(state: State) -> None:
    assert state_hash(state.copy()) == state_hash(state)


@given(states(), st.integers(1, 99))
def test_a_different_state_has_a_different_hash(state: State, more: int) -> None:
    other = state.copy()
    other.world.time += more
    assert state_hash(other) != state_hash(state)


def test_a_chained_hash_depends_on_the_record_and_on_all_before_it() -> None:
    first = chain("", {"turn": 1})
    assert first == hashlib.sha256(b'{"turn":1}').hexdigest()
    assert chain(first, {"turn": 2}) == hashlib.sha256(first.encode() + b'{"turn":2}').hexdigest()
    assert chain(first, {"turn": 2}) != chain("", {"turn": 2})
    assert chain("", {"turn": 2}) != first
