from __future__ import annotations

from tests.worlds.rules.small_stories import started, story
from worlds.rules.places import known_places, watched_places
from worlds.rules.situation import Situation

FIELDS = story("""
travel_config: {default_travel_minutes: 5}
initial_world:
  locations:
    - {id: yard, name: Yard, connections: [mill, vault]}
    - {id: mill, name: Mill, connections: [yard, loft, tower]}
    - {id: loft, name: Loft, connections: [mill]}
    - {id: tower, name: Tower, precondition: {type: has_item, item: key}, access_mode: show_locked}
    - {id: vault, name: Vault, precondition: {type: has_item, item: key}, access_mode: filter}
    - {id: island, name: Island}
nodes: {one: {options: {go: {next_node: home}}}}
""")


def names(*seen: str, told: tuple[str, ...] = ()) -> dict[str, bool]:
    now = Situation(FIELDS, started(FIELDS))
    return {place.id: place.is_seen for place in known_places(now, seen, told)}


def test_at_first_one_knows_where_one_is_and_where_ways_lead() -> None:
    assert names() == {"yard": True, "mill": False}


def test_a_place_that_was_left_is_still_known_with_its_ways() -> None:
    assert names("mill") == {"yard": True, "mill": True, "loft": False, "tower": False}


def test_a_place_that_is_hidden_while_it_is_closed_is_on_no_map() -> None:
    assert "vault" not in names("mill", "loft")


def test_where_somebody_else_is_is_told_too() -> None:
    assert names(told=("island",)) == {"yard": True, "mill": False, "island": False}


def test_ways_say_what_they_cost_and_that_they_are_locked() -> None:
    mill = next(place for place in known_places(Situation(FIELDS, started(FIELDS)), {"mill"}) if place.id == "mill")
    assert [(way.target, way.travel_minutes, way.locked) for way in mill.ways] == [
        ("yard", 5, False),
        ("loft", 5, False),
        ("tower", 5, True),
    ]


def test_who_only_watches_sees_where_players_were_and_ways_that_are_always_open() -> None:
    told = watched_places(FIELDS, {"yard", "mill"})
    assert [(place.id, place.is_seen) for place in told] == [("yard", True), ("mill", True), ("loft", False)]
    assert [way.target for place in told for way in place.ways] == ["mill", "yard", "loft"]
    assert "vault" in {place.id for place in watched_places(FIELDS, {"yard", "vault"})}


def test_where_nobody_is_shown_there_is_nothing_to_see() -> None:
    assert watched_places(FIELDS, set()) == ()
