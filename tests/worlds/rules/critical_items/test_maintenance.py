"""Critical items stay to be had: what maintenance brings back at a tick, and what it leaves alone."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds.rules.critical_items.mill import MILL, kept, pin, told, with_flag, world_of
from worlds.rules import projection
from worlds.rules.canonical import stored_hash
from worlds.rules.critical_items.policies import Policy
from worlds.rules.critical_items.shape import POLICY_TYPES
from worlds.rules.storage import world_from_json, world_to_json

if TYPE_CHECKING:
    from worlds.rules.state import World

ROPES = Policy("rope", "instance_quota", min_count=2, anchors=("barn",))


def test_what_is_missing_is_brought_back_once_until_it_has_cooled_down() -> None:
    first = kept(world_of({}, pin(cooldown_ticks=120)), tick=1000)
    assert told(first) == [("pin", "missing", None, None, "yard")]
    assert first.recoveries[0].tick == 1000
    emptied = replace(first.world, items={})
    assert told(kept(emptied, tick=1001)) == []
    assert told(kept(emptied, tick=1119)) == []
    assert told(kept(emptied, tick=1120)) == [("pin", "missing", None, None, "yard")]


def test_a_world_that_has_everything_stays_the_very_same() -> None:
    world = world_of({"yard": ["pin"], "barn": ["rope", "rope"]}, pin(), ROPES)
    assert kept(world, tick=7).world is world


def test_a_quota_and_an_item_out_of_reach_are_mended_in_order_of_their_items() -> None:
    boat = Policy("boat", "regenerative_unique", anchors=("barn",))
    world = world_of({"yard": ["pin"], "barn": ["rope"], "loft": ["boat"]}, ROPES, boat, pin())
    assert told(kept(world, tick=100)) == [
        ("boat", "unreachable", "loft", None, "barn"),
        ("rope", "below_min_count", None, None, "barn"),
    ]


def test_a_cooldown_counts_from_the_last_recovery() -> None:
    world = world_of({}, pin(cooldown_ticks=50), recovered={"pin": 100})
    assert told(kept(world, tick=120)) == []
    assert told(kept(world, tick=150)) != []


@pytest.mark.parametrize("gate", ["dawn", "flood"])
def test_nothing_is_brought_back_before_its_gate_opens(gate: str) -> None:
    world = world_of({}, pin(quest_gate=gate))
    assert told(kept(world, tick=9)) == []
    later = with_flag(world, "dawn") if gate == "dawn" else replace(world, triggered=["flood"])
    assert told(kept(later, tick=9)) == [("pin", "missing", None, None, "yard")]


def test_a_holder_who_plays_no_turn_loses_the_item_past_the_timeout_and_only_once() -> None:
    seats, held = {"ann": "yard", "bo": "barn"}, {"pin": ["ann"]}
    world = world_of({}, pin(holder_timeout_ticks=10, public="It is back."), holders=held, seen={"ann": 5, "bo": 5})
    at_the_limit = kept(world, tick=15, seats=seats, actor="bo")
    assert told(at_the_limit) == []
    past = kept(at_the_limit.world, tick=16, seats=seats, actor="bo")
    assert told(past) == [("pin", "holder_inactive", None, "ann", "yard")]
    assert past.recoveries[0].public == "It is back."
    assert (past.world.holders, past.world.items) == ({}, {"yard": ["pin"]})
    assert told(kept(past.world, tick=60, seats=seats, actor="bo")) == []


def test_a_turn_of_the_holder_puts_the_timeout_off() -> None:
    world = world_of({}, pin(holder_timeout_ticks=10), holders={"pin": ["ann"]}, seen={"ann": 0})
    played = kept(world, tick=9, seats={"ann": "yard"}, actor="ann")
    assert told(kept(played.world, tick=19, seats={"ann": "yard", "bo": "yard"}, actor="bo")) == []


def test_whoever_came_since_the_last_tick_is_seen_from_then_on() -> None:
    world = world_of({}, pin(holder_timeout_ticks=10), holders={"pin": ["ann"]})
    came = kept(world, tick=500, seats={"ann": "yard", "bo": "yard"}, actor="bo")
    assert came.world.maintenance is not None
    assert (told(came), came.world.maintenance.seen) == ([], {"ann": 500, "bo": 500})


def test_whoever_has_no_seat_holds_nothing_for_long() -> None:
    world = world_of({}, pin(), holders={"pin": ["gone"]})
    assert told(kept(world, tick=3, seats={"bo": "barn"})) == [("pin", "holder_gone", None, "gone", "yard")]


def test_without_a_timeout_a_holder_keeps_it_however_long_they_are_away() -> None:
    world = world_of({}, pin(), holders={"pin": ["ann"]})
    assert told(kept(world, tick=10_000, seats={"ann": "yard"})) == []


def test_of_a_unique_item_one_copy_stays_and_what_somebody_plays_with_is_not_taken() -> None:
    world = world_of({"barn": ["pin"], "loft": ["pin"]}, pin(), holders={"pin": ["ann"]})
    assert told(kept(world, tick=3, seats={"ann": "yard"})) == [
        ("pin", "duplicate", "barn", None, None),
        ("pin", "duplicate", "loft", None, None),
    ]


def test_taking_a_duplicate_away_delays_no_recovery() -> None:
    world = world_of({"barn": ["pin", "pin"]}, pin(cooldown_ticks=50))
    single = kept(world, tick=3).world
    assert single.items == {"barn": ["pin"]}
    assert told(kept(replace(single, items={}), tick=4)) == [("pin", "missing", None, None, "yard")]


def test_more_than_a_quota_asks_for_is_left_alone() -> None:
    world = world_of({"barn": ["rope", "rope", "rope"]}, ROPES)
    assert kept(world, tick=3).world is world


class TestWhatCanBeReached:
    def test_a_place_whose_flag_is_set_is_open(self) -> None:
        closed = world_of({"loft": ["pin"]}, pin())
        assert told(kept(closed, tick=1)) == [("pin", "unreachable", "loft", None, "yard")]
        assert told(kept(with_flag(closed, "loft_open"), tick=1)) == []

    def test_a_key_that_lies_within_reach_opens_its_place(self) -> None:
        assert told(kept(world_of({"cellar": ["pin"], "barn": ["key"]}, pin()), tick=1)) == []

    def test_a_key_behind_its_own_door_opens_nothing(self) -> None:
        world = world_of({"cellar": ["pin", "key"]}, pin())
        assert told(kept(world, tick=1)) == [("pin", "unreachable", "cellar", None, "yard")]

    def test_one_thing_leads_to_another(self) -> None:
        """The boat to the island, the key there to the cellar."""
        assert told(kept(world_of({"cellar": ["pin"], "island": ["key"], "barn": ["boat"]}, pin()), tick=1)) == []

    def test_whoever_stands_behind_the_door_can_have_what_lies_there(self) -> None:
        world = world_of({"cellar": ["pin", "key"]}, pin())
        assert told(kept(world, tick=1, seats={"ann": "cellar"})) == []

    def test_unless_they_have_stopped_playing(self) -> None:
        world = world_of({"cellar": ["pin", "key"]}, pin(holder_timeout_ticks=10), seen={"ann": 0})
        recovered = told(kept(world, tick=11, seats={"ann": "cellar", "bo": "yard"}, actor="bo"))
        assert recovered == [("pin", "unreachable", "cellar", None, "yard")]

    def test_what_a_player_carries_opens_doors_for_them(self) -> None:
        world = world_of({"island": ["pin"]}, pin(), holders={"boat": ["ann"]})
        assert told(kept(world, tick=1, seats={"ann": "barn"})) == []
        assert told(kept(world, tick=1, seats={"bo": "barn"})) == [("pin", "unreachable", "island", None, "yard")]

    def test_what_a_character_may_become_closes_nothing(self) -> None:
        """Only its own player knows how brave somebody is, and a newcomer may become so."""
        assert told(kept(world_of({"ledge": ["pin"]}, pin()), tick=1)) == []

    def test_a_place_to_which_nothing_leads_cannot_be_reached(self) -> None:
        assert told(kept(world_of({"dream": ["pin"]}, pin()), tick=1)) == [
            ("pin", "unreachable", "dream", None, "yard")
        ]

    def test_a_place_that_no_file_declares_cannot_be_reached(self) -> None:
        world = world_of({"limbo": ["pin"]}, pin())
        assert told(kept(world, tick=1)) == [("pin", "unreachable", "limbo", None, "yard")]


class TestAnchors:
    def test_the_first_within_reach_is_taken(self) -> None:
        assert told(kept(world_of({}, pin(anchors=("loft", "barn", "yard"))), tick=1)) == [
            ("pin", "missing", None, None, "barn")
        ]

    def test_what_lies_out_of_reach_stays_where_no_anchor_is_any_better(self) -> None:
        world = world_of({"loft": ["pin"]}, pin(anchors=("loft",)))
        assert told(kept(world, tick=1)) == []

    def test_what_is_missing_comes_back_even_then_and_only_once(self) -> None:
        again = kept(world_of({}, pin(anchors=("loft",))), tick=1)
        assert told(again) == [("pin", "missing", None, None, "loft")]
        assert told(kept(again.world, tick=2)) == []


def test_what_everybody_is_told_of_the_world_follows_every_recovery() -> None:
    world = world_of({"loft": ["pin"], "barn": ["rope"]}, pin(), ROPES)
    maintained = kept(world, tick=1)
    folded = projection.fold(projection.public(world), maintained.changes)
    assert folded == projection.public(maintained.world)
    assert all(change.caused_by is change.event_id is None for change in maintained.changes)


def test_a_story_without_policies_keeps_nothing() -> None:
    world = world_of({})
    assert kept(world, tick=1).world is world
    assert kept(replace(world, maintenance=None), tick=1).world.maintenance is None


places = st.sampled_from([*MILL.locations, "limbo"])
policies = st.builds(
    Policy,
    st.sampled_from(["pin", "rope", "boat", "key"]),
    st.sampled_from(POLICY_TYPES),
    st.integers(1, 3),
    st.lists(st.sampled_from(list(MILL.locations)), max_size=3).map(tuple),
    st.integers(0, 5),
    st.sampled_from([None, None, "dawn"]),
    st.sampled_from([None, 0, 3]),
)
worlds = st.builds(
    world_of,
    st.dictionaries(places, st.lists(st.sampled_from(["pin", "rope", "boat", "key"]), max_size=4), max_size=5),
    holders=st.dictionaries(
        st.sampled_from(["pin", "rope", "boat", "key"]),
        st.lists(st.sampled_from(["ann", "bo", "gone"]), min_size=1, max_size=3, unique=True),
    ),
)


@given(worlds, st.lists(policies, max_size=4, unique_by=lambda policy: policy.item), st.integers(0, 9), st.data())
def test_equal_states_come_to_equal_recoveries_and_a_second_look_finds_nothing(
    given_world: World, chosen: list[Policy], tick: int, data: st.DataObject
) -> None:
    seats = data.draw(st.dictionaries(st.sampled_from(["ann", "bo"]), st.sampled_from(list(MILL.locations))))
    world = world_of(given_world.items, *chosen, holders=given_world.holders)
    before = copy.deepcopy(world)
    again = world_from_json(world_to_json(world))
    again.items = dict(reversed(list(again.items.items())))
    maintained, repeated = kept(world, tick, seats), kept(again, tick, dict(reversed(list(seats.items()))))
    assert world == before
    assert maintained.recoveries == repeated.recoveries
    assert stored_hash(world_to_json(maintained.world)) == stored_hash(world_to_json(repeated.world))
    assert projection.fold(projection.public(world), maintained.changes) == projection.public(maintained.world)
    # A key that was one too many may have opened a place: only then there may be something left for the next tick.
    if all(one.reason != "duplicate" for one in maintained.recoveries):
        assert kept(maintained.world, tick, seats).recoveries == ()
