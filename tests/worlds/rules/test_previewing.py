"""A preview begins at a scene: where choices lead there with what they bring, elsewhere with what the story begins with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.worlds.scenarios.bundled import FLAGSHIP, SURVIVAL, TUTORIAL, bundled
from worlds.rules import previewing
from worlds.rules.loading import load_scenario
from worlds.rules.opening import begin, initial_state
from worlds.rules.previewing import NotThere, begin_preview, find_way


def ids(way: object) -> list[str]:
    assert isinstance(way, tuple)
    return [choice.option_id for choice in way]


@pytest.mark.slow
@pytest.mark.parametrize("slug", [TUTORIAL, FLAGSHIP, SURVIVAL])
def test_every_scene_that_choices_lead_to_is_come_to_by_them(slug: str) -> None:
    scenario = bundled(slug)
    known = {node: way for node in scenario.nodes if (way := find_way(scenario, node)) is not None}
    assert len(known) > 2
    for node, way in known.items():
        state = begin_preview(scenario, node, ids(way))
        assert (state.player.node, state.player.finish, state.player.cells) == (node, None, [])


def test_what_is_remembered_of_a_story_stands_under_one_name_each() -> None:
    """Two modules under one name would each read what the other has written."""
    named = re.compile(r"""\.memory(?:\.get\(|\.setdefault\(|\[)\s*"([^"]+)\"""")
    homes: dict[str, set[str]] = {}
    for module in Path(previewing.__file__).parents[1].rglob("*.py"):
        for name in named.findall(module.read_text()):
            homes.setdefault(name, set()).add(str(module))
    assert "ways to scenes" in homes
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def test_the_way_to_the_first_scene_is_empty() -> None:
    scenario = bundled(TUTORIAL)
    assert find_way(scenario, scenario.start_node) == ()
    assert begin_preview(scenario, scenario.start_node, []) == begin(scenario).after


def test_a_scene_that_only_own_words_lead_to_begins_with_what_the_story_begins_with() -> None:
    scenario = bundled(TUTORIAL)
    assert find_way(scenario, "cat_higher") is None
    player = begin_preview(scenario, "cat_higher", None).player
    assert player.node == "cat_higher"
    assert player.character.inventory == initial_state(scenario).player.character.inventory


def test_a_scene_whose_gate_is_shut_at_the_beginning_is_refused() -> None:
    scenario = load_scenario(GATED, name="gated")
    assert find_way(scenario, "vault") is None
    with pytest.raises(NotThere):
        begin_preview(scenario, "vault", None)


def test_a_scene_that_is_not_in_the_story_is_refused() -> None:
    with pytest.raises(NotThere):
        begin_preview(bundled(TUTORIAL), "nowhere", None)


@pytest.mark.parametrize(("line", "told"), [(b"", True), (b"preview: true\n", True), (b"preview: false\n", False)])
def test_an_author_may_refuse_previews(line: bytes, *, told: bool) -> None:
    assert load_scenario(line + GATED, name="gated").preview is told


GATED = b"""
name: Gated
initial_character: {name: Ada}
start_node: hall
nodes:
  hall:
    narrative: A hall.
    choices:
      - {id: wait, text: Wait, cell: avoids, next_node: hall}
      - {id: out, text: Leave, cell: chooses, next_node: gone}
  vault:
    narrative: A vault.
    precondition: {type: has_item, item: key}
    choices:
      - {id: back, text: Go back, cell: chooses, next_node: hall}
endings:
  gone: {narrative: You are gone., type: unchanged}
"""
