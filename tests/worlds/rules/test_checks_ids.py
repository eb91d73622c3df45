"""Section 13 of the rules of play: ids that stand in paths."""

from __future__ import annotations

import pytest

from tests.worlds.rules.files import EXTRA, everything, option, report_on, spoiled
from worlds.rules.loading import content_of, scenario_from


def dotted(overlay: str) -> list[str]:
    return [error.path for error in report_on(overlay).errors if error.code == "dotted_id"]


@pytest.mark.parametrize(
    ("overlay", "path"),
    [
        ("initial_world: {locations: [{id: r.flags.x, name: R}]}", "initial_world.locations[0].id"),
        ("initial_world: {flags: {a.b: true}}", "initial_world.flags.a.b"),
        ("initial_world: {location_state: {yard: {flags: {a.b: true}}}}", "initial_world.location_state.yard.flags.a.b"),
        ("initial_world: {location_state: {yard: {properties: {a.b: 1}}}}", "initial_world.location_state.yard.properties.a.b"),
        ("initial_world: {npc_locations: {mr.smith: yard}}", "initial_world.npc_locations.mr.smith"),
        ("initial_world: {triggered_events: [a.b]}", "initial_world.triggered_events[0]"),
        ("initial_character: {traits: {a.b: 1}}", "initial_character.traits.a.b"),
        ("initial_character: {relationships: {a.b: 1}}", "initial_character.relationships.a.b"),
        ("initial_character: {inventory: [a.b]}", "initial_character.inventory[0]"),
        ("endings: {far.away: {narrative: Far., type: unchanged}}", "endings.far.away"),
    ],
)  # fmt: skip
def test_an_id_with_a_dot_is_an_error_of_whatever_kind_it_is(overlay: str, path: str) -> None:
    assert dotted(overlay) == [path]


@pytest.mark.parametrize(
    "effect",
    [
        "{type: set_flag, flag: a.b}",
        "{type: set_location_flag, location: yard, flag: x.flags.y}",
        "{type: set_environment, location: yard, property: a.b, value: dark}",
        "{type: modify_trait, trait: a.b, delta: 1}",
        "{type: move_npc, npc: a.b, location: yard}",
        "{type: gain_item, item: a.b}",
    ],
)
def test_an_id_that_only_a_consequence_names_is_looked_at_too(effect: str) -> None:
    (path,) = dotted(option(f"next_node: home, consequence: [{effect}]"))
    assert path.startswith(f"{EXTRA}.consequence[0].")


def test_an_id_is_told_once_where_it_stands_first() -> None:
    twice = "[{type: set_flag, flag: a.b}, {type: clear_flag, flag: a.b}]"
    assert dotted(option(f"next_node: home, consequence: {twice}")) == [f"{EXTRA}.consequence[0].flag"]


def test_dots_in_texts_and_settings_are_the_authors_own() -> None:
    weather = "initial_world: {location_state: {yard: {environment: {weather: so. so}}}}"
    assert everything(report_on(option('next_node: home, text: "Go. Now."') + weather)) == []


def test_a_stored_story_with_dots_is_still_read() -> None:
    content = content_of(spoiled("initial_character: {traits: {courage: null, a.b: 1}}"), name="quiet")
    assert scenario_from(content, name="quiet").protagonist.traits == {"a.b": 1}
