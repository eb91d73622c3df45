"""What may be told of somebody who is elsewhere: in company the world tells it, alone nobody does."""

from __future__ import annotations

from tests.worlds.rules.small_stories import started, story
from worlds.rules.feasibility import by_scene
from worlds.rules.lexicon import words_in
from worlds.rules.party import Company
from worlds.rules.rulings import Finding
from worlds.rules.situation import Situation

TOWN = story("""
initial_world:
  locations: [{id: yard, name: The Yard}, {id: mill, name: The Old Mill}]
  npc_locations: {miller: mill}
nodes: {start: {narrative: A bare yard.}}
""")


def found(company: Company | None) -> Finding:
    text = "call the miller"
    return by_scene(text, words_in(text), "interact", Situation(TOWN, started(TOWN), company))


def test_where_somebody_is_is_named_where_the_world_has_told_it() -> None:
    assert found(Company(me="ann", players=("ann", "bo"))) == Finding("elsewhere", "person", "miller", "the Old Mill")


def test_alone_it_is_only_said_that_they_are_not_here() -> None:
    assert found(None) == Finding("elsewhere", "person", "miller")
